"""Opened in an emergency: eight hours, told at once, looked at by somebody else."""

from datetime import UTC, datetime, timedelta

import pytest

from earlyhelp.access.permissions import Permission
from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.messages.access import (
    BreakGlassOpen,
    BreakGlassReviews,
    CloseBreakGlassReview,
    EndBreakGlass,
    EndRestriction,
    RenewEmergencyKey,
)
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.records.access import BreakGlass
from earlyhelp.records.grants import FamilyGrant
from tests.access.asking import NOWHERE, attempt, no_audit
from tests.services.founded import plant
from tests.services.restricted import WHY, break_glass, on_duty, opens, restrict, unlike_the_audit

#: another moment for each test: references follow from it
_MONDAYS = (datetime(2026, 11, 23, 9, minute, 7, tzinfo=UTC) for minute in range(60))


@pytest.fixture
def monday(door):
    """A Monday morning: three nights to the day after the review was due."""
    before, door.clock.instant = door.clock.instant, next(_MONDAYS)
    yield door.clock
    door.clock.instant = before


def reviews(door, login, closed_too=False):
    return {row.id: row for row in door(login).dispatch(BreakGlassReviews(closed_too=closed_too))}


def close(door, login, ident, version=1, finding="justified"):
    return door(login).dispatch(
        CloseBreakGlassReview(review_id=ident, version=version, finding=finding, text="Talked.")
    )


@pytest.mark.parametrize("login", ["omar", "maureen"])
def test_a_family_of_the_team_opens_for_eight_hours(door, monday, login):
    planted = plant(door)
    assert opens(door, login, planted) == (login == "maureen")
    told = break_glass(door, login, planted)
    assert told.family_id == planted.family_id
    page = door(login).dispatch(FamilyPageView(family_id=planted.family_id, purpose="cover"))
    assert page.standing.until_at == monday.now() + timedelta(hours=8)
    monday.instant += timedelta(hours=8, milliseconds=-1)
    assert opens(door, login, planted)
    monday.instant += timedelta(milliseconds=1)
    assert opens(door, login, planted) == (login == "maureen")


def test_by_reference_and_given_back_early(door):
    planted = plant(door)
    asked = BreakGlassOpen(reference=planted.reference.lower(), reason="cover", sentence=WHY)
    assert door("omar").dispatch(asked).family_id == planted.family_id
    assert opens(door, "omar", planted)
    door("omar").dispatch(EndBreakGlass(family_id=planted.family_id))
    assert not opens(door, "omar", planted)
    with pytest.raises(Refused):
        door("omar").dispatch(EndBreakGlass(family_id=planted.family_id))


def test_another_team_s_restricted_and_absent_families_look_the_same(door):
    restricted, south = plant(door), plant(door, manager="sam", lead="sol")
    restrict(door, restricted)
    asked = [
        BreakGlassOpen(family_id=ident, reason="cover", sentence=WHY)
        for ident in (south.family_id, restricted.family_id, NOWHERE)
    ]
    asked += [
        BreakGlassOpen(reference=reference, reason="cover", sentence=WHY)
        for reference in (south.reference, restricted.reference, "EH-1999-000001")
    ]
    done = [attempt(door("omar"), message) for message in asked]
    assert {one.told[:2] for one in done} == {(Refused, "refused.record")}
    assert {entry.outcome for one in done for entry in one.entries} == {"refused"}
    with door("ira").unit(Permission.EMERGENCY_REVIEW) as uow:
        ids = {south.family_id, restricted.family_id}
        assert uow.count(BreakGlass, BreakGlass.family_id.in_(ids)) == 0


@pytest.mark.parametrize(
    "changes",
    [{"reason": ""}, {"reason": "because"}, {"sentence": "Too short."}, {"sentence": " " * 40}],
)
def test_reason_and_sentence_are_asked_before_anything_is_looked_for(door, changes):
    planted = plant(door)
    for ident in (planted.family_id, NOWHERE):
        asked = {"family_id": ident, "reason": "cover", "sentence": WHY} | changes
        with pytest.raises(Invalid) as told:
            door("omar").dispatch(BreakGlassOpen(**asked))
        assert set(told.value.fields) <= {"reason", "sentence"}
    assert not opens(door, "omar", planted)


def test_it_asks_for_the_passphrase_once_more(door):
    planted, desk = plant(door), door("omar")
    desk.sit()
    desk.context.confirmed_at = None
    asked = BreakGlassOpen(family_id=planted.family_id, reason="cover", sentence=WHY)
    with pytest.raises(Refused) as told:
        desk.dispatcher.dispatch(asked)
    assert told.value.key == "confirm.needed"
    assert desk.dispatch(asked).family_id


