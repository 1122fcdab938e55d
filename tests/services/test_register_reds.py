"""Checks that share a line with others: each alone turns red when its control fails, and well again."""

from datetime import UTC, date, datetime, timedelta

import pytest

from earlyhelp.records.access import Restriction
from earlyhelp.records.looks import AccessHit, AccessScan
from earlyhelp.records.sharing import IsaAgreement, PartnerPackage
from earlyhelp.services.register_checks import CHECKS, lines
from tests.services.register_world import slip_in

LONG_AGO, LONG_HENCE = date(2020, 1, 1), date(2030, 1, 1)
SENT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def found(door, name):
    """Run one check alone, as somebody of information governance."""
    lines()
    desk = door("ira")
    desk.sit()
    context = desk.context
    with context.vault.unit(*_who(context)) as uow:
        return CHECKS[name](uow, context).status


def _who(context):
    from earlyhelp.access.permissions import Permission, Scope

    return context.principal, Permission.REGISTER_CHECK, Scope.AUDIT


def package(door, **values):
    plain = {"name": "p", "agency": "St Jude's", "sent_at": SENT, "delete_by": LONG_HENCE}
    return slip_in(door("ira"), PartnerPackage, **plain | {"state": "opened"} | values)


def agreement(door, **values):
    plain = {"agency": "St Jude's", "from_on": LONG_AGO, "review_on": LONG_HENCE}
    return slip_in(door("ira"), IsaAgreement, **plain | values)


def restriction(door, planted, **values):
    plain = {"family_id": planted.family_id, "team_id": door("maureen").team_id, "status": "open"}
    return slip_in(door("ira"), Restriction, **plain | values)


def hit(door, planted, **values):
    plain = {"family_id": planted.family_id, "account_id": door("sol").id, "status": "open"}
    return slip_in(door("ira"), AccessHit, rule="near", **plain | values)


def recent_scan(door, *_):
    return slip_in(door("ira"), AccessScan, at=door.clock.now() - timedelta(days=1))


def old_scan(door, *_):
    return slip_in(door("ira"), AccessScan, at=door.clock.now() - timedelta(days=15))


def nothing(*_):
    return lambda: None


CASES = {
    "a package without an agreement": (
        "agreements_live", nothing, lambda door, _: package(door)
    ),
    "a package after the agreement ended": (
        "agreements_live",
        lambda door, _: agreement(door, ended_on=date(2026, 11, 1)),
        lambda door, _: package(door),
    ),
    "an agreement whose review was missed": (
        "agreements_live", nothing, lambda door, _: agreement(door, review_on=LONG_AGO),
    ),
    "a restriction past its review": (
        "restrictions_reviewed", nothing,
        lambda door, planted: restriction(door, planted, review_on=LONG_AGO),
    ),
    "a package past its delete-by day": (
        "packages_deleted", nothing, lambda door, _: package(door, delete_by=LONG_AGO),
    ),
    "a package nobody confirmed": (
        "packages_deleted", nothing,
        lambda door, _: package(door, state="sent", sent_at=datetime(2026, 1, 2, tzinfo=UTC)),
    ),
    "a question nobody answered": (
        "looks_reviewed", recent_scan, lambda door, planted: hit(door, planted, on_day=LONG_AGO),
    ),
    "a scan that is long past": ("looks_reviewed", nothing, old_scan),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_check_turns_red_by_itself_and_is_well_again(door, planted, case):
    name, world, fault = CASES[case]
    undo = world(door, planted)
    try:
        assert found(door, name) in {"ok", "not_checked"}
        mend = fault(door, planted)
        try:
            assert found(door, name) == "red"
        finally:
            mend()
        assert found(door, name) in {"ok", "not_checked"}
    finally:
        undo()


def test_what_is_in_order_is_not_red(door, planted):
    undo = [
        agreement(door), package(door), recent_scan(door),
        restriction(door, planted, review_on=door.clock.today() + timedelta(days=90)),
        hit(door, planted, on_day=door.clock.today()),
    ]  # fmt: skip
    try:
        for name in {one for one, _, _ in CASES.values()}:
            assert found(door, name) == "ok", name
    finally:
        for one in reversed(undo):
            one()
