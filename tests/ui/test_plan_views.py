"""The pages of casework on the screen: names, keys, focus, words."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from tests.ui.made_up_casework import Around, FakeStore, assessment, content, plan
from ui.presenters.assessment import AssessmentPresenter
from ui.presenters.authorise import DecisionPresenter
from ui.presenters.plan import PlanPresenter
from ui.presenters.plan_rows import CheckRow
from ui.views.administration import AdministrationView
from ui.views.assessment import AssessmentView
from ui.views.audit import AuditView
from ui.views.authorise_plan import AuthorisePlanView
from ui.views.figures import FiguresView
from ui.views.imports import ImportsView
from ui.views.plan import PlanView
from ui.views.plan_check_card import PlanCheckCard
from ui.widgets.pill import Pill


def nameless(view: QWidget) -> list[str]:
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton)
    return [
        f"{type(part).__name__} {part.objectName()}"
        for part in view.findChildren(QWidget)
        if isinstance(part, kinds)
        and not part.objectName().startswith("qt_")
        and not isinstance(part.parent(), QComboBox)
        and not (part.accessibleName() or (isinstance(part, QAbstractButton) and part.text()))
    ]


def shown(qtbot, view: QWidget) -> QWidget:
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    return view


@pytest.fixture
def writing(dressed, qtbot):
    view = shown(qtbot, AssessmentView())
    store = FakeStore(Drafts=(), AssessmentPage=assessment())
    presenter = AssessmentPresenter(view, store, 5, Around().given())
    view.step_pressed.connect(presenter.step)
    presenter.load()
    return view, presenter


def test_the_assessment_moves_by_keys_and_shows_every_section(writing, qtbot) -> None:
    view, _presenter = writing
    assert view.sections.count() == 18
    last = view.sections.visualItemRect(view.sections.item(17))
    assert last.bottom() <= view.sections.viewport().height()
    qtbot.keyClick(view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert view.sections.currentRow() == 1
    assert not nameless(view)


def test_the_next_section_is_in_view_with_the_keyboard_at_its_heading(writing, qtbot) -> None:
    view, presenter = writing
    page = QScrollArea()
    qtbot.addWidget(page)
    page.setWidgetResizable(True)
    page.setWidget(view)
    page.resize(1000, 500)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    faults = dict.fromkeys(list(presenter._papers.fields)[:40], "answer.required")
    view.show_errors(presenter._papers.missing(faults))
    qtbot.wait(20)  # the page is at the summary before anybody goes on
    qtbot.keyClick(view.card.next, Qt.Key.Key_Space)
    heading = view.card.form.headings[0]
    assert heading.hasFocus()
    qtbot.waitUntil(lambda: 0 <= heading.mapTo(page, QPoint(0, 0)).y() < page.height() // 2)
    assert not heading.visibleRegion().isEmpty()


def test_an_error_at_a_field_is_written_there(writing) -> None:
    view, presenter = writing
    presenter.open_section("author")
    view.mark("author.name", "Say who you are.")
    assert view.card.form.box("author.name").property("wrong") == "true"
    view.mark("author.name", "")
    assert view.card.form.box("author.name").property("wrong") == "false"


@pytest.fixture
def planning(dressed, qtbot):
    view = shown(qtbot, PlanView())
    presenter = PlanPresenter(view, FakeStore(PlanPage=plan()), 5, Around().given())
    view.edited.connect(presenter.edited)
    presenter.load()
    return view


def test_a_plan_is_written_by_keyboard_and_read_back_whole(planning, qtbot) -> None:
    assert planning.content() == content()
    box = planning.writing.outcomes[0]
    qtbot.keyClick(box.add, Qt.Key.Key_Space)
    assert [action.id for action in planning.content().outcomes[0].actions] == [1, 2]
    qtbot.keyClicks(box.action_boxes[1].text, "Letters")
    assert planning.content().outcomes[0].actions[1].text == "Letters"
    qtbot.keyClick(box.action_boxes[0].remove, Qt.Key.Key_Space)
    assert [action.id for action in planning.content().outcomes[0].actions] == [2]
    assert not nameless(planning)


def test_a_number_outside_the_scale_is_none_yet(planning, qtbot) -> None:
    box = planning.writing.outcomes[0]
    qtbot.keyClicks(box.inputs["target"].box, "11")
    assert planning.content().outcomes[0].target is None
    box.inputs["target"].set_value(8)
    assert planning.content().outcomes[0].target == 8


@pytest.mark.parametrize(("contingency", "free"), [("Ring the hub", True), ("", False)])
def test_authorise_is_locked_only_where_the_box_says_why(dressed, qtbot, contingency, free) -> None:
    view = shown(qtbot, AuthorisePlanView())
    waiting = plan(status="submitted", content=content(contingency=contingency))
    store = FakeStore(PlansToAuthorise=(), PlanPage=waiting)
    DecisionPresenter(view, store, lambda *_: None, 5, lambda *_: None).load()
    assert view.authorise.isEnabled() is free
    assert view.blocked.isHidden() is free
    assert not nameless(view)


@pytest.mark.parametrize(
    "make",
    [
        lambda: AdministrationView(may_create=True),
        AuditView,
        lambda: FiguresView(may_publish=True, may_export=True),
        ImportsView,
    ],
)
def test_every_input_of_governance_has_a_name(dressed, qtbot, make) -> None:
    assert not nameless(shown(qtbot, make()))


def test_what_a_role_may_not_do_is_not_there(dressed, qtbot) -> None:
    reader = shown(qtbot, FiguresView(may_publish=False, may_export=True))
    assert reader.publish.isHidden()
    publisher = shown(qtbot, FiguresView(may_publish=True, may_export=False))
    assert not publisher.publish.isHidden()


def test_the_plan_check_never_stands_empty_while_it_changes(dressed, qtbot) -> None:
    card = shown(qtbot, PlanCheckCard(linked=True))
    for count in ("1 of 2", "2 of 2"):
        card.show_rows([CheckRow(text="Every action has a date", count=count, tone="go", links=())])
        assert [one.text() for one in card.findChildren(Pill) if one.isVisible()] == [count]


def test_a_plan_that_is_read_shows_its_contingency_and_the_family_s_view(dressed, qtbot) -> None:
    said = content(contingency="Ring the hub", family_view="We wrote it ourselves")
    for view, presenter, status in (
        (PlanView(), PlanPresenter, "authorised"),
        (AuthorisePlanView(), DecisionPresenter, "submitted"),
    ):
        shown(qtbot, view)
        store = FakeStore(
            PlansToAuthorise=(), Drafts=(), PlanPage=plan(status=status, content=said)
        )
        given = (
            (view, store, 5, Around().given())
            if presenter is PlanPresenter
            else (view, store, lambda *_: None, 5, lambda *_: None)
        )
        presenter(*given).load()
        texts = [one.text() for one in view.findChildren(QLabel) if one.isVisible()]
        assert {"Ring the hub", "We wrote it ourselves"} <= set(texts)