def test_manager_and_information_governance_are_told_in_the_same_transaction(door):
    planted = plant(door)
    ident = break_glass(door, "omar", planted).id
    for login in ("maureen", "ira"):
        row = reviews(door, login)[ident]
        assert (row.who, row.reference, row.sentence) == ("Omar Haddad", planted.reference, WHY)
        assert row.may_close
    assert ident not in reviews(door, "sam")
    with pytest.raises(Refused):
        reviews(door, "omar")
    other = plant(door)
    with no_audit(door("omar")):
        done = attempt(
            door("omar"),
            BreakGlassOpen(family_id=other.family_id, reason="cover", sentence=WHY),
        )
    assert done.reply is None
    assert not opens(door, "omar", other)
    assert planted.family_id in {row.family_id for row in _notices(door)}
    assert other.family_id not in {row.family_id for row in _notices(door)}


def _notices(door):
    with door("ira").unit(Permission.EMERGENCY_REVIEW) as uow:
        return uow.all(BreakGlass)


def test_nobody_closes_their_own_and_none_is_closed_twice(door):
    planted = plant(door)
    ident = break_glass(door, "maureen", planted).id
    assert not reviews(door, "maureen")[ident].may_close
    with pytest.raises(Refused) as told:
        close(door, "maureen", ident)
    assert told.value.key == "break_glass.own"
    with pytest.raises(Invalid):
        close(door, "ira", ident, finding="fine")
    with pytest.raises(Conflict):
        close(door, "ira", ident, version=7)
    close(door, "ira", ident)
    assert ident not in reviews(door, "ira")
    row = reviews(door, "ira", closed_too=True)[ident]
    assert (row.closed_by, row.finding, row.closing) == ("Ira Menhenick", "justified", "Talked.")
    with pytest.raises(Refused) as told:
        close(door, "ira", ident, version=2)
    assert told.value.key == "break_glass.closed"


def test_it_escalates_after_two_working_days(door, monday):
    first, second = (break_glass(door, "omar", plant(door)).id for _ in range(2))
    monday.instant += timedelta(days=2)
    assert not reviews(door, "maureen")[first].escalated
    close(door, "maureen", first)
    monday.instant += timedelta(days=1)
    row = reviews(door, "ira")[second]
    assert row.escalated
    assert next(iter(reviews(door, "ira").values())).escalated
    assert not reviews(door, "maureen")[second].may_close
    with pytest.raises(Refused) as told:
        close(door, "maureen", second)
    assert told.value.key == "break_glass.escalated"
    close(door, "ira", second)


def test_restricted_families_open_for_the_emergency_duty_alone(door):
    on_duty(door, "sam")
    planted = plant(door, surname="Nachts")
    restrict(door, planted, "priya")
    for login in ("omar", "sol"):
        with pytest.raises(Refused):
            break_glass(door, login, planted)
    ident = break_glass(door, "sam", planted).id
    page = door("sam").dispatch(FamilyPageView(family_id=planted.family_id, purpose="cover"))
    assert page.name == "Nachts"
    assert page.people[0].details.surname == "Nachts"
    assert {"ira", "maureen"} == {who for who in ("ira", "maureen") if ident in reviews(door, who)}
    assert not opens(door, "sol", planted)


def test_a_renewed_emergency_key_is_for_the_list_as_it_stands(door):
    on_duty(door, "maureen", "sam")
    planted = plant(door, manager="sam", lead="sol")
    restrict(door, planted, manager="sam")
    with pytest.raises(Refused):
        door("priya").dispatch(RenewEmergencyKey())
    door("sam").dispatch(RenewEmergencyKey())
    break_glass(door, "maureen", planted)
    assert opens(door, "maureen", planted)
    on_duty(door, "sam")
    door.clock.instant += timedelta(hours=9)
    with pytest.raises(Refused):
        break_glass(door, "maureen", planted)
    with pytest.raises(Refused) as told:
        door("maureen").dispatch(RenewEmergencyKey())
    assert told.value.key == "emergency.holder"
    with pytest.raises(Refused) as told:
        on_duty(door, "maureen")
    assert told.value.key == "emergency.last"
    for wrong in ((), ("omar",)):
        with pytest.raises(Invalid):
            on_duty(door, *wrong)
    with door("sam").unit() as uow:
        assert uow.count(FamilyGrant, FamilyGrant.family_id == planted.family_id) == 2


def test_the_audit_knows_the_grant_as_it_stands_once_a_restriction_ends(door, monday):
    """Another key for the family is another wrap in every grant that stays."""
    planted = plant(door)
    on_duty(door, "sam", "maureen")
    restrict(door, planted, "priya")
    break_glass(door, "sam", planted)
    door("maureen").dispatch(EndRestriction(family_id=planted.family_id))
    assert opens(door, "sam", planted)
    assert unlike_the_audit(door) == []
