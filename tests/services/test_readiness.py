"""A first passphrase is changed, and the code of conduct accepted, before anything else."""

from datetime import timedelta

import pytest

from earlyhelp import bootstrap
from earlyhelp.errors import Conflict, Refused
from earlyhelp.messages.access import DeclareInterests
from earlyhelp.messages.conduct import AcceptConduct, Conduct
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.people import FamilyList, PeopleFound
from earlyhelp.messages.session import ChangePassphrase, Checkpoint, CurrentSession
from earlyhelp.records.conduct import Acceptance
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services.conduct import code, is_due
from tests.services.founded import PASSPHRASE, plant
from tests.services.test_staff import OTHER, approve, create


@pytest.fixture
def omar(door):
    desk = door("omar")
    yield desk
    desk.context.must_change = desk.context.conduct_due = desk.context.interests_due = False


def told(desk, message):
    with pytest.raises(Refused) as refused:
        desk.dispatch(message)
    return refused.value.key


def test_nothing_else_is_allowed_until_the_passphrase_is_changed(door, omar):
    omar.dispatch(FamilyList())
    omar.context.must_change = True
    assert told(omar, FamilyList()) == "passphrase.must_change"
    assert omar.dispatch(CurrentSession()).must_change
    omar.dispatch(Checkpoint(why="lock"))
    omar.dispatch(ChangePassphrase(passphrase=PASSPHRASE, new_passphrase=OTHER))
    omar.dispatch(FamilyList())
    assert not omar.dispatch(CurrentSession()).must_change


def test_a_joiners_first_passphrase_is_marked_and_the_mark_goes_with_it(door):
    ident = create(door, "petra", team_ids=(door("maureen").team_id,))
    approve(door, "maureen", ident)
    settled = door("omar").id  # signs in now: a session is not begun inside another's unit
    with door("ira").unit(CurrentSession.permission) as uow:
        assert uow.get(StaffAccount, ident).must_change == 1
        assert uow.get(StaffAccount, settled).must_change == 0


def test_an_analysts_is_marked_in_the_analysis_file_too(door):
    ident = create(door, "anton", role="analyst", passphrase="")
    approve(door, "ira", ident, passphrase=OTHER)
    with door("ana").unit(CurrentSession.permission) as uow:
        account = uow.first(StaffAccount, StaffAccount.login == "anton")
    assert account.must_change == 1


def test_nothing_is_shown_before_the_code_of_conduct_is_accepted(door, omar):
    omar.context.conduct_due = True
    assert told(omar, FamilyList()) == "conduct.needed"
    shown = omar.dispatch(Conduct())
    assert shown.due
    assert shown.points == code().points
    with pytest.raises(Conflict):
        omar.dispatch(AcceptConduct(text_version=shown.version + 1))
    assert told(omar, FamilyList()) == "conduct.needed"
    omar.dispatch(AcceptConduct(text_version=shown.version))
    omar.dispatch(FamilyList())
    with omar.unit(CurrentSession.permission) as uow:
        newest = uow.first(Acceptance, order=Acceptance.id.desc())
    assert (newest.account_id, newest.at) == (omar.id, door.clock.now())


def test_families_open_once_interests_are_declared(door, omar):
    omar.context.interests_due = True
    planted = plant(door, lead="omar")
    assert told(omar, FamilyPageView(family_id=planted.family_id)) == "interests.needed"
    omar.dispatch(PeopleFound(text="Kowalska"))  # how a family is named
    omar.dispatch(DeclareInterests())
    assert omar.dispatch(FamilyPageView(family_id=planted.family_id))
    assert not omar.dispatch(CurrentSession()).interests_due


@pytest.mark.parametrize(("days", "due"), [(0, False), (365, False), (366, True)])
def test_the_code_is_accepted_every_year(door, days, due):
    desk = door("priya")
    desk.dispatch(AcceptConduct(text_version=code().version))
    accepted = door.clock.instant
    door.clock.instant += timedelta(days=days)
    with desk.unit(CurrentSession.permission) as uow:
        assert is_due(uow, desk.id, door.clock) is due
        assert is_due(uow, 1, door.clock)  # who never did
    door.clock.instant = accepted


def test_a_new_text_is_accepted_anew(door, monkeypatch):
    desk = door("priya")
    desk.dispatch(AcceptConduct(text_version=code().version))
    later = type(code())(2, 365, "DPIA", ("Another point.",))
    monkeypatch.setattr("earlyhelp.services.conduct.code", lambda: later)
    with desk.unit(CurrentSession.permission) as uow:
        assert is_due(uow, desk.id, door.clock)


def test_the_session_is_opened_with_both_marks(door):
    """What bootstrap gives a session follows the rows."""
    ident = create(door, "quill", team_ids=(door("maureen").team_id,))
    approve(door, "maureen", ident)
    door._opened["quill"] = (
        bootstrap.CASE,
        bootstrap.prove(
            door.folder / "store.ehdb",
            bootstrap.read_header(door.folder / "store.ehdh"),
            "quill", OTHER, "", door.clock,
        )[0],
    )  # fmt: skip
    context = door("quill").context
    assert (context.must_change, context.conduct_due, context.interests_due) == (True,) * 3
    context = door("priya").context
    assert (context.must_change, context.conduct_due, context.interests_due) == (False,) * 3
    assert not door("bea").context.interests_due  # works with no family: has none to declare
