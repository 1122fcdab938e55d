"""Checking answers: types, options, dates, hidden questions, progress."""

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earlyhelp.forms.definition import Answers, answer_key
from earlyhelp.forms.loader import choices_of, form
from earlyhelp.forms.validation import check, places, progress, value_fault, visible
from earlyhelp.settings import resource

EHA = form("early_help_assessment")
CLOSURE = form("closure")
CHILDREN = (7, 8)
WORDS = tomllib.loads(resource("wording/forms.toml").read_text(encoding="utf-8")) | tomllib.loads(
    resource("wording/domain.toml").read_text(encoding="utf-8")
)
SAMPLES: dict[str, Any] = {
    "line": "words", "text": "words\nmore", "date": "2026-11-12", "partial_date": "2026",
    "number": 92, "yes_no": True, "scale": 6, "person": 3, "people": ["3"], "needs": ["1.1"],
}  # fmt: skip


def sample(field: Any) -> Any:
    if field.kind == "choice":
        return choices_of(field)[0]
    if field.kind == "choices":
        return [choices_of(field)[0]]
    if field.kind == "table":
        cells = {"yes_no": "yes", "number": "4"}
        return [{c.id: cells.get(c.kind, "") or str(sample(c)) for c in field.columns}]
    return SAMPLES[field.kind]


def filled(definition: Any, children: tuple[int, ...]) -> Answers:
    answers: Answers = {}
    for section, person_id in places(definition, children):
        place = section.id if person_id is None else f"{section.id}@{person_id}"
        for field in section.field:
            if field.kind != "known" and visible(field, answers, place):
                answers[answer_key(section, field, person_id)] = sample(field)
    return answers


@pytest.mark.parametrize(
    "form_id", ["early_help_assessment", "request_for_support", "agreement", "privacy_notice",
                "review", "closure", "contact", "case_note"],
)  # fmt: skip
def test_a_filled_form_is_complete(form_id: str) -> None:
    definition = form(form_id)
    answers = filled(definition, CHILDREN)
    assert check(definition, answers, CHILDREN, complete=True) == {}
    assert {line.state for line in progress(definition, answers, CHILDREN)} == {"done"}


def test_an_empty_draft_is_fine_and_an_empty_completion_is_not() -> None:
    assert check(EHA, {}, CHILDREN, complete=False) == {}
    wrong = check(EHA, {}, CHILDREN, complete=True)
    assert wrong["gate.significant_harm"] == "answer.required"
    assert wrong["voice@7.obtained"] == wrong["voice@8.obtained"] == "answer.required"
    assert wrong["child@7.health"] == "answer.required"
    assert "gate.harm_what" not in wrong


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("gate.significant_harm", "yes", "answer.kind"),
        ("gate.significant_harm", False, ""),
        ("author.name", "two\nlines", "answer.one_line"),
        ("author.name", "x" * 121, "answer.too_long"),
        ("author.name", "Priya Nair", ""),
        ("author.organisation_type", "circus", "answer.not_an_option"),
        ("author.organisation_type", "school", ""),
        ("author.started_on", "2026-02-30", "date.not_real"),
        ("author.started_on", "2026-02", "date.shape"),
        ("author.started_on", "2026-02-28", ""),
        ("summary.home_money_by_parent", 11, "answer.scale"),
        ("summary.home_money_by_parent", -1, "answer.scale"),
        ("summary.home_money_by_parent", True, "answer.kind"),
        ("summary.home_money_by_parent", 10, ""),
        ("child@7.attendance_percent", -1, "answer.number"),
        ("child@7.disability", ["NONE", "AUT"], "answer.stands_alone"),
        ("child@7.disability", ["NONE"], ""),
        ("child@7.sen_need", ["SEMH", "SLCN", "HI"], "answer.at_most_two"),
        ("child@7.sen_need", ["SEMH", "SLCN"], ""),
        ("child@7.sen_need", ["SEMH", "SEMH"], "answer.twice"),
        ("child@9.health", "not a child of this family", "answer.no_such_question"),
        ("household.members", "typed into a known fact", "answer.no_such_question"),
        ("household.present", ["Anna"], "answer.person"),
        ("household.present", ["12"], ""),
        ("needs.needs", ["1.1", "99.9"], "answer.not_an_option"),
        ("needs.needs", ["1.1", "10.3"], ""),
        ("services.services", [{"agency": "School", "since": "2026-13"}], "answer.row"),
        ("services.services", [{"worker": "J. Bright"}], "answer.row_incomplete"),
        ("services.services", [{"agency": "School", "colour": "red"}], "answer.kind"),
        ("services.services", [{"agency": "School"}] * 201, "answer.too_many_rows"),
        ("services.services", [{"agency": "School", "since": "2026"}], ""),
    ],
)
def test_single_answers(key: str, value: Any, fault: str) -> None:
    assert check(EHA, {key: value}, CHILDREN, complete=False).get(key, "") == fault


