"""The page of a family as it is seen, pressed and read aloud."""

from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from earlyhelp.marks import Circle, Line, Rect
from earlyhelp.messages.family_view import CaseView, CorrectedLine, SaidLine
from earlyhelp.messages.people import PossibleMatch
from tests.ui.made_up_families import BIG, made_up_family
from ui.presenters import family_asks
from ui.presenters.family_picture import drawing_of
from ui.views.family import FamilyView
from ui.views.family_timelines import TimelineSection
from ui.views.request import RequestView
from ui.widgets.pill import Pill
from ui.wording import say


@pytest.fixture
def page(dressed, qtbot) -> FamilyView:
    view = FamilyView()
    qtbot.addWidget(view)
    family = made_up_family()
    view.show_family(family, drawing_of(family))
    view.resize(1200, 900)
    view.show()
    return view


@pytest.fixture
def request_page(dressed, qtbot) -> RequestView:
    view = RequestView(((5, "West"), (6, "South")))
    qtbot.addWidget(view)
    view.show()
    whole = []
    view.when_whole(lambda: whole.append(True))
    qtbot.waitUntil(lambda: bool(whole))
    view.show_typed({}, (), 5)  # no draft
    return view


def unnamed(view: QWidget) -> list[str]:
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
    found = [one for kind in kinds for one in view.findChildren(kind)]
    inner = [
        one
        for one in found
        if not isinstance(one.parentWidget(), QComboBox) and "corner" not in one.objectName()
    ]
    mute = [one for one in inner if not (one.accessibleName() or getattr(one, "text", str)())]
    return [repr(one) for one in mute]


def test_states_stand_in_words(page: FamilyView) -> None:
    words = [pill.text() for pill in page.head.findChildren(Pill)]
    assert "Review 4 days late" in words


def test_the_safeguarding_button_is_there_whatever_the_role_may(dressed, qtbot) -> None:
    view = FamilyView()
    qtbot.addWidget(view)
    family = made_up_family(may=frozenset())
    view.show_family(family, drawing_of(family))
    view.show()
    assert view.concern.isVisible()
    with qtbot.waitSignal(view.form_wanted) as caught:
        view.concern.click()
    assert caught.args == ["concern", 0]


def test_the_papers_lead_to_the_partners_for_those_who_may_show_a_plan(page, qtbot) -> None:
    page.show_family(shown := made_up_family(may=frozenset({"paper:print"})), drawing_of(shown))
    assert not page.prints.partner_way.isVisible()
    may = frozenset({"paper:print", "partner:share"})
    page.show_family(shown := made_up_family(may=may), drawing_of(shown))
    assert page.prints.partner_way.isVisible()
    with qtbot.waitSignal(page.section_chosen) as caught:
        page.prints.partner_way.trigger()
    assert caught.args == ["agreement"]


def test_one_section_is_in_view_and_an_unknown_one_is_the_first(page: FamilyView) -> None:
    page.show_section("plan")
    assert [key for key, part in page.parts.items() if part.isVisible()] == ["plan"]
    page.show_section("nowhere")
    assert [key for key, part in page.parts.items() if part.isVisible()] == ["overview"]


def test_a_row_opens_with_its_whole_id(page: FamilyView, qtbot) -> None:
    page.show_section("assessment")
    table = page.parts["assessment"].table
    table.choose(BIG + 50)
    with qtbot.waitSignal(page.assessment_opened) as caught:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert caught.args == [BIG + 50]


def test_buttons_follow_what_is_permitted(page: FamilyView, qtbot) -> None:
    page.show_section("people")
    add = [one for one in page.parts["people"].findChildren(QAbstractButton) if one.isVisible()]
    assert add
    family = made_up_family(may=frozenset())
    page.show_family(family, drawing_of(family))
    qtbot.waitUntil(lambda: not any(one.isVisible() for one in add))


def test_the_picture_draws_everybody_and_says_them() -> None:
    drawing = drawing_of(made_up_family())
    kinds = [type(mark) for mark in drawing.marks]
    boxes = [mark for mark in drawing.marks if isinstance(mark, Rect) and mark.stroke]
    assert (len(boxes), kinds.count(Circle)) == (3, 3)
    assert any(isinstance(mark, Line) and mark.colour == "accent" for mark in drawing.marks)
    assert "Tom" in drawing.text_twin


def test_a_form_opens_saves_and_keeps_its_last_keys(page: FamilyView, qtbot) -> None:
    ask = family_asks.note(made_up_family())
    page.open_form(ask.name, ask.form.section, {}, (), ())
    dialog = page.forms.dialog
    box = dialog.page.box("note.text").input.box
    qtbot.keyClicks(box, "Anna rang")
    with qtbot.waitSignal(page.forms.typed) as caught:
        dialog.reject()
    assert caught.args == [{"note.text": "Anna rang"}]
    assert page.forms.dialog is None


