"""The assessment is printed as asked, and the family's copy keeps workers' matters out."""

import pytest

from earlyhelp.forms.loader import form
from earlyhelp.reports.assessment_sheet import assessment_pdf
from earlyhelp.reports.sheets import PersonLine
from tests.reports.made_up import NAMES, assessment, people, squeezed, text_of, tiny_form

PLANTED = "PLANTEDSECRET"


@pytest.mark.parametrize("name", NAMES)
def test_names_come_through(name: str) -> None:
    assert f"{name} Testcase" in text_of(assessment_pdf(assessment("family")))


@pytest.mark.parametrize(
    "key", ["author.name", "gate.harm_what", "manager.comments", "author.telephone"]
)
@pytest.mark.parametrize("version", [1, 2])
def test_workers_matters_are_on_file_and_not_with_the_family(key: str, version: int) -> None:
    answers = {key: PLANTED, "gate.significant_harm": True}
    asked = form("early_help_assessment", version)
    on_file = text_of(assessment_pdf(assessment("file", answers, form=asked)))
    family = text_of(assessment_pdf(assessment("family", answers, form=asked)))
    assert PLANTED in on_file
    assert "(not in the family's copy)" in on_file
    assert PLANTED not in family
    assert "not in the family's copy" not in family


def test_an_answer_left_out_for_one_reader_leaves_no_trace() -> None:
    answers = {"analysis.meaning": PLANTED}
    label = next(
        one.label
        for section in form("early_help_assessment", 2).section
        for one in section.field
        if (section.id, one.id) == ("analysis", "meaning")
    )
    without = assessment("family", answers, without=frozenset(answers))
    assert PLANTED not in text_of(assessment_pdf(without))
    assert squeezed(label) not in squeezed(text_of(assessment_pdf(without)))
    assert squeezed(label) in squeezed(text_of(assessment_pdf(assessment("family", answers))))


def test_every_text_goes_through_what_is_given() -> None:
    """Not a word comes on the paper round it, but for what runs along every page."""
    seen: list[str] = []

    def through(_place: str, text: str) -> str:
        seen.append(text)
        return "x"

    answers = {"analysis.meaning": PLANTED, "reason.why_now": "School asked"}
    made = squeezed(text_of(assessment_pdf(assessment("family", answers), through)))
    for words in (PLANTED, "School asked", "Routine", "Pat Example"):
        assert words in seen
        assert squeezed(words) not in made
    whole = squeezed(text_of(assessment_pdf(assessment("family", answers))))
    assert PLANTED in whole


def test_sheet_may_withhold_more() -> None:
    answers = {"analysis.meaning": PLANTED}
    for withheld in ("analysis", "analysis.meaning"):
        family = assessment("family", answers, withheld=(withheld,))
        assert PLANTED not in text_of(assessment_pdf(family))
    assert PLANTED in text_of(assessment_pdf(assessment("family", answers)))


def test_confidential_person_is_named_on_file_only() -> None:
    hidden = PersonLine(person_id=99, name=PLANTED, family_may_see=False)
    answers = {"household.present": ["1", "99"]}
    crowd = (*people(), hidden)
    on_file = text_of(assessment_pdf(assessment("file", answers, people=crowd)))
    family = text_of(assessment_pdf(assessment("family", answers, people=crowd)))
    assert on_file.count(PLANTED) == 2
    assert PLANTED not in family
    assert "99" not in family
    assert family.count("Maryam Testcase") == 2


def test_operational_column_stays_on_file() -> None:
    columns = [
        {"id": "a", "kind": "line", "label": "A", "purpose": "t", "class": "personal"},
        {"id": "b", "kind": "line", "label": "B", "purpose": "t", "class": "operational"},
    ]
    asked = tiny_form({"id": "t", "kind": "table", "label": "Table", "columns": columns})
    answers = {"only.t": [{"a": "SEEN", "b": PLANTED}]}
    family = text_of(assessment_pdf(assessment("family", answers, form=asked)))
    assert "SEEN" in family
    assert PLANTED not in family
    assert PLANTED in text_of(assessment_pdf(assessment("file", answers, form=asked)))


def test_each_child_has_their_own_answers() -> None:
    answers = {"voice@10.obtained": True, "voice@10.own_words": "I like maths.", "voice@11.obtained": False,
               "voice@11.not_obtained_why": "Asleep."}  # fmt: skip
    text = text_of(assessment_pdf(assessment("family", answers)))
    assert "I like maths." in text
    assert "Asleep." in text
    assert text.count("What did they say, in their own words?") == 1


