"""What is shown of the audit is verified on the spot: chained, written since, waiting, altered."""

import pytest

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.people import WhoLooked
from earlyhelp.messages.trail import AuditTrail
from earlyhelp.records.store import AuditEntry
from earlyhelp.services.audit_chain import CHAIN, ChainCheck
from tests.services.register_world import alter


def followed(desk):
    desk.sit()
    check = ChainCheck(desk.context)
    while not check.step():
        pass


def standings(door):
    return {row.seq: row.standing for row in door("ira").dispatch(AuditTrail()).rows}


def test_before_the_chain_is_followed_entries_wait(door):
    desk = door("ira")
    desk.context.works.pop(CHAIN, None)
    assert set(standings(door).values()) == {"waiting"}


def test_entries_are_chained_and_those_written_since_are_new(door):
    followed(door("ira"))
    size = door("ira").context.vault.trail.size
    shown = (standings(door), standings(door))[1]
    assert {seq for seq, how in shown.items() if how == "new"} == {
        seq for seq in shown if seq > size
    }
    assert set(shown.values()) == {"chained", "new"}


@pytest.mark.parametrize(("column", "other"), [("act", "x"), ("actor_id", 5), ("outcome", "x")])
def test_an_entry_altered_in_the_file_is_shown_as_such(door, column, other):
    standings(door)
    followed(door("ira"))
    desk, seq = door("ira"), door("ira").context.vault.trail.size
    with desk.unit(Permission.AUDIT_READ) as uow:
        was = getattr(uow.get(AuditEntry, seq), column)
    alter(desk, "DROP TRIGGER IF EXISTS audit_entry_no_update", (), ())
    back = alter(desk, f"UPDATE audit_entry SET {column} = ? WHERE id = {seq}", (other,), (was,))
    assert standings(door)[seq] == "altered"
    back()
    assert standings(door)[seq] == "chained"


def test_who_looked_says_it_too(door, planted):
    door("maureen").dispatch(WhoLooked(family_id=planted.family_id))
    followed(door("maureen"))
    rows = door("maureen").dispatch(WhoLooked(family_id=planted.family_id))
    assert rows
    assert {row.standing for row in rows} == {"chained"}


def test_nothing_shown_is_vouched_for_in_a_chain_that_is_broken(door, monkeypatch):
    followed(door("ira"))
    chain = door("ira").context.works[CHAIN]
    monkeypatch.setattr(chain, "problems", ["this device has seen more"])
    page = door("ira").dispatch(AuditTrail(who="nobody at all"))
    assert (page.total, page.broken) == (0, "this device has seen more")
    assert (
        page.size == door("ira").context.vault.trail.size - 1 > 0
    )  # the look's own entry came after
    assert set(standings(door).values()) == {"broken"}
