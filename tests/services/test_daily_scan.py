"""The audit is gone through by itself once a day, beside other work, for information governance."""

from datetime import timedelta

import pytest

from earlyhelp.messages.looks import AccessHits, ScanAccess
from earlyhelp.services.access_scan import _purpose
from earlyhelp.services.access_scan_daily import daily_scan
from tests.services.founded import MORNING
from tests.services.test_access_hits import hits, looked


@pytest.fixture(autouse=True)
def morning(door):
    """Put the clock back."""
    yield
    door.clock.instant = MORNING


def moved(door, **more):
    door.clock.instant = MORNING + timedelta(**more)


def began(door, login="ira"):
    door(login).sit()
    return daily_scan(door(login).context)


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
