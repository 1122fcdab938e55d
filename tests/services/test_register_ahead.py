"""What bears a date after today proves nothing: each check that goes by dates turns red, and says what to do."""

from datetime import date, datetime, timedelta

import pytest

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.messages.session import CurrentSession
from earlyhelp.records.access import BreakGlass, Restriction
from earlyhelp.records.conduct import Certification
from earlyhelp.records.erasure import BackupRun
from earlyhelp.records.keys import KeyTurning
from earlyhelp.records.looks import AccessHit, AccessScan
from earlyhelp.records.recovery import RecoveryKey
from earlyhelp.records.rights import Rectification, SubjectPause, SubjectRequest
from earlyhelp.records.sharing import IsaAgreement, PartnerPackage
from earlyhelp.records.staff import StaffAccount, StoreFact
from earlyhelp.services.emergency import _last_drill
from earlyhelp.services.recertifying import rights_due
from earlyhelp.services.recovery import drill_due
from earlyhelp.services.register_checks import AHEAD, CHECKS, lines
from earlyhelp.services.register_run import told
from earlyhelp.wording import say
from tests.services.register_world import slip_in

BEFORE, AFTER = timedelta(days=-1), timedelta(days=400)


def found(door, name):
    """Run one check alone, as somebody of information governance."""
    lines()
    desk = door("ira")
    desk.sit()
    context = desk.context
    with context.vault.unit(context.principal, Permission.REGISTER_CHECK, Scope.AUDIT) as uow:
        return CHECKS[name](uow, context)


def backup(door, family, at):
    """A backup that was rehearsed at once."""
    return slip_in(
        door("ira"), BackupRun, path="/nowhere", made_at=at, rehearsed_at=at, result="good"
    )


def rehearsal(door, family, at):
    now = door.clock.now() + BEFORE
    return slip_in(door("ira"), BackupRun, path="/", made_at=now, rehearsed_at=at, result="good")


def sheets(door, family, at):
    made = door.clock.now() - timedelta(days=800)
    return slip_in(
        door("ira"), RecoveryKey, made_at=made, printed_at=made, tried_at=at, holders="a"
    )


def printed(door, family, at):
    return slip_in(door("ira"), RecoveryKey, made_at=at, printed_at=at, tried_at=None, holders="a")


def turning(door, family, at):
    return slip_in(
        door("ira"), KeyTurning, key_name="store", account_id=door("omar").id, asked_at=at, epoch=1
    )


def scan(door, family, at):
    return slip_in(door("ira"), AccessScan, at=at)


def hit(door, family, at):
    clean = slip_in(door("ira"), AccessScan, at=door.clock.now() + BEFORE)
    values = {"rule": "near", "status": "open", "account_id": door("sol").id}
    asked = slip_in(door("ira"), AccessHit, family_id=family.family_id, on_day=at.date(), **values)
    return lambda: (clean(), asked())


def emergency(door, family, at):
    values = {"family_id": family.family_id, "team_id": door("maureen").team_id}
    due = at.date() + timedelta(days=2)
    return slip_in(
        door("ira"), BreakGlass, account_id=door("sol").id, opened_at=at, due_on=due, **values
    )


def restriction(door, family, at):
    values = {"family_id": family.family_id, "team_id": door("maureen").team_id, "status": "open"}
    return slip_in(
        door("ira"), Restriction, review_on=at.date() + timedelta(days=90), from_at=at, **values
    )


def asked(door, family, at):
    values = {"family_id": family.family_id, "team_id": door("maureen").team_id}
    return slip_in(door("ira"), Restriction, status="asked", asked_at=at, **values)


def package(door, family, at):
    hence = door.clock.today() + timedelta(days=900)
    return slip_in(
        door("ira"), PartnerPackage, name="p", agency="A", basis="safeguarding", sent_at=at,
        delete_by=hence, state="opened",
    )  # fmt: skip


def ended(door, family, at):
    hence = door.clock.today() + timedelta(days=900)
    return slip_in(
        door("ira"), IsaAgreement, agency="A", from_on=date(2020, 1, 1), review_on=hence,
        ended_on=at.date(),
    )  # fmt: skip


def request(door, family, at):
    return slip_in(door("ira"), SubjectRequest, reference="R", status="open", received_on=at.date())


def extended(door, family, at):
    today = door.clock.today()
    return slip_in(
        door("ira"), SubjectRequest, reference="R", status="open", received_on=today,
        extended_on=at.date(),
    )  # fmt: skip


def paused(door, family, at):
    ident = door.clock.new_id()
    took = slip_in(
        door("ira"), SubjectRequest, id=ident, reference="R", status="open",
        received_on=door.clock.today() + BEFORE,
    )  # fmt: skip
    pause = slip_in(door("ira"), SubjectPause, request_id=ident, from_on=at.date(), until_on=None)
    return lambda: (pause(), took())


