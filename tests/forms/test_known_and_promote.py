"""What is carried forward, and what is read out of answers."""

from earlyhelp.forms.definition import Answers
from earlyhelp.forms.known import KnownFacts, KnownHome, KnownPerson, KnownTie, known_lines
from earlyhelp.forms.loader import KNOWN_FACTS, form
from earlyhelp.forms.promote import (
    NeedAnswer,
    ScaleAnswer,
    need_answers,
    scale_answers,
)

EHA = form("early_help_assessment")
ANNA = KnownPerson(person_id=1, name="Anna", age="38", first_language="pl", interpreter=True)
ZOFIA = KnownPerson(
    person_id=2, name="Zofia", is_child=True, age="15", sen_provision="K", nhs_number="9434765919"
)
FACTS = KnownFacts(
    people=(ANNA, ZOFIA),
    ties=(KnownTie(from_id=1, to_id=2, code="MTH", parental_responsibility="yes"),),
    homes=(KnownHome(address="1 Made Up Street", residents=(1, 2)),),
)


def test_every_known_fact_of_the_forms_has_lines() -> None:
    lines = known_lines(FACTS)
    assert {name.partition("@")[0] for name in lines} == KNOWN_FACTS
    assert lines["family.members"] == ("Anna, 38, mother of Zofia", "Zofia, 15")
    assert lines["family.households"] == ("1 Made Up Street: Anna, Zofia",)
    assert lines["family.parental_responsibility"] == (
        "Anna has parental responsibility for Zofia",
    )
    assert lines["family.languages"] == ("Anna: Polish, interpreter needed",)
    assert lines["child.facts@2"] == (
        "Age: 15", "Special educational needs: SEN support", "NHS number: 943 476 5919",
    )  # fmt: skip


def test_a_protected_address_is_not_shown() -> None:
    home = KnownHome(address="1 Made Up Street", residents=(1,), protected=True)
    lines = known_lines(KnownFacts(people=(ANNA,), homes=(home,)))
    assert lines["family.households"] == ("Protected address: Anna",)


def test_nothing_known_gives_empty_lines() -> None:
    assert set(known_lines(KnownFacts()).values()) == {()}


def test_readings_and_needs_are_read_out() -> None:
    answers: Answers = {
        "summary.home_money_by_parent": 4,
        "summary.home_money_by_practitioner": 0,
        "voice@2.childrens_wellbeing_by_child": 6,
        "needs.needs": ["9.2"],
        "child_needs@2.needs": ["1.1", "3.1"],
    }
    assert scale_answers(EHA, answers, (2,)) == (
        ScaleAnswer("home_money", "parent", 4),
        ScaleAnswer("home_money", "practitioner", 0),
        ScaleAnswer("childrens_wellbeing", "child", 6, 2),
    )
    assert need_answers(EHA, answers, (2,)) == (
        NeedAnswer("9.2"), NeedAnswer("1.1", 2), NeedAnswer("3.1", 2),
    )  # fmt: skip
