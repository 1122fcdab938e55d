"""A grant whose time is over leaves no key in the file; the program takes it and says so in the audit."""

from datetime import timedelta

import msgspec
import pytest

from earlyhelp.access.permissions import Permission
from earlyhelp.audit.entry import EntryFacts
from earlyhelp.records.grants import FamilyGrant
from earlyhelp.records.store import AuditEntry
from earlyhelp.services.upkeep import Upkeep
from tests.access.opening import raw_opens
from tests.services.founded import plant
from tests.services.restricted import break_glass, on_duty, restrict, unlike_the_audit
from tests.services.test_grants import give

HOUR = timedelta(hours=1)


@pytest.fixture
def clock(door):
    before = door.clock.instant
    yield door.clock
    door.clock.instant = before


def kept_up(door, login):
    """Do the background work of somebody's session to its end."""
    desk = door(login)
    desk.sit()
    upkeep = Upkeep(desk.context)
    while upkeep.step():
        pass


def entries(door):
    with door("ira").unit(Permission.AUDIT_READ) as uow:
        rows = uow.all(AuditEntry, AuditEntry.actor_id == 0, order=AuditEntry.id)
        facts = [msgspec.json.decode(row.facts, type=EntryFacts) for row in rows]
    return [one for one in facts if one.rule == "program/expiry"]


@pytest.mark.parametrize("who", ["bea", "sol", "maureen"])
def test_an_expired_grant_opens_by_script_until_any_session_takes_its_wrap(door, clock, who):
    planted, other = plant(door), plant(door)
    ident = give(door, planted.family_id, "sol", until=clock.now() + HOUR)
    lasting = give(door, other.family_id, "sol", until=clock.now() + 3 * HOUR)
    assert raw_opens(door("sol"), planted.family_id)
    clock.instant += 2 * HOUR
    assert raw_opens(door("sol"), planted.family_id)  # what is mended here: no row, but a key
    before = len(entries(door))
    kept_up(door, who)
    assert not raw_opens(door("sol"), planted.family_id)
    assert raw_opens(door("sol"), other.family_id)  # a grant that lasts is left alone
    (told,) = entries(door)[before:]
    assert told.objects == (f"family_grant:{ident}:v2",)
    assert (told.actor_name, told.role, told.family_id) == ("earlyhelp", "program", 0)
    with door("maureen").unit() as uow:
        ended, live = uow.get(FamilyGrant, ident), uow.get(FamilyGrant, lasting)
        assert (ended.wrapped, ended.ended_at) == (b"", ended.until_at)
        assert live.ended_at is None
    kept_up(door, who)
    assert len(entries(door)) == before + 1  # nothing is done twice


def test_an_emergency_leaves_no_key_behind(door, clock):
    on_duty(door, "sam")
    planted = plant(door)
    break_glass(door, "omar", planted)
    clock.instant += 9 * HOUR
    kept_up(door, "bea")
    with door("maureen").unit() as uow:
        (grant,) = uow.all(FamilyGrant, FamilyGrant.family_id == planted.family_id)
        assert grant.wrapped == b""


def test_readers_of_a_restricted_family_keep_their_way_in(door, clock):
    planted = plant(door)
    restrict(door, planted, "priya")
    others = door("omar"), door("bea")  # signed in before the clock moves
    clock.instant += timedelta(days=400)
    kept_up(door, "bea")
    assert raw_opens(door("priya"), planted.family_id)
    assert not raw_opens(others[0], planted.family_id)


def test_the_audit_and_the_rows_still_agree(door, clock):
    planted = plant(door)
    give(door, planted.family_id, "sol", until=clock.now() + HOUR)
    clock.instant += 2 * HOUR
    kept_up(door, "bea")
    assert unlike_the_audit(door) == []