def correction(door, family, at):
    return slip_in(
        door("ira"), Rectification, family_id=family.family_id, status="open", received_on=at.date()
    )


CASES = [
    ("backups_fresh", backup), ("backups_fresh", rehearsal), ("recovery_ready", sheets),
    ("recovery_ready", printed), ("keys_turned", turning), ("looks_reviewed", scan),
    ("looks_reviewed", hit), ("emergencies_reviewed", emergency),
    ("restrictions_reviewed", restriction), ("restrictions_reviewed", asked),
    ("packages_deleted", package), ("agreements_live", package), ("agreements_live", ended),
    ("requests_answered", request), ("requests_answered", extended), ("requests_answered", paused),
    ("corrections_answered", correction),
]  # fmt: skip


@pytest.mark.parametrize(("name", "fault"), CASES)
def test_a_date_after_today_turns_the_check_red_and_one_before_does_not(door, planted, name, fault):
    mend = fault(door, planted, door.clock.now() + BEFORE)
    try:
        assert found(door, name).status == "ok"
    finally:
        mend()
    mend = fault(door, planted, door.clock.now() + AFTER)
    try:
        seen = found(door, name)
        assert (seen.status, seen.said) == ("red", AHEAD)
        words = told(name, seen)
        assert words.advice == say("register.ahead.do", then=say(f"register.{name}.do"))
        assert words.evidence == say(f"register.{name}.ahead", **seen.params)
    finally:
        mend()


@pytest.mark.parametrize(
    ("name", "fault"),
    [("backups_fresh", backup), ("recovery_ready", sheets), ("looks_reviewed", scan)],
)
def test_what_is_done_anew_under_the_right_clock_mends_it(door, planted, name, fault):
    mends = [fault(door, planted, door.clock.now() + delta) for delta in (AFTER, BEFORE)]
    try:
        assert found(door, name).status == "ok"
    finally:
        for mend in mends:
            mend()


def test_a_right_confirmed_ahead_is_not_confirmed(door):
    door.clock.instant += timedelta(days=200)
    now, omar = door.clock.now(), door("omar").id
    with door("ira").unit(Permission.ACCOUNT_LIST) as uow:
        active = {one.id for one in uow.all(StaffAccount, StaffAccount.status == "active")}
    mends = [
        slip_in(door("ira"), Certification, account_id=one, at=now + BEFORE)
        for one in (omar, *(active - {omar}))
    ]
    try:
        assert found(door, "rights_confirmed").status == "ok"
        mends.pop(0)()
        assert found(door, "rights_confirmed").said == "red"
        mends.append(slip_in(door("ira"), Certification, account_id=omar, at=now + AFTER))
        seen = found(door, "rights_confirmed")
        assert (seen.status, seen.said, seen.params) == ("red", AHEAD, {"count": 1})
        desk = door("maureen")
        with desk.unit(Permission.ACCOUNT_CERTIFY) as uow:
            due = {one.account_id: one.why for one in rights_due(uow, desk.context)}
        assert due == {omar: "confirm"}  # so that it can be mended
    finally:
        for mend in mends:
            mend()


def test_a_store_founded_ahead_is_not_young(door):
    assert found(door, "backups_fresh").said == "young"
    door.clock.instant -= timedelta(days=100)
    assert found(door, "backups_fresh").said == "none"
    assert found(door, "recovery_ready").said == "red"
    assert found(door, "looks_reviewed").said == "scan"


def test_status_line_drill_and_sheets_do_not_go_by_dates_after_today(door):
    ahead_at: datetime = door.clock.now() + AFTER
    mends = [
        slip_in(door("ira"), StoreFact, name=name, value=ahead_at.isoformat().encode())
        for name in ("last_backup", "last_rehearsal")
    ]
    drilled = f"{ahead_at.date().isoformat()} {door('sam').id}".encode()
    mends.append(slip_in(door("ira"), StoreFact, name="emergency_drill", value=drilled))
    door.clock.instant += timedelta(days=60)
    try:
        seen = door("ira").dispatch(CurrentSession())
        assert (seen.backed_up_at, seen.rehearsed_at) == (None, None)
        assert seen.backup_due is not None
        assert seen.rehearsal_due is not None
        with door("ira").unit(Permission.EMERGENCY_READ) as uow:
            assert _last_drill(uow) == (None, 0)
            made = door.clock.now() - timedelta(days=800)
            key = RecoveryKey(made_at=made, printed_at=made, tried_at=ahead_at)
            assert drill_due(uow, key)
            key.tried_at = door.clock.now() + BEFORE
            assert not drill_due(uow, key)
    finally:
        for mend in mends:
            mend()
