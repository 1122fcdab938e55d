"""A family one is too close to is not there, whatever else would open it."""

from datetime import timedelta

import pytest

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.access import DeclareInterests, MyDeclaration, ReviewRestriction, TooClose
from earlyhelp.messages.cases import ChangeLead
from earlyhelp.messages.conflicts import Conflicts, EndConflict, RecordConflict
from earlyhelp.messages.people import FamilyList, PeopleFound, PossibleMatches
from tests.services.founded import plant
from tests.services.restricted import break_glass, on_duty, opens, restrict
from tests.services.test_grants import give


def record(door, planted, login, by="maureen"):
    who = door(login).id
    given = RecordConflict(family_id=planted.family_id, account_id=who, lead_known=True)
    return door(by).dispatch(given).id


def listed(door, login):
    return {row.id for row in door(login).dispatch(FamilyList()).rows}


@pytest.mark.parametrize("how", ["lead", "grant", "break glass", "restricted"])
def test_neither_allocation_nor_grant_nor_emergency_opens_it(door, how):
    planted = plant(door, lead="priya" if how == "lead" else "omar")
    record(door, planted, "priya")
    if how == "grant":
        give(door, planted.family_id, "priya")
    if how == "break glass":
        with pytest.raises(Refused) as told:
            break_glass(door, "priya", planted)
        assert told.value.key == "refused.record"
    if how == "restricted":
        with pytest.raises(Invalid):
            restrict(door, planted, "priya")
    assert not opens(door, "priya", planted)
    assert planted.family_id not in listed(door, "priya")
    assert opens(door, "maureen", planted)


def test_an_emergency_manager_in_conflict_opens_nothing(door):
    on_duty(door, "sam", "maureen")
    planted = plant(door)
    record(door, planted, "sam")
    restrict(door, planted)
    with pytest.raises(Refused) as told:
        break_glass(door, "sam", planted)
    assert told.value.key == "refused.record"


def test_one_s_own_declaration_takes_effect_at_once(door):
    planted, other = plant(door, surname="Beinahe"), plant(door)
    assert not door("priya").dispatch(MyDeclaration()).due  # founded as if declared
    door("priya").built()
    assert door("priya").dispatch(PeopleFound(text="Beinahe"))
    door("priya").dispatch(DeclareInterests(family_ids=(planted.family_id,)))
    said = door("priya").dispatch(MyDeclaration())
    assert (said.due, said.declared_on) == (False, door.clock.today())
    assert not opens(door, "priya", planted)
    assert opens(door, "priya", other)
    assert door("priya").dispatch(PeopleFound(text="Beinahe")) == ()
    asked = PossibleMatches(forename="Anna", surname="Beinahe", postcode="PL1 3AB")
    assert door("priya").dispatch(asked) == ()
    assert planted.family_id in {
        row.family_id for row in door("maureen").dispatch(Conflicts()).rows
    }
    with pytest.raises(Refused):  # what is not there cannot be declared
        door("priya").dispatch(DeclareInterests(family_ids=(planted.family_id,)))
    before = door.clock.instant
    door.clock.instant += timedelta(days=365)
    assert door("priya").dispatch(MyDeclaration()).due
    door.clock.instant = before


def test_too_close_on_a_family_s_page_is_not_the_declaration_of_the_year(door):
    planted, other = plant(door, lead="omar"), plant(door, lead="omar")
    before = door.clock.instant
    door.clock.instant += timedelta(days=367)
    try:
        door("omar").context.interests_due = False  # signed in before the year was over
        declared_on = door("omar").dispatch(MyDeclaration()).declared_on
        door("omar").dispatch(TooClose(family_id=planted.family_id))
        assert not opens(door, "omar", planted)
        assert opens(door, "omar", other)
        said = door("omar").dispatch(MyDeclaration())
        assert (said.due, said.declared_on) == (True, declared_on)
        with pytest.raises(Refused):  # what is not there cannot be declared
            door("omar").dispatch(TooClose(family_id=planted.family_id))
        door("omar").dispatch(DeclareInterests())
        said = door("omar").dispatch(MyDeclaration())
        assert (said.due, said.declared_on) == (False, door.clock.today())
    finally:
        door.clock.instant = before


def test_too_close_can_be_said_of_a_family_one_sees_only(door):
    planted = plant(door)
    for login in ("sol", "sam", "bea", "ira"):
        with pytest.raises(Refused):
            door(login).dispatch(TooClose(family_id=planted.family_id))
    door("maureen").dispatch(TooClose(family_id=planted.family_id))
    assert not opens(door, "maureen", planted)


