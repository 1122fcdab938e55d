"""Who may say yes for a child under 13: whoever has parental responsibility, and never another child."""

# ruff: noqa: F811 - fixtures of another module

from datetime import date

import pytest

from earlyhelp.messages.people import Bond, Contactable, Particulars, SaveRelationship
from earlyhelp.records.people import Person
from tests.services.test_sharing import agree, cell, covered, faults, permits  # noqa: F401


def joined(door, planted, role, born_on):
    """Let somebody of another part in the family join it."""
    with door("priya").unit() as uow:
        uow.need_keys({planted.family_id})
        who = uow.add(
            Person(family_id=planted.family_id, role=role),
            directory=Contactable(forename="Kai", surname="Kowalski", born_on=born_on),
            particulars=Particulars(),
        )
        uow.commit()
    return who.id


def tied(door, planted, who, recorded, code="PRN", back=False):
    ends = (planted.child_id, who) if back else (who, planted.child_id)
    bond = Bond(code=code, parental_responsibility=recorded)
    door("priya").dispatch(
        SaveRelationship(
            family_id=planted.family_id, from_id=ends[0], to_id=ends[1], bond=bond
        )
    )  # fmt: skip


REFUSED = {"said_by": "sharing.ask_carer"}


def test_a_brother_of_six_says_yes_for_nobody(door, planted):
    kai = joined(door, planted, "child", date(2020, 3, 1))
    tied(door, planted, kai, "yes", "SIB")
    assert faults(door, agree(planted, said_by=kai)) == REFUSED
    assert door("priya").dispatch(agree(planted)).id


def test_another_adult_only_with_parental_responsibility(door, planted, covered):
    kai = joined(door, planted, "adult", date(1988, 3, 1))
    assert faults(door, agree(planted, said_by=kai)) == REFUSED
    tied(door, planted, kai, "yes", "UNCLE")
    door("priya").dispatch(agree(planted, said_by=kai))
    assert permits(door, planted, planted.child_id).permit
    assert not cell(door, planted, planted.child_id).check


@pytest.mark.parametrize("back", [False, True])
def test_a_parent_of_whom_a_no_is_recorded_does_not_answer(door, planted, covered, back):
    door("priya").dispatch(agree(planted))
    assert permits(door, planted, planted.child_id).permit
    tied(door, planted, planted.mother_id, "no", "CHILD" if back else "MTH", back=back)
    assert faults(door, agree(planted)) == REFUSED
    assert permits(door, planted, planted.child_id).reason_key == "ask_carer"


def test_where_it_is_not_recorded_a_parent_answers_and_staff_are_told_to_check(
    door, planted, covered
):
    door("priya").dispatch(agree(planted))
    assert cell(door, planted, planted.child_id).check
    tied(door, planted, planted.mother_id, "yes", "MTH")
    assert not cell(door, planted, planted.child_id).check
    assert cell(door, planted, planted.child_id).permitted


def test_a_yes_of_a_child_recorded_before_counts_no_more(door, planted, covered):
    kai = joined(door, planted, "parent", date(1985, 1, 1))
    door("priya").dispatch(agree(planted, said_by=kai))
    assert permits(door, planted, planted.child_id).permit
    with door("priya").unit() as uow:
        uow.change(uow.get(Person, kai), None, role="child")
        uow.commit()
    assert permits(door, planted, planted.child_id).reason_key == "ask_carer"


def test_a_grown_child_is_asked_themselves_all_the_same(door, planted):
    kai = joined(door, planted, "child", date(2012, 3, 1))
    assert faults(door, agree(planted, person_ids=(kai,))) == {"said_by": "sharing.ask_themselves"}
    door("priya").dispatch(agree(planted, person_ids=(kai,), said_by=kai))
