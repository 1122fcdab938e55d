"""The audit is gone through by itself once a day, beside other work, for information governance."""

from datetime import timedelta

import pytest

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.looks import AccessHits, ScanAccess
from earlyhelp.messages.session import CurrentSession
from earlyhelp.services.access_scan import _before, _purpose
from earlyhelp.services.access_scan_daily import daily_scan
from tests.services.founded import MORNING
from tests.services.test_access_hits import hits, looked


@pytest.fixture(autouse=True)
def morning(door):
    """Sign everybody in before a test moves the clock, and put it back."""
    for login in ("priya", "maureen", "ira"):
        door(login)
    yield
    door.clock.instant = MORNING


def moved(door, **more):
    door.clock.instant = MORNING + timedelta(**more)


def began(door, login="ira"):
    door(login).sit()
    return daily_scan(door(login).context)


def look(door, **when):
    """Leave an entry dated then; return its number."""
    moved(door, **when)
    door("priya").dispatch(CurrentSession())
    return door("priya").context.vault.trail.size


def finished(work):
    while not work.step():
        pass


def scanned_at(door):
    return door("ira").dispatch(AccessHits()).scanned_at


def test_the_audit_is_gone_through_once_a_day_for_governance_alone(door, planted):
    moved(door, days=100)
    looked(door, planted)
    moved(door, days=117)
    assert began(door, "maureen") is None
    finished(began(door))
    assert scanned_at(door) == door.clock.now()
    mine = [hit for hit in hits(door, "no_work") if hit.family_id == planted.family_id]
    assert len(mine) == 1
    moved(door, days=118)
    assert began(door) is None  # a day old, not over it
    moved(door, days=118, hours=1)
    work = began(door)
    door("ira").dispatch(ScanAccess())
    assert work.step()  # gives way to the one somebody asked for
    assert scanned_at(door) != door.clock.now()


def test_reading_ones_own_documents_is_no_look_for_a_purpose():
    assert [_purpose(one) for one in ("cover; document 3", "document 3", "cover", "")] == [
        "cover", "", "cover", "",
    ]  # fmt: skip


def begins_after(door, days):
    """Return the entry after which a scan of so many days begins."""
    ira = door("ira")
    with ira.unit(Permission.ACCESS_SCAN) as uow:
        moment = door.clock.now() - timedelta(days=days)
        return _before(uow, moment, ira.context.vault.trail.size)


def test_a_clock_set_back_hides_no_look(door):
    looks = [look(door, days=2_000) for _ in range(3)]
    for _ in range(9):
        look(door, days=-300)  # somebody set the clock back, and looked far more often
    look(door, days=2_001)
    assert begins_after(door, 30) == looks[0] - 1


def test_neither_checkpoints_signed_then_nor_a_clock_set_ahead_hide_a_look(door):
    vault = door("ira").context.vault
    look(door, days=2_900)
    first = look(door, days=3_000)
    for days in (3_000, 9_000, -300):
        look(door, days=days)
        vault.checkpoint(None)
    look(door, days=3_001)
    assert begins_after(door, 30) == first - 1
