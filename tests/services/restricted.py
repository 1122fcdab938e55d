"""Restricts planted families and opens them, for the tests of who may see what."""

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.audit.entry import EntryFacts
from earlyhelp.errors import Refused
from earlyhelp.messages.access import BreakGlassOpen, NameEmergencyManagers, RestrictFamily
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.records.store import AuditEntry
from earlyhelp.storage.rows_seen import RowsSeen

WHY = "The lead is ill and the school rings about today."


def restrict(door, planted, *readers, manager="maureen"):
    ids = tuple(door(login).id for login in readers)
    return door(manager).dispatch(
        RestrictFamily(family_id=planted.family_id, reason="high_profile", reader_ids=ids)
    )


def break_glass(door, login, planted):
    return door(login).dispatch(
        BreakGlassOpen(family_id=planted.family_id, reason="duty_call", sentence=WHY)
    )


def on_duty(door, *logins):
    ids = tuple(door(login).id for login in logins)
    door("ira").dispatch(NameEmergencyManagers(manager_ids=ids))


def opens(door, login, planted) -> bool:
    """Tell whether a family's page opens for somebody."""
    try:
        page = door(login).dispatch(FamilyPageView(family_id=planted.family_id, purpose="cover"))
    except Refused as told:
        assert told.key == "refused.record"
        return False
    return page.people[0].details.forename == "Anna"


def raw_keys(door, login):
    """Return a fresh ring with all that was wrapped for an account: what a script would hold."""
    desk = door(login)
    with desk.unit(Permission.SESSION_READ):
        return desk.context.vault.keyring


def unlike_the_audit(door) -> list[str]:
    """Return the watched rows that are not as the audit last saw them."""
    seen, vault = RowsSeen(), door("ira").context.vault
    with door("ira").unit(Permission.AUDIT_READ) as uow:
        for row in uow.all(AuditEntry, order=AuditEntry.id):
            seen.take(msgspec.json.decode(row.facts, type=EntryFacts))
    while not seen.step(vault):
        pass
    return seen.differences
