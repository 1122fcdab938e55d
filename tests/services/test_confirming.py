"""What matters most is done only for somebody who has just typed their passphrase again."""

from datetime import timedelta

import pytest

from earlyhelp.errors import Refused
from earlyhelp.messages.base import REGISTRY
from earlyhelp.messages.session import ConfirmMyself
from earlyhelp.messages.staff import CreateTeam, EndAccount
from earlyhelp.messages.trail import AuditTrail
from tests.services.founded import PASSPHRASE

GONE = EndAccount(account_id=1, version=1)  # let through, it finds nobody


@pytest.fixture
def bea(door):
    """Bea's session as just signed in; her messages go in as the keeper's would."""
    desk = door("bea")
    desk.sit()
    desk.context.confirmed_at = None
    return desk


def told(desk, message):
    with pytest.raises(Refused) as refused:
        desk.dispatcher.dispatch(message)
    return refused.value.key


def confirm(desk, passphrase=PASSPHRASE, **more):
    return desk.dispatcher.dispatch(ConfirmMyself(passphrase=passphrase, **more))


def test_the_list_of_what_needs_a_proof():
    marked = {name for name, kind in REGISTRY.items() if kind.confirm}
    assert {
        "CreateAccount", "ApproveAccount", "EndAccount", "ExportFigures", "ExportAudit",
    } <= marked  # fmt: skip


def test_signing_in_is_no_proof_and_typing_again_is(bea):
    assert told(bea, GONE) == "confirm.needed"
    bea.dispatcher.dispatch(CreateTeam(name="Unmarked", locality="east"))  # the twin
    confirm(bea)
    assert told(bea, GONE) == "refused.record"


@pytest.mark.parametrize(("minutes", "key"), [(5, "refused.record"), (5.1, "confirm.needed")])
def test_a_proof_lasts_five_minutes(door, bea, minutes, key):
    confirm(bea)
    door.clock.instant += timedelta(minutes=minutes)
    assert told(bea, GONE) == key


def test_a_clock_set_back_does_not_make_it_last(door, bea):
    confirm(bea)
    door.clock.instant -= timedelta(minutes=1)
    assert told(bea, GONE) == "confirm.needed"
    door.clock.instant += timedelta(minutes=1)


def test_it_is_this_persons_proof_and_this_sessions_alone(door, bea):
    confirm(bea)
    other = door("ira")
    other.sit()
    other.context.confirmed_at = None
    assert told(other, REGISTRY["ExportAudit"](path="/nowhere/x")) == "confirm.needed"


def test_a_wrong_one_is_refused_noted_and_slowed(door, bea):
    for _ in range(5):
        assert told(bea, ConfirmMyself(passphrase="not the one at all")) == "confirm.wrong"
    assert told(bea, ConfirmMyself(passphrase=PASSPHRASE)) == "confirm.wait"
    assert told(bea, GONE) == "confirm.needed"
    rows = door("ira").dispatch(AuditTrail(act="session:confirm", who="bea")).rows
    assert [row.outcome for row in rows[:6]] == ["refused"] * 6
    assert not any(PASSPHRASE in f"{row}" for row in rows)
    door.clock.instant += timedelta(minutes=5)
    confirm(bea)
    (last, *_) = door("ira").dispatch(AuditTrail(act="session:confirm", who="bea")).rows
    assert (last.outcome, last.purpose) == ("done", "after 5 failed tries")


def test_a_passphrase_of_somebody_elses_slot_is_no_proof(door, bea, monkeypatch):
    monkeypatch.setattr(door("bea").context.vault, "identity", door("ira").context.vault.identity)
    with pytest.raises(Refused):
        confirm(bea)


def test_who_is_denied_by_the_rules_is_told_so_first(door):
    desk = door("priya")
    desk.sit()
    desk.context.confirmed_at = None
    assert told(desk, GONE) == "refused.role"