def test_every_control_has_a_name(page: FamilyView, request_page: RequestView) -> None:
    assert unnamed(page) == []
    assert unnamed(request_page) == []


def test_the_gate_says_whom_to_ring(request_page: RequestView) -> None:
    request_page.show_gate(danger=True)
    assert "999" in request_page._danger.accessibleName()
    assert request_page._danger.isVisible()
    request_page.show_gate(danger=False)
    assert not request_page._danger.isVisible()


def test_a_match_of_ours_can_be_taken_and_others_name_only_the_team(
    request_page: RequestView, qtbot
) -> None:
    box = request_page.people.boxes[0]
    qtbot.keyClicks(box.lines["forename"], "Anna")
    known = PossibleMatch(score=9, why="Same name.", family_id=BIG, person_id=BIG + 2, name="Anna")
    blind = PossibleMatch(score=8, why="", team="South")
    request_page.show_matches(0, (known, blind))
    assert say("request.match.elsewhere", team="South") in [
        one.text() for one in box.findChildren(QWidget) if hasattr(one, "text")
    ]
    take = next(
        one for one in box.findChildren(QAbstractButton)
        if one.accessibleName() == say("request.match.name", name="Anna")
    )  # fmt: skip
    take.click()
    assert box.value()["person_id"] == str(BIG + 2)
    qtbot.keyClicks(box.lines["forename"], "b")
    assert "person_id" not in box.value()


def test_typing_is_told_when_the_page_is_left(request_page: RequestView, qtbot) -> None:
    qtbot.keyClicks(request_page.people.boxes[0].lines["surname"], "Reed")
    with qtbot.waitSignal(request_page.typed) as caught:
        request_page.leave()
    assert caught.args[1] == [{"surname": "Reed"}]


def test_errors_stand_in_the_summary_and_at_the_person(request_page: RequestView, qtbot) -> None:
    qtbot.keyClicks(request_page.people.boxes[0].lines["surname"], "Reed")
    request_page.show_errors({"people.0.role": "Say which.", "who.source": "Answer."})
    assert set(request_page.summary.links) == {"people.0.role", "who.source"}
    assert request_page.summary.links["who.source"].text() != "Answer."  # it says which question
    assert request_page.people.boxes[0].role.property("wrong") == "true"


def test_corrections_stand_under_the_details_they_are_about(dressed, qtbot) -> None:
    first = made_up_family()
    lines = tuple(
        CorrectedLine(record_id=ident, original=f"Says {name}", said=f"Said of {name}")
        for name, ident in (
            ("person", first.people[0].id), ("home", first.homes[0].id), ("note", BIG - 1),
        )
    )  # fmt: skip
    for family, shown in ((made_up_family(corrected=lines), True), (first, False)):
        view = FamilyView()
        qtbot.addWidget(view)
        view.show_family(family, drawing_of(family))
        view.show_section("people")
        view.show()
        people = view.parts["people"]
        for name in ("person", "home"):
            told = people._corrected[name]
            assert told.isVisible() is shown
            assert (f"Says {name} → Said of {name}" in told.text()) is shown
            assert "note" not in told.text()
        assert not people._corrected["relationship"].isVisible()


def test_a_family_that_has_ended_shows_all_its_ending_and_offers_no_contact(page) -> None:
    assert page._contact.isVisible()
    case = CaseView(
        id=BIG + 40, version=8, status="closed", opened_on=date(2026, 9, 3),
        closed_on=date(2026, 11, 9), lead_professional="Priya Nair", lead_id=BIG + 90,
        closure_reason="C01", ended_by="Maureen Doyle",
        ending=(SaidLine(label="What did they say?", text="Nobody talked down to us."),),
    )  # fmt: skip
    family = made_up_family(case=case)
    page.show_family(family, drawing_of(family))
    page.show_section("closure")
    assert not page._contact.isVisible()
    texts = {one.text() for one in page.parts["closure"].findChildren(QLabel) if one.isVisible()}
    assert {"What did they say?", "Nobody talked down to us.", "Ended 9 Nov 2026."} <= texts
    assert "Recorded by Maureen Doyle." in texts


def test_older_things_that_are_not_shown_are_counted_and_asked_for(page: FamilyView, qtbot) -> None:
    family = replace(made_up_family(), left_out={"timeline": 42})
    page.show_family(family, drawing_of(family))
    page.show_section("contacts")
    section = next(one for one in page.findChildren(TimelineSection) if one.isVisible())
    assert say("family.timeline.older", count=42) in [one.text() for one in shown_labels(section)]
    with qtbot.waitSignal(page.form_wanted) as asked:
        section.more.click()
    assert asked.args == ["more", 0]
    page.show_section("chronology")
    section = next(one for one in page.findChildren(TimelineSection) if one.isVisible())
    assert not section.more.isVisible()


def shown_labels(part: QWidget) -> list[QLabel]:
    return [one for one in part.findChildren(QLabel) if one.isVisible()]