def test_answer_under_an_unmet_condition_is_not_printed() -> None:
    answers = {"gate.significant_harm": False, "gate.harm_told_family": False,
               "gate.harm_not_told_why": PLANTED}  # fmt: skip
    assert PLANTED not in text_of(assessment_pdf(assessment("file", answers)))
    answers["gate.significant_harm"] = True
    assert PLANTED in text_of(assessment_pdf(assessment("file", answers)))


def test_codes_are_printed_as_words() -> None:
    answers = {"services.services": [{"agency": "Example Nursery", "may_share": "yes", "since": "2024-09"}],
               "needs.needs": ["n1"], "summary.keeping_safe_by_parent": 7}  # fmt: skip
    text = text_of(assessment_pdf(assessment("file", answers, labels={"n1": "Getting to school"})))
    assert "Sep 2024" in text
    assert "Getting to school" in text
    assert "7 out of 10" in text


def test_known_facts_are_carried_forward() -> None:
    known = {"family.members": "KNOWNFAMILY", "child.facts@10": "KNOWNCHILD"}
    text = text_of(assessment_pdf(assessment("family", known=known)))
    assert text.count("KNOWNFAMILY") == 1
    assert text.count("KNOWNCHILD") == 1


def test_scales_say_the_change_in_words() -> None:
    assert "Up by 3" in text_of(assessment_pdf(assessment("family")))


def test_old_version_is_printed_as_it_was_asked() -> None:
    asked = tiny_form({"id": "old", "label": "How was it asked in 2018?"})
    text = text_of(assessment_pdf(assessment("file", {"only.old": "Thus."}, form=asked)))
    assert "How was it asked in 2018?" in text
    assert "Why now" not in text


def test_banner_is_for_the_file() -> None:
    assert "OFFICIAL-SENSITIVE" in text_of(assessment_pdf(assessment("file")))
    assert "OFFICIAL-SENSITIVE" not in text_of(assessment_pdf(assessment("family")))


def test_pdf_says_nothing_personal_about_itself() -> None:
    pdf = assessment_pdf(assessment("file"))
    head = pdf[pdf.rindex(b"/Author") - 200 : pdf.rindex(b"/Author") + 600]
    assert b"Early help assessment" in head
    assert b"Testcase" not in pdf
    assert b"Example" not in head


def test_large_family_with_long_answers_is_complete() -> None:
    words = " ".join(f"health{number}" for number in range(400))
    answers = {f"child@{10 + n}.health": f"START{n}Z {words} STOP{n}Z" for n in range(9)}
    text = squeezed(text_of(assessment_pdf(assessment("file", answers))))
    assert all(f"START{n}Z" in text and f"STOP{n}Z" in text for n in range(9))
    assert text.count("health399") == 9


def test_person_unknown_to_the_sheet_leaves_no_number() -> None:
    text = text_of(assessment_pdf(assessment("family", {"household.present": ["1", "77123"]})))
    assert "77123" not in text
    assert text.count("Maryam Testcase") == 2


def test_yes_no_and_neither() -> None:
    asked = tiny_form(*({"id": f"q{n}", "kind": "yes_no", "label": f"Q{n}"} for n in range(3)))
    answers = {"only.q0": True, "only.q1": "no", "only.q2": "asked, not said"}
    text = text_of(assessment_pdf(assessment("file", answers, form=asked))).split()
    assert text[text.index("Q0") + 1] == "Yes"
    assert text[text.index("Q1") + 1] == "No"
    assert text[text.index("Q2") + 1] == "asked,"


def test_unanswered_questions_are_owned_up_to() -> None:
    asked = tiny_form(
        {"id": "must", "label": "Must", "required": True}, {"id": "may", "label": "May we"}
    )
    answers = {"only.must": "  "}
    text = text_of(assessment_pdf(assessment("file", answers, form=asked)))
    assert "Not answered" in text
    assert "Left empty: May we" in text
    full = text_of(
        assessment_pdf(assessment("file", {"only.must": "x", "only.may": "y"}, form=asked))
    )
    assert "Not answered" not in full
    assert "Left empty" not in full


def test_family_without_children_is_said() -> None:
    text = text_of(assessment_pdf(assessment("file", people=people()[:1])))
    assert "No child is named on this paper." in text
    assert "No child is named" not in text_of(assessment_pdf(assessment("file")))
