"""What a form calls optional may be left out: the forms about sharing ask what the register needs."""

from itertools import product

import pytest

from earlyhelp.domain.codes import code_list
from earlyhelp.domain.sharing import overridden
from earlyhelp.errors import Invalid
from earlyhelp.forms.validation import check, needed
from earlyhelp.messages.sharing import RecordDisclosure
from earlyhelp.services.sharing_told import _entry_faults
from ui.presenters.family_forms import dialog

BASES = tuple(item.code for item in code_list("sharing_basis").items)
NAMES = ("agency", "purpose", "classes", "person_ids", "reason", "reader", "what")


def asked(form: str, answers: dict[str, str | bool]) -> set[str]:
    """Return the questions that must be answered, as the labels say."""
    (section,) = dialog(form).section
    given = {f"{section.id}.{name}": value for name, value in answers.items()}
    must = {field.id for field in section.field if needed(field, given, section.id)}
    wrong = {
        key.partition(".")[2]
        for key, fault in check(dialog(form), given, (), complete=True).items()
        if fault == "answer.required"
    }
    assert wrong == must - set(answers)  # what the label says is what is checked
    return must


@pytest.mark.parametrize(("decision", "basis"), tuple(product(("shared", "not_shared"), BASES)))
def test_the_sharing_log_asks_what_the_register_needs(decision: str, basis: str) -> None:
    told = decision == "shared"
    answers = {"decision": decision} | ({"basis": basis} if told else {})
    faults = _entry_faults(
        RecordDisclosure(
            family_id=1, decision=decision, basis=basis if told else "", reader="", reason="",
            told_family=True,
        ),
        set(),
    )  # fmt: skip
    with pytest.raises(Invalid) as caught:
        faults.stop()
    assert asked("disclosure", answers) & set(NAMES) == set(caught.value.fields) & set(NAMES)


def test_why_the_family_does_not_know_is_asked_of_those_who_say_so() -> None:
    start = {"decision": "shared", "basis": "safeguarding"}
    assert "not_told_why" in asked("disclosure", start | {"told_family": False})
    assert "not_told_why" not in asked("disclosure", start | {"told_family": True})


@pytest.mark.parametrize("basis", BASES)
def test_a_paper_against_or_without_agreement_needs_a_reason(basis: str) -> None:
    must = asked("print_for", {"kind": "agency", "basis": basis})
    assert ("reason" in must) == overridden(basis)
    assert "name" in must


@pytest.mark.parametrize(("kind", "wanted"), [("court", {"reason", "name"}), ("family", set())])
def test_a_court_needs_a_reason_and_the_family_neither(kind: str, wanted: set[str]) -> None:
    assert asked("print_for", {"kind": kind}) & {"reason", "name"} == wanted
