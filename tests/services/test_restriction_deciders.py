"""Who decides about a restriction: its named readers' managers, never whoever opened it in an emergency."""

from datetime import timedelta

import pytest

from earlyhelp.access.permissions import Permission
from earlyhelp.errors import Refused
from earlyhelp.messages.access import (
    AskRestriction,
    EndRestriction,
    RefuseRestriction,
    RenewEmergencyKey,
    RestrictFamily,
    ReviewRestriction,
)
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.records.grants import FamilyGrant
from earlyhelp.records.staff import StaffAccount
from tests.services.founded import plant
from tests.services.restricted import break_glass, on_duty, opens, restrict

DECIDE = "restriction:decide"


@pytest.fixture
def on_call(door):
    """A restricted family of Maureen's and Priya's that Sam of another team opened in an emergency."""
    on_duty(door, "sam")
    planted = plant(door)
    restrict(door, planted, "priya")
    before = door.clock.instant
    break_glass(door, "sam", planted)
    yield planted
    door.clock.instant = before


def page(door, login, planted):
    return door(login).dispatch(FamilyPageView(family_id=planted.family_id, purpose="cover"))


def told_no(door, login, message):
    with pytest.raises(Refused) as told:
        door(login).dispatch(message)
    return told.value.key


def set_account(door, login, status):
    with door("bea").unit(Permission.ACCOUNT_END) as uow:
        uow.change(uow.get(StaffAccount, door(login).id), None, status=status)
        uow.commit()


def test_eight_hours_do_not_become_ownership(door, on_call):
    ids = (door("sol").id,)
    for message in (
        ReviewRestriction(family_id=on_call.family_id, reader_ids=ids),
        EndRestriction(family_id=on_call.family_id),
    ):
        assert told_no(door, "sam", message) == "restriction.reader_decides"
    shown = page(door, "sam", on_call)
    assert shown.standing.until_at
    assert shown.standing.readers == ("Maureen Tregear", "Priya Nandra")
    assert DECIDE not in shown.may
    door.clock.instant += timedelta(hours=9)
    seeing = [login for login in ("priya", "maureen", "sol", "sam") if opens(door, login, on_call)]
    assert seeing == ["priya", "maureen"]


def test_a_reader_s_manager_decides_also_from_another_team(door, on_call):
    ids = (door("priya").id, door("sam").id)
    assert DECIDE in page(door, "maureen", on_call).may
    door("maureen").dispatch(ReviewRestriction(family_id=on_call.family_id, reader_ids=ids))
    assert DECIDE in page(door, "sam", on_call).may  # named now, whatever the emergency was
    door("sam").dispatch(ReviewRestriction(family_id=on_call.family_id, reader_ids=ids))
    door.clock.instant += timedelta(hours=9)
    assert opens(door, "sam", on_call)


def test_the_team_s_own_manager_on_duty_decides_no_more_than_another(door):
    """Left out of a restriction, she opens it in an emergency and finds it as shut as before."""
    on_duty(door, "sam", "maureen")
    door("sam").dispatch(RenewEmergencyKey())
    planted = plant(door)
    restrict(door, planted, "sam", "priya")
    ids = (door("priya").id,)
    door("sam").dispatch(ReviewRestriction(family_id=planted.family_id, reader_ids=ids))
    break_glass(door, "maureen", planted)
    assert DECIDE not in page(door, "maureen", planted).may
    end = EndRestriction(family_id=planted.family_id)
    assert told_no(door, "maureen", end) == "restriction.reader_decides"
    assert not opens(door, "omar", planted)
    with door("sam").unit() as uow:
        ended = uow.count(
            FamilyGrant, FamilyGrant.family_id == planted.family_id,
            FamilyGrant.kind == "restricted", FamilyGrant.account_id == door("maureen").id,
            FamilyGrant.ended_at.is_(None),
        )  # fmt: skip
        assert ended == 0
    door("sam").dispatch(ReviewRestriction(family_id=planted.family_id, reader_ids=ids))


def test_where_no_manager_is_left_among_the_readers_the_duty_decides(door, on_call):
    ids = (door("priya").id,)
    review = ReviewRestriction(family_id=on_call.family_id, reader_ids=ids)
    assert told_no(door, "sam", review) == "restriction.reader_decides"
    set_account(door, "maureen", "ended")
    try:
        assert DECIDE in page(door, "sam", on_call).may
        door("sam").dispatch(review)
    finally:
        set_account(door, "maureen", "active")
    assert page(door, "sam", on_call).standing.readers == ("Priya Nandra", "Sam Trevithick")


def test_a_family_of_another_team_is_not_restricted_from_an_emergency(door, on_call):
    """It was given back to its team while the eight hours run: they decide nothing either."""
    door("maureen").dispatch(EndRestriction(family_id=on_call.family_id))
    door("priya").dispatch(AskRestriction(family_id=on_call.family_id, reason="staff_relative"))
    assert DECIDE not in page(door, "sam", on_call).may
    for message in (
        RestrictFamily(family_id=on_call.family_id, reason="high_profile"),
        RefuseRestriction(family_id=on_call.family_id),
    ):
        assert told_no(door, "sam", message) == "restriction.team_decides"
    assert DECIDE in page(door, "maureen", on_call).may
    restrict(door, on_call, "priya")
    assert not opens(door, "omar", on_call)


def test_a_review_asks_for_the_passphrase_once_more(door):
    planted, desk = plant(door), door("maureen")
    restrict(door, planted)
    desk.sit()
    desk.context.confirmed_at = None
    asked = ReviewRestriction(family_id=planted.family_id, reader_ids=())
    with pytest.raises(Refused) as told:
        desk.dispatcher.dispatch(asked)
    assert told.value.key == "confirm.needed"
    assert desk.dispatch(asked).family_id
