"""Reading, marking and deciding the parts of what is held, without Qt."""

import pytest

from earlyhelp.domain.third_parties import Span
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.rights import Choice, PartField, PartRow, RecordPart
from earlyhelp.messages.subject_requests import (
    AcceptProposals,
    DecidePart,
    PartsPage,
    SubjectParts,
)
from ui.presenters.subject_part_words import name_of
from ui.presenters.subject_parts import PartsPresenter, places, shown_text
from ui.views.subject_pack import PackSection


def row(key: str, text: str = "Dave came.", spans: tuple[Span, ...] = ()) -> PartRow:
    fields = (
        PartField(id="a", label="First", text=text),
        PartField(id="b", label="Second", text="Maja laughed."),
    )
    part = RecordPart(
        key=key, family_id=1, kind="case_note", title="Case note", on=None, source="practitioner",
        fields=fields,
    )  # fmt: skip
    marks = {"a": spans} if spans else {}
    decision = "redact" if spans else "release"
    return PartRow(
        part=part, proposed=Choice(decision=decision, digest="d", spans=marks), decided=None
    )


class Screen:
    def __init__(self) -> None:
        self.counts, self.lines, self.marks, self.said = [], [], [], []
        self.text, self.chosen = "", -1

    def show_count(self, sentence):
        self.counts.append(sentence)

    def show_parts(self, rows, *, more):
        self.lines = list(rows)

    def append_parts(self, rows, *, more):
        self.lines += rows

    def choose(self, number):
        self.chosen = number

    def offer_pages(self, *, has_pages):
        self.has_pages = has_pages

    def show_part(self, title, text, reason):
        self.text, self.reason = text, reason

    def show_marks(self, marks, sentence):
        self.marks, self.marks_said = list(marks), sentence


@pytest.fixture
def desk():
    dave = Span(start=0, length=4, reason="other_person", who="Dave")
    answers = {
        "parts": PartsPage(rows=(row("n:1", spans=(dave,)), row("n:2")), total=2, undecided=2)
    }
    screen, sent, told = Screen(), [], []

    def send(message, succeeded, _failed):
        sent.append(message)
        succeeded(answers["parts"] if isinstance(message, SubjectParts) else Receipt(id=2))

    presenter = PartsPresenter(screen, send, 7, told.append, told.append)
    presenter.load()
    return presenter, screen, sent, told


def test_the_first_part_is_read_with_its_marks(desk) -> None:
    _, screen, _, _ = desk
    assert screen.chosen == 0
    (mark,) = screen.marks
    assert screen.text[mark.start : mark.end] == "Dave"
    assert "Dave" in screen.marks_said
    assert screen.counts[-1].startswith("2 of 2")


def test_every_place_in_the_text_is_where_it_says(desk) -> None:
    one = row("n:3")
    for _name, text, first in places(one):
        assert shown_text(one)[first : first + len(text)] == text


def test_a_selection_over_two_texts_marks_both_and_no_label(desk) -> None:
    presenter, screen, _, _ = desk
    start, end = screen.text.index("came"), screen.text.index("laughed")
    presenter.mark(start, end, "serious_harm")
    marked = [screen.text[one.start : one.end] for one in screen.marks]
    assert marked == ["Dave", "came.", "Maja "]


def test_a_mark_is_taken_away_where_the_cursor_stands(desk) -> None:
    presenter, screen, _, _ = desk
    presenter.unmark(screen.text.index("Second"))
    assert len(screen.marks) == 1
    presenter.unmark(screen.text.index("Dave") + 1)
    assert screen.marks == []


def test_nothing_selected_is_said_and_marks_nothing(desk) -> None:
    presenter, screen, _, told = desk
    presenter.mark(3, 3, "other_person")
    assert len(told) == 1
    assert len(screen.marks) == 1


def test_a_decision_is_sent_with_its_marks_and_the_next_part_is_opened(desk) -> None:
    presenter, screen, sent, _ = desk
    presenter.decide("redact", "other_person")
    message = sent[-1]
    assert isinstance(message, DecidePart)
    assert (message.part, message.choice.decision, message.choice.digest) == ("n:1", "redact", "d")
    assert [one.length for one in message.choice.spans["a"]] == [4]
    assert screen.chosen == 1
    assert screen.lines[0].is_decided
    assert screen.counts[-1].startswith("1 of 2")
    presenter.decide("withhold", "serious_harm")
    assert sent[-1].choice == Choice(decision="withhold", digest="d", reason="serious_harm")


def test_only_what_is_undecided_is_accepted_as_proposed(desk) -> None:
    presenter, _, sent, told = desk
    presenter.decide("release", "")
    presenter.accept()
    accepted = [message for message in sent if isinstance(message, AcceptProposals)]
    assert [message.parts for message in accepted] == [("n:2",)]
    assert told == ["2 parts were decided as proposed."]


def held(title: str, *texts: tuple[str, str]) -> RecordPart:
    fields = tuple(PartField(id=name, label=name, text=text) for name, text in texts)
    return RecordPart(
        key="k", family_id=1, kind="k", title=title, on=None, source="", fields=fields
    )


def test_parts_of_one_kind_are_told_apart(desk) -> None:
    _, screen, _, _ = desk
    assert [one.title for one in screen.lines] == ["Case note: Dave came."] * 2
    person = held("A person's details", ("role", "child"), ("name", "Maja Example"))
    assert name_of(person) == "A person's details: Maja Example"
    bond = held("A relationship", ("relationship", "Maja is sister of Dave"), ("couple", "no"))
    assert name_of(bond) == "A relationship: Maja is sister of Dave"
    long = name_of(held("Case note", ("text", "They came again.\n" * 9)))
    assert long.endswith("…")
    assert "\n" not in long
    assert name_of(held("Privacy notice")) == "Privacy notice"


def test_a_pack_that_is_made_is_not_offered_before_all_else_again(dressed, qtbot) -> None:
    section = PackSection()
    qtbot.addWidget(section)
    for again, role in ((False, "go"), (True, "plain")):
        section.offer(make=True, again=again, read=again, release=False)
        assert section.make.property("role") == role
