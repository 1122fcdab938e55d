"""A hold is ended for a reason by who placed it; governance holds a family it cannot see."""

import pytest

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.retention import (
    ConfirmErasure,
    EndHold,
    HoldEverything,
    KeepFamily,
    ProposeErasure,
    RetentionQueue,
)
from tests.services.founded import plant
from tests.services.retiring import plant_ended


def hold(door, login, reference):
    return door(login).dispatch(KeepFamily(reference=reference, reason="legal_hold")).id


def end(door, login, hold_id, reason="over"):
    return door(login).dispatch(EndHold(hold_id=hold_id, reason=reason))


def row(door, login, hold_id):
    rows = door(login).dispatch(RetentionQueue()).holds
    return next((one for one in rows if one.id == hold_id), None)


def propose(door, login, planted):
    wish = ProposeErasure(reference=planted.reference, reason="order")
    return door(login).dispatch(wish).id


def test_a_manager_does_not_end_the_hold_of_governance(door):
    ended = plant_ended(door)
    theirs, own = hold(door, "ira", ended.reference), hold(door, "maureen", ended.reference)
    assert not row(door, "maureen", theirs).may_end
    with pytest.raises(Refused, match=r"retention\.hold_of_another"):
        end(door, "maureen", theirs)
    assert row(door, "maureen", own).may_end
    assert end(door, "maureen", own).id == own


def test_governance_ends_any_hold_and_who_placed_it_sees_by_whom_and_why(door):
    ended = plant_ended(door)
    placed = hold(door, "maureen", ended.reference)
    end(door, "ira", placed, "mistake")
    told = row(door, "maureen", placed)
    assert (told.ended_by, told.ended_why, told.may_end) == ("Ira Menhenick", "mistake", False)
    assert told.ended_on == door.clock.today()
    assert propose(door, "maureen", ended)


def test_ending_needs_a_reason_and_the_passphrase(door):
    ended = plant_ended(door)
    placed = hold(door, "maureen", ended.reference)
    with pytest.raises(Invalid) as told:
        end(door, "maureen", placed, "")
    assert told.value.fields == {"end_reason": "retention.reason"}
    door("maureen").sit()
    door("maureen").context.confirmed_at = None
    with pytest.raises(Refused, match=r"confirm\.needed"):
        door("maureen").dispatcher.dispatch(EndHold(hold_id=placed, reason="over"))
    assert row(door, "maureen", placed).may_end


def test_governance_holds_an_open_family_by_reference(door):
    planted, other = plant(door), plant(door)
    waiting = propose(door, "maureen", planted)
    placed = hold(door, "ira", planted.reference.lower())
    with pytest.raises(Refused, match=r"erasure\.held"):
        door("ira").dispatch(ConfirmErasure(proposal_id=waiting))
    assert row(door, "maureen", placed).reference == planted.reference
    assert row(door, "sam", placed) is None
    with pytest.raises(Refused, match=r"refused\.record"):
        end(door, "maureen", placed)
    assert propose(door, "maureen", other)
    end(door, "ira", placed)
    assert door("ira").dispatch(ConfirmErasure(proposal_id=waiting)).number


def test_nobody_who_places_one_by_reference_learns_whether_there_is_such_a_family(door):
    there, nowhere = plant(door).reference, "EH-1999-999999"
    rows = [row(door, "ira", hold(door, "ira", one)) for one in (there, nowhere)]
    assert len({(one.family_id, one.may_end, one.placed_by) for one in rows}) == 1
    assert [one.reference for one in rows] == [there, nowhere]
    for login, reference in (("sam", there), ("maureen", nowhere)):
        with pytest.raises(Invalid) as told:
            hold(door, login, reference)
        assert told.value.fields == {"reference": "retention.reference"}
    assert hold(door, "maureen", there)


def test_an_empty_reference_holds_nothing_and_every_record_takes_an_act_of_its_own(door):
    with pytest.raises(Invalid) as told:
        door("ira").dispatch(KeepFamily(reference=" ", reason="inquiry"))
    assert told.value.fields == {"reference": "retention.reference_needed"}
    with pytest.raises(Refused):
        door("maureen").dispatch(HoldEverything(reason="inquiry"))
    door("ira").sit()
    door("ira").context.confirmed_at = None
    with pytest.raises(Refused, match=r"confirm\.needed"):
        door("ira").dispatcher.dispatch(HoldEverything(reason="inquiry"))
    hold = door("ira").dispatch(HoldEverything(reason="inquiry"))
    door("ira").dispatch(EndHold(hold_id=hold.id, reason="mistake"))
