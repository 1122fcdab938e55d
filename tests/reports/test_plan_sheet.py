"""The plan is printed whole; management oversight stays on file."""

from datetime import date

from msgspec.structs import replace

from earlyhelp.reports.plan_sheet import plan_pdf
from tests.reports.made_up import plan, squeezed, text_of


def test_plan_says_who_does_what_by_when() -> None:
    text = text_of(plan_pdf(plan("family")))
    for words in ("We want mornings without shouting", "Ring the school", "Pat Example",
                  "20 Mar 2026", "Open", "Grandmother takes", "15 Apr 2026"):  # fmt: skip
        assert words in text


def test_oversight_is_for_the_file() -> None:
    assert "asked about the father" in text_of(plan_pdf(plan("file")))
    assert "asked about the father" not in text_of(plan_pdf(plan("family")))


def test_authorisation_is_said_or_said_to_be_missing() -> None:
    assert "Not authorised yet" in text_of(plan_pdf(plan("file")))
    signed = plan("file", authorised_by="Chris Sample", authorised_on=date(2026, 3, 1))
    assert "Chris Sample, 1 Mar 2026" in text_of(plan_pdf(signed))


def test_missing_date_and_missing_actions_are_said() -> None:
    outcome = plan().outcomes[0]
    undated = replace(outcome, actions=(replace(outcome.actions[0], due_on=None),))
    assert "Not set" in squeezed_less(plan_pdf(plan(outcomes=(undated,))))
    bare = replace(outcome, actions=())
    assert "No action has been written yet" in text_of(plan_pdf(plan(outcomes=(bare,))))


def squeezed_less(pdf: bytes) -> str:
    return " ".join(text_of(pdf).split())


def test_long_action_is_complete() -> None:
    outcome = plan().outcomes[0]
    words = [f"step{number}" for number in range(500)]
    long = replace(outcome, actions=(replace(outcome.actions[0], text=" ".join(words)),))
    text = squeezed(text_of(plan_pdf(plan(outcomes=(long,)))))
    assert all(word in text for word in words)


def test_same_plan_same_bytes() -> None:
    assert plan_pdf(plan()) == plan_pdf(plan())
    assert plan_pdf(plan()) != plan_pdf(plan("family"))
