"""A lead who is too close to the family: asked about first, and told to who names another."""

import pytest

from earlyhelp.errors import Invalid
from earlyhelp.messages.access import TooClose
from earlyhelp.messages.base import Page
from earlyhelp.messages.cases import ChangeLead
from earlyhelp.messages.conflicts import Conflicts, RecordConflict
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.my_work import MyWorkPage
from earlyhelp.messages.people import FamilyList
from earlyhelp.services.look_purpose import Purposes
from tests.services.founded import plant

PILL = "The lead has a conflict of interest: name another"


def to_name(door, planted, login="maureen"):
    rows = door(login).dispatch(MyWorkPage()).rows
    return [row for row in rows if (row.kind, row.family_id) == ("lead", planted.family_id)]


def pills(door, planted, login="maureen"):
    page = door(login).dispatch(FamilyPageView(family_id=planted.family_id))
    return {pill.text for pill in page.pills}


def led_by(door, planted, login="maureen"):
    rows = door(login).dispatch(FamilyList(page=Page(limit=200))).rows
    return next(row.lead_professional for row in rows if row.id == planted.family_id)


def test_the_lead_s_is_recorded_only_where_it_is_known_and_another_is_then_to_name(door):
    planted = plant(door)
    asked = RecordConflict(family_id=planted.family_id, account_id=door("priya").id)
    with pytest.raises(Invalid) as told:
        door("maureen").dispatch(asked)
    assert told.value.fields == {"lead_known": "conflict.leads"}
    assert (to_name(door, planted), led_by(door, planted)) == ([], "Priya Nandra")
    other = RecordConflict(family_id=planted.family_id, account_id=door("omar").id)
    door("maureen").dispatch(other)  # who does not lead it is not asked about
    known = RecordConflict(
        family_id=planted.family_id, account_id=asked.account_id, lead_known=True
    )
    door("maureen").dispatch(known)
    (row,) = to_name(door, planted)
    assert (row.what, row.standing) == (
        "Lead professional to name", "Priya Nandra has a conflict of interest"
    )  # fmt: skip
    assert led_by(door, planted) == "Priya Nandra: conflict of interest, name another"
    assert PILL in pills(door, planted)
    rows = door("maureen").dispatch(Conflicts()).rows
    assert {one.who for one in rows if one.leads and one.family_id == planted.family_id} == {
        "Priya Nandra"
    }
    change = ChangeLead(
        case_id=planted.case_id, version=1, lead_id=door("sol").id, reason="absence_cover"
    )
    with pytest.raises(Invalid):  # nobody of another team
        door("maureen").dispatch(change)


def test_one_s_own_declaration_is_told_too_and_ends_with_another_lead(door):
    planted = plant(door, lead="omar")
    door("omar").dispatch(TooClose(family_id=planted.family_id))
    assert len(to_name(door, planted)) == 1
    door("maureen").dispatch(
        ChangeLead(
            case_id=planted.case_id, version=1, lead_id=door("priya").id, reason="absence_cover"
        )
    )
    assert not to_name(door, planted)
    assert PILL not in pills(door, planted)
    assert PILL not in pills(door, planted, "priya")
    assert led_by(door, planted) == "Priya Nandra"


def test_the_list_of_conflicts_asks_for_no_purpose(door, monkeypatch):
    planted = plant(door, lead="omar")
    monkeypatch.setattr(door("maureen").context, "purposes", Purposes())
    given = RecordConflict(family_id=planted.family_id, account_id=door("priya").id)
    door("maureen").dispatch(given)
    rows = door("maureen").dispatch(Conflicts()).rows
    assert planted.family_id in {row.family_id for row in rows}