def test_a_manager_ends_a_conflict_but_not_their_own(door):
    planted = plant(door)
    ident = record(door, planted, "priya")
    with pytest.raises(Invalid):
        record(door, planted, "priya")
    door("maureen").dispatch(EndConflict(conflict_id=ident, reason="mistake"))
    assert opens(door, "priya", planted)
    door("maureen").dispatch(DeclareInterests(family_ids=(planted.family_id,)))
    assert not opens(door, "maureen", planted)
    assert planted.family_id not in {
        row.family_id for row in door("maureen").dispatch(Conflicts()).rows
    }
    with pytest.raises(Refused):
        door("maureen").dispatch(EndConflict(conflict_id=ident, reason="mistake"))
    with pytest.raises(Refused):
        record(door, planted, "omar", by="priya")


def test_nobody_in_conflict_is_made_lead(door):
    planted = plant(door)
    record(door, planted, "omar")
    change = ChangeLead(
        case_id=planted.case_id, version=1, lead_id=door("omar").id, reason="absence_cover"
    )
    with pytest.raises(Invalid) as told:
        door("maureen").dispatch(change)
    assert told.value.fields == {"lead_id": "case.lead.conflict"}
    for account in (7, door("bea").id):
        with pytest.raises(Invalid):
            door("maureen").dispatch(
                RecordConflict(family_id=planted.family_id, account_id=account)
            )


def test_the_manager_s_list_tells_who_which_and_since(door):
    planted = plant(door, surname="Wiederda")
    door("priya").dispatch(TooClose(family_id=planted.family_id))
    found = door("maureen").dispatch(Conflicts())
    (row,) = [one for one in found.rows if one.family_id == planted.family_id]
    assert (row.who, row.declared_by, row.family) == ("Priya Nandra", "Priya Nandra", "Wiederda")
    assert (row.reference, row.from_on) == (planted.reference, door.clock.today())
    assert {"Priya Nandra", "Sol Pengelly"} <= {one.name for one in found.colleagues}
    with pytest.raises(Invalid) as told:
        door("maureen").dispatch(EndConflict(conflict_id=row.id, reason="because"))
    assert set(told.value.fields) == {"conflict_reason"}
    door("maureen").dispatch(EndConflict(conflict_id=row.id, reason="mistake"))
    assert opens(door, "priya", planted)  # the mis-click of its lead is undone
    with pytest.raises(Refused) as over:
        door("maureen").dispatch(EndConflict(conflict_id=row.id, reason="mistake"))
    assert over.value.key == "conflict.ended"


def test_one_is_recorded_by_reference_and_absent_ones_look_alike(door):
    planted, south = plant(door), plant(door, manager="sam", lead="sol")
    hidden = plant(door)
    restrict(door, hidden, "sam")
    door("sam").dispatch(ReviewRestriction(family_id=hidden.family_id, reader_ids=()))
    omar = door("omar").id
    given = RecordConflict(account_id=omar, reference=f" {planted.reference.lower()} ")
    assert door("maureen").dispatch(given).family_id == planted.family_id
    for reference in (south.reference, hidden.reference, "EH-1999-000001"):
        with pytest.raises(Invalid) as told:
            door("maureen").dispatch(RecordConflict(account_id=omar, reference=reference))
        assert told.value.fields == {"conflict_reference": "conflict.reference"}
    with pytest.raises(Invalid) as told:
        door("maureen").dispatch(RecordConflict(account_id=omar))
    assert told.value.fields == {"conflict_reference": "conflict.reference.needed"}


def test_who_does_not_read_a_restricted_family_has_no_word_of_its_conflicts(door):
    planted = plant(door)
    ident = record(door, planted, "omar")
    restrict(door, planted, "sam")

    def listed_by(login):
        return [one for one in door(login).dispatch(Conflicts()).rows if one.id == ident]

    assert listed_by("maureen")[0].may_end  # a named reader
    door("sam").dispatch(ReviewRestriction(family_id=planted.family_id, reader_ids=()))
    assert not listed_by("maureen")
    with pytest.raises(Refused):
        door("maureen").dispatch(EndConflict(conflict_id=ident, reason="mistake"))
    (row,) = listed_by("sam")
    assert (row.family, row.may_end) == ("Kowalska", True)


def test_an_emergency_ends_no_conflict(door):
    on_duty(door, "sam", "maureen")
    planted = plant(door)
    ident = record(door, planted, "omar")
    restrict(door, planted)
    break_glass(door, "sam", planted)
    (row,) = [one for one in door("sam").dispatch(Conflicts()).rows if one.id == ident]
    assert not row.may_end
    with pytest.raises(Refused) as told:
        door("sam").dispatch(EndConflict(conflict_id=ident, reason="mistake"))
    assert told.value.key == "conflict.decides"
    door("maureen").dispatch(EndConflict(conflict_id=ident, reason="over"))