def test_a_hidden_question_keeps_no_answer() -> None:
    answers: Answers = {"voice@7.obtained": False, "voice@7.own_words": "left over"}
    assert check(EHA, answers, CHILDREN, complete=False) == {"voice@7.own_words": "answer.hidden"}
    answers["voice@7.obtained"] = True
    assert check(EHA, answers, CHILDREN, complete=False) == {}


def test_a_question_that_appears_is_required() -> None:
    answers = filled(EHA, CHILDREN)
    answers |= {"voice@7.obtained": False}
    for name in ("method", "own_words", "seen_alone"):
        del answers[f"voice@7.{name}"]
    wrong = check(EHA, answers, CHILDREN, complete=True)
    assert wrong == {"voice@7.not_obtained_why": "answer.required"}


@pytest.mark.parametrize(
    ("reason", "fault"),
    [("C05", True), ("C06", True), ("C08", True), ("C01", False), ("C13", False)],
)
def test_three_endings_must_answer_about_escalation(reason: str, fault: bool) -> None:
    answers = filled(CLOSURE, ())
    answers["reason.reason"] = reason
    for name in ("needs_could_escalate", "escalation_plan"):
        del answers[f"escalation.{name}"]
    wrong = check(CLOSURE, answers, (), complete=True)
    expected = {"escalation.needs_could_escalate": "closure.escalation.unanswered"}
    assert wrong == (expected if fault else {})


def test_progress_says_what_is_missing_per_child() -> None:
    answers: Answers = {"voice@7.obtained": True, "voice@7.method": ["talking"]}
    lines = {(one.section_id, one.person_id): one for one in progress(EHA, answers, CHILDREN)}
    assert lines["voice", 7].state == "partly"
    assert lines["voice", 7].missing == ("voice@7.own_words",)
    assert lines["voice", 8].state == "empty"
    assert lines["gate", None].missing == ("gate.significant_harm",)


JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.floats(),
    st.lists(st.one_of(st.text(max_size=4), st.integers(), st.dictionaries(st.text(max_size=3), st.text(max_size=3)))),
)  # fmt: skip
KEYS = [answer_key(s, f, p) for s, p in places(EHA, CHILDREN) for f in s.field]


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from([*KEYS, "", "x@y.z"]), JUNK, max_size=12), st.booleans())
def test_no_answer_whatever_makes_it_raise(answers: Any, complete: bool) -> None:
    wrong = check(EHA, answers, CHILDREN, complete=complete)
    assert all(key in WORDS for key in wrong.values())
    assert len(progress(EHA, answers, CHILDREN)) == len(list(places(EHA, CHILDREN)))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([f for s in EHA.section for f in s.field]), JUNK)
def test_what_is_kept_has_the_type_of_its_question(field: Any, value: Any) -> None:
    if field.kind != "known" and value not in (None, "", []) and not value_fault(field, value):
        assert isinstance(value, type(sample(field)))
