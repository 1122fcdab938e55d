"""What is looked at again every 90 days stands on My work of those who do it, and of nobody else."""

from datetime import timedelta

import pytest

from earlyhelp.messages.access import (
    AskRestriction,
    EndRestriction,
    RefuseRestriction,
    ReviewRestriction,
)
from earlyhelp.messages.account_changes import ConfirmRights
from earlyhelp.messages.my_work import MyWorkPage
from earlyhelp.records.staff import StaffAccount
from tests.services.founded import plant
from tests.services.register_world import line_found
from tests.services.restricted import break_glass, on_duty, restrict

LOGINS = ("priya", "omar", "maureen", "sol", "sam")


@pytest.fixture
def later(door):
    """later(days): the same store, days on; the clock goes back afterwards."""
    morning = door.clock.instant

    def move(days):
        door.clock.instant = morning + timedelta(days=days)

    yield move
    door.clock.instant = morning


def page(door, login):
    return door(login).dispatch(MyWorkPage())


def looks(door, login, kind="restriction"):
    return [row for row in page(door, login).rows if row.kind == kind]


def figures(door, login):
    """Everything of the page that could betray a family: its rows, counts and notes."""
    found = page(door, login)
    numbers = (
        found.families,
        found.overdue,
        found.due_soon,
        found.overdue_note,
        found.due_soon_note,
    )
    return numbers, [(row.kind, row.family_id, row.subject_id) for row in found.rows]


def test_a_restriction_is_reviewed_by_its_readers_and_shown_to_nobody_else(door, later):
    planted = plant(door, lead="omar")
    restrict(door, planted, "priya")

    def seen_by(login):  # other tests leave other families restricted
        found = [row for row in page(door, login).rows if row.kind == "restriction"]
        return [row for row in found if row.family_id == planted.family_id]

    later(74)
    assert not seen_by("maureen")
    later(91)
    (hers,), (theirs,) = seen_by("maureen"), seen_by("priya")
    assert (hers.family_id, hers.family, hers.days, hers.state) == (
        planted.family_id, "Kowalska", -1, "late",
    )  # fmt: skip
    assert hers.limit == theirs.limit == "90 days"
    assert "Maureen" in theirs.standing
    assert "restriction" in page(door, "maureen").overdue_note
    for login in ("omar", "sol", "sam"):
        assert not seen_by(login)
    door("maureen").dispatch(
        ReviewRestriction(family_id=planted.family_id, reader_ids=(door("priya").id,))
    )
    assert not seen_by("maureen")
    later(182)
    assert seen_by("maureen")
    door("maureen").dispatch(EndRestriction(family_id=planted.family_id))
    assert not seen_by("maureen")


def test_who_does_not_read_it_has_the_same_page_with_and_without(door, later):
    planted = plant(door, lead="maureen")
    later(80)
    before = {login: figures(door, login) for login in ("omar", "sol", "sam")}
    later(0)
    restrict(door, planted, "priya")
    later(91 - 11)
    assert looks(door, "maureen")
    assert {login: figures(door, login) for login in before} == before


def test_an_emergency_shows_the_family_and_not_the_review(door, later):
    on_duty(door, "sam", "maureen")
    planted = plant(door)
    restrict(door, planted)
    later(89)
    break_glass(door, "sam", planted)
    assert not looks(door, "sam")
    assert looks(door, "maureen")


def test_rights_that_are_due_are_work_of_whoever_confirms_them(door, later):
    later(91)
    names = {row.what for row in looks(door, "maureen", "rights")}
    assert any("Priya Nandra" in name for name in names)
    assert not any("Sol" in name or "Maureen" in name for name in names)
    assert not looks(door, "priya", "rights")
    row = next(row for row in looks(door, "maureen", "rights") if "Priya" in row.what)
    assert (row.family_id, row.subject_id, row.days) == (0, door("priya").id, -1)
    with door("maureen").unit() as uow:
        version = uow.get(StaffAccount, row.subject_id).version
    door("maureen").dispatch(ConfirmRights(account_id=row.subject_id, version=version))
    assert row.subject_id not in {one.subject_id for one in looks(door, "maureen", "rights")}


def reviewed(door):
    checks = line_found(door, 2).checks
    return next(one for one in checks if one.check == "restrictions_reviewed")


def asked_for(door, login, planted):
    found = looks(door, login, "restriction_asked")
    return [row for row in found if row.family_id == planted.family_id]


def test_a_restriction_that_was_asked_for_is_work_of_who_decides(door, later):
    """And of nobody else: not of who asked, nor of another team, nor once it is decided."""
    planted, hers = plant(door), plant(door)
    for login, of in (("priya", planted), ("maureen", hers)):
        door(login).dispatch(AskRestriction(family_id=of.family_id, reason="staff_relative"))
    (row,) = asked_for(door, "maureen", planted)
    assert (row.family, row.state) != ("", "late")
    assert row.standing == "Priya Nandra asks for it"
    assert "restriction" in page(door, "maureen").due_soon_note
    assert not asked_for(door, "maureen", hers)
    for login in ("priya", "omar", "sol", "sam"):
        assert not asked_for(door, login, planted)
    later(5)
    assert asked_for(door, "maureen", planted)[0].state == "late"
    assert reviewed(door).status == "red"
    door("maureen").dispatch(RefuseRestriction(family_id=planted.family_id))
    assert not asked_for(door, "maureen", planted)
