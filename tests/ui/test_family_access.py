"""Who may see a family, as the page shows it: banner, menu, forms, and the way in an emergency."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QPushButton

from earlyhelp.errors import Refused
from earlyhelp.messages.access import (
    AddSealedNote,
    AskRestriction,
    BreakGlassOpen,
    EndRestriction,
    FamilyStanding,
    RestrictFamily,
    ReviewRestriction,
    SealedNoteRow,
    SealedNotes,
    TooClose,
)
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.people import ElsewhereLine, KnownElsewhere
from earlyhelp.messages.requests import StaffChoice
from tests.ui.made_up_families import BIG, MAY, Keeper, made_up_family
from tests.ui.test_family_presenter import Desk
from tests.ui.test_family_view import unnamed
from ui.presenters.families import FamiliesPresenter
from ui.presenters.family_picture import drawing_of
from ui.views.families import FamiliesView
from ui.views.family import FamilyView
from ui.widgets.link import Link
from ui.wording import say

STAFF = tuple(
    StaffChoice(account_id=BIG + 90 + n, name=name, role="practitioner", team_ids=(5,))
    for n, name in enumerate(("Priya Nair", "Omar Haddad", "Sam Trevithick"))
)
UNTIL = datetime(2026, 11, 24, 17, 15, tzinfo=UTC)
OPEN = FamilyStanding(
    restriction_id=7, reason="high_profile", review_on=date(2027, 2, 22),
    readers=("Maureen Tregear", "Omar Haddad"),
)  # fmt: skip
DECIDES = MAY | {"restriction:ask", "restriction:decide", "conflict:declare"}


def shown(qtbot, **changes: Any) -> FamilyView:
    view = FamilyView()
    qtbot.addWidget(view)
    family = made_up_family(**changes)
    view.show_family(family, drawing_of(family))
    view.resize(1100, 700)
    view.show()
    return view


def offered(view: FamilyView) -> set[str]:
    return {name for name, one in view.access.actions_by_name.items() if one.isVisible()}


def said(view: FamilyView) -> str:
    banner = view._standing
    return (
        f"{banner.accessibleName()} {banner.accessibleDescription()}" if banner.isVisible() else ""
    )


def links(view: FamilyView) -> list[str]:
    return [one.text() for one in view._standing.findChildren(Link) if one.isVisible()]


def test_a_family_that_is_simply_mine_has_no_banner(dressed, qtbot) -> None:
    view = shown(qtbot, may=MAY | {"restriction:ask", "conflict:declare"})
    assert said(view) == ""
    assert offered(view) == {"restriction_ask", "sealed_note", "sealed_notes", "conflict"}
    assert unnamed(view) == []


def test_a_restricted_one_says_why_for_whom_and_until_when(dressed, qtbot) -> None:
    view = shown(qtbot, standing=OPEN, may=DECIDES)
    assert "High media profile" in said(view)
    assert "Maureen Tregear, Omar Haddad" in said(view)
    assert "22 Feb 2027" in said(view)
    assert links(view) == [say("family.standing.review")]
    assert {"restriction_review", "restriction_end"} <= offered(view)
    assert not {"restriction", "restriction_ask"} & offered(view)


def test_an_emergency_says_until_when_and_that_it_is_noted(dressed, qtbot) -> None:
    view = shown(qtbot, standing=FamilyStanding(until_at=UNTIL))
    assert say("family.standing.emergency", until="17:15") in said(view)
    assert say("family.standing.told") in said(view)
    assert links(view) == [say("family.standing.close")]
    pressed = []
    view.form_wanted.connect(lambda name, _ident: pressed.append(name))
    view._standing.findChildren(Link)[0].click()
    assert pressed == ["emergency_end"]


@pytest.mark.parametrize("mine", [True, False])
def test_who_asked_is_not_offered_to_decide(dressed, qtbot, mine) -> None:
    asked = FamilyStanding(
        asked_id=3,
        asked_by="Priya Nair",
        asked_by_me=mine,
        reason="staff_relative",
        text="A niece.",
    )
    view = shown(qtbot, standing=asked, may=DECIDES)
    assert "A niece." in said(view)
    assert bool(links(view)) is not mine


def test_what_cannot_be_undone_is_asked_once_more(dressed, qtbot) -> None:
    view = shown(qtbot, standing=OPEN, may=DECIDES)
    wanted: list[str] = []
    view.access.wanted.connect(wanted.append)
    view.access.choose("restriction_review")
    view.access.choose("restriction_end")
    assert wanted == ["restriction_review"]
    (agree,) = [
        one for one in view.findChildren(QPushButton)
        if one.text() == say("family.standing.end.yes")
    ]  # fmt: skip
    agree.click()
    assert wanted == ["restriction_review", "restriction_end"]


def test_sealed_notes_stand_over_the_page(dressed, qtbot) -> None:
    view = shown(qtbot)
    note = SealedNoteRow(
        id=1,
        written_at=UNTIL,
        author="Maureen Tregear",
        text="A made-up secret.",
        readers=("A", "B"),
    )
    for notes, words in (((note,), "A made-up secret."), ((), say("family.standing.notes.none"))):
        view.show_sealed_notes(notes)
        texts = [one.text() for one in view.findChildren(type(view.head._title))]
        assert words in texts


def filled(name: str, answers: dict[str, Any], sent: type, **changes: Any) -> Any:
    family = made_up_family(may=DECIDES, **changes)
    desk = Desk(family, PossibleReaders=STAFF, Colleagues=STAFF)
    desk.fill(name, answers)
    return desk.keeper.last(sent)


def test_the_forms_make_their_commands() -> None:
    why = {"restriction.reason": "high_profile", "restriction.text": "A made-up reason."}
    asked = filled("restriction_ask", why, AskRestriction)
    assert (asked.family_id, asked.reason, asked.text) == (BIG, "high_profile", "A made-up reason.")
    done = filled("restriction", why, RestrictFamily)
    assert done.reader_ids == (BIG + 90,)  # the lead professional is ticked beforehand
    kept = filled("restriction_review", {}, ReviewRestriction, standing=OPEN)
    assert kept.reader_ids == (BIG + 91,)  # whoever reads now is ticked
    note = filled("sealed_note", {"note.text": "S", "note.readers": [str(BIG + 92)]}, AddSealedNote)
    assert (note.text, note.reader_ids) == ("S", (BIG + 92,))


def test_the_acts_need_no_form() -> None:
    desk = Desk(
        made_up_family(standing=OPEN, may=DECIDES), SealedNotes=(),
        EndRestriction=Receipt(id=7, family_id=BIG), TooClose=Receipt(id=8),
    )  # fmt: skip
    for name, kind in (
        ("restriction_end", EndRestriction), ("sealed_notes", SealedNotes),
        ("conflict", TooClose),
    ):  # fmt: skip
        desk.presenter.form_wanted(name, 0)
        assert desk.keeper.last(kind)
    assert desk.keeper.last(TooClose).family_id == BIG
    assert desk.went == [("families", {})]


def test_a_family_that_is_not_there_may_be_opened_in_an_emergency() -> None:
    desk = Desk(FamilyPageView=Refused("refused.record"), BreakGlassOpen=Receipt(family_id=BIG + 5))
    sentence, ways = desk.page.told("show_failure")
    assert sentence == say("refused.record")
    assert [key for key, _words in ways] == ["break_glass"]
    given = {
        "emergency.reference": "EH-2026-000417", "emergency.reason": "cover",
        "emergency.sentence": "The lead is ill and the school rings.",
    }  # fmt: skip
    desk.fill("break_glass", given)
    sent = desk.keeper.last(BreakGlassOpen)
    assert (sent.reference, sent.reason, sent.family_id) == ("EH-2026-000417", "cover", 0)
    assert desk.went == [("family", {"family_id": BIG + 5})]
    other = Desk(FamilyPageView=Refused("refused.role"))
    assert other.page.told("show_failure")[1] == ()


def test_the_list_offers_it_to_those_who_may(dressed, qtbot) -> None:
    for may in (True, False):
        view = FamiliesView(may_open_in_emergency=may)
        qtbot.addWidget(view)
        words = [one.text() for one in view.findChildren(QPushButton)]
        assert (say("family.standing.emergency_way") in words) is may
    went: list[Any] = []
    presenter = FamiliesPresenter(view, Keeper(), lambda page, **where: went.append((page, where)))
    presenter.open_in_emergency()
    assert view.forms.dialog is not None
    presenter._opened(Receipt(family_id=BIG))
    assert went == [("family", {"family_id": BIG})]


def test_who_was_recorded_elsewhere_is_said_where_the_family_is_restricted(dressed, qtbot) -> None:
    view = shown(qtbot, standing=OPEN, may=DECIDES)
    assert not view._elsewhere.isVisible()
    view.show_elsewhere(())
    assert not view._elsewhere.isVisible()
    line = ElsewhereLine(name="Elowen Vingoe", team="South", why="name_born")
    view.show_elsewhere((line, replace(line, who="Elowen Vingoe", why="upn")))
    assert view._elsewhere.isVisible()
    told = view._elsewhere.accessibleDescription()
    assert "Elowen Vingoe may be known to South team (name and date of birth)." in told
    assert "Elowen Vingoe may be Elowen Vingoe of South team (UPN)." in told


def test_only_a_restricted_family_is_asked_about(dressed, qtbot) -> None:
    for standing, asked in ((OPEN, 1), (None, 0)):
        desk = Desk(made_up_family(standing=standing), KnownElsewhere=())
        assert desk.keeper.count(KnownElsewhere) == asked
