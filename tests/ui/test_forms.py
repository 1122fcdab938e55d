"""Forms: every kind of question, names, order, hiding, errors."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QTreeWidget,
    QWidget,
)

from earlyhelp.forms.definition import Field, FieldKind, Option, Section
from ui.forms.choice_inputs import ComboInput, RadioInput
from ui.forms.field_input import FormContext
from ui.forms.renderer import FormPage
from ui.wording import say

CONTROLS = (QLineEdit, QPlainTextEdit, QComboBox, QSlider, QTreeWidget, QAbstractButton)
FEW = (Option("a", "Apples"), Option("b", "Pears"))
CONTEXT = FormContext(
    options_of=lambda _list: [(str(code), f"Choice {code}", "") for code in range(20)],
    people=[(1 << 40, "Anna Example"), (7, "Jakub Example")],
    needs=[("1.1", "Attendance", "Education"), ("3.1", "Low mood", "Mental health")],
    known=lambda fact, _person: [f"{fact}: one line"],
)


def field(kind: FieldKind, name: str = "q", **more: object) -> Field:
    made = {"label": f"Question {name}", "hint": "A hint.", "purpose": "test"}
    return Field(id=name, kind=kind, classification="personal", **(made | more))  # type: ignore[arg-type]


COLUMNS = (
    field("line", "who", required=True), field("choice", "may", options=FEW),
    field("yes_no", "sure"),
)  # fmt: skip
KINDS: dict[str, tuple[Field, object]] = {
    "line": (field("line"), "The Barn"),
    "text": (field("text"), "first line\nsecond line"),
    "choice": (field("choice", options=FEW), "b"),
    "choice of many": (field("choice", code_list="many"), "13"),
    "choices": (field("choices", options=FEW), ["a", "b"]),
    "date": (field("date"), "2026-11-12"),
    "partial_date": (field("partial_date"), "2019-03"),
    "number": (field("number"), 12),
    "yes_no": (field("yes_no"), False),
    "scale": (field("scale", scorers=("parent",)), 0),
    "person": (field("person"), 1 << 40),
    "people": (field("people"), ["7"]),
    "needs": (field("needs"), ["3.1"]),
    "table": (field("table", columns=COLUMNS), [{"who": "School", "may": "a", "sure": "no"}]),
}


@pytest.fixture
def page_of(dressed, qtbot):
    def make(*fields: Field, **more: object) -> FormPage:
        section = Section("s", "A", "Title", tuple(fields), **more)
        page = FormPage([section], [(3, "Zofia"), (4, "Jakub")], CONTEXT)
        qtbot.addWidget(page)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    return make


def controls(page: QWidget) -> list[QWidget]:
    found = [one for kind in CONTROLS for one in page.findChildren(kind)]
    return [one for one in found if one.isVisible() and one.focusPolicy()]


@pytest.mark.parametrize("kind", KINDS)
def test_answers_come_back_as_they_were_set(page_of, kind) -> None:
    asked, answer = KINDS[kind]
    page, heard = page_of(asked), []
    page.answer_changed.connect(lambda *said: heard.append(said))
    assert page.answers() == {}
    page.set_answers({"s.q": answer})
    assert page.answers() == {"s.q": answer}
    assert heard == []
    page.set_answers({})
    assert page.answers() == {}


@pytest.mark.parametrize("kind", KINDS)
def test_every_control_says_its_question(page_of, kind) -> None:
    asked, answer = KINDS[kind]
    page = page_of(asked)
    page.set_answers({"s.q": answer})
    for control in controls(page.box("s.q")):
        inside_combo = isinstance(control.parentWidget(), QComboBox)
        assert inside_combo or "Question q" in control.accessibleName(), control
    assert page.box("s.q").input.accessibleDescription() == "A hint."


def test_all_kinds_of_the_definition_are_built_here() -> None:
    built = {asked.kind for asked, _answer in KINDS.values()} | {"known"}
    assert built == set(FieldKind.__args__)


def test_few_choices_are_radio_buttons_and_many_a_box(page_of) -> None:
    page = page_of(KINDS["choice"][0], field("choice", "many", code_list="many"))
    assert isinstance(page.box("s.q").input, RadioInput)
    assert isinstance(page.box("s.many").input, ComboInput)


def test_known_facts_are_shown_and_not_answered(page_of) -> None:
    page = page_of(field("known", known="family.members"))
    assert page.answers() == {}
    assert any(
        "family.members: one line" in one.text()
        for one in page.box("s.q").input.findChildren(QWidget)
        if hasattr(one, "text")
    )


def test_typing_tells_key_and_value(page_of, qtbot) -> None:
    page, heard = page_of(field("line")), []
    page.answer_changed.connect(lambda *said: heard.append(said))
    qtbot.keyClicks(page.box("s.q").input.box, "ab")
    assert heard == [("s.q", "a"), ("s.q", "ab")]


def test_a_question_appears_when_it_is_asked_and_keeps_no_hidden_answer(page_of) -> None:
    page, heard = page_of(field("yes_no"), field("line", "why", shown_when=("q", "yes"))), []
    assert page.box("s.why").isHidden()
    page.set_answers({"s.q": True, "s.why": "because"})
    assert not page.box("s.why").isHidden()
    page.answer_changed.connect(lambda *said: heard.append(said))
    page.box("s.q").input.buttons["no"].click()
    assert page.box("s.why").isHidden()
    assert page.answers() == {"s.q": False}
    assert heard == [("s.q", False), ("s.why", None)]


def test_a_section_per_child_is_asked_for_each(page_of) -> None:
    page = page_of(field("line"), per="child")
    assert page.keys() == ("s@3.q", "s@4.q")


def test_tab_goes_in_the_order_of_the_file(page_of, qtbot) -> None:
    page = page_of(field("line", "one"), field("date", "two"), field("text", "three"))
    page.box("s.one").input.setFocus()
    asked, visited = page.keys(), []
    for _step in range(5):
        now = page.window().focusWidget()
        places = (key for key in asked if page.box(key).isAncestorOf(now))
        visited.append(next(places))
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    assert visited == ["s.one", "s.two", "s.two", "s.two", "s.three"]


def test_rows_are_added_and_removed_by_key(page_of, qtbot) -> None:
    page = page_of(KINDS["table"][0])
    table = page.box("s.q").input
    qtbot.keyClick(table.add, Qt.Key.Key_Space)
    qtbot.keyClicks(table.rows[0].cells["who"].box, "School")
    assert page.answers() == {"s.q": [{"who": "School"}]}
    qtbot.keyClick(table.rows[0].remove, Qt.Key.Key_Space)
    assert page.answers() == {}


def test_a_need_is_found_by_typing(page_of, qtbot) -> None:
    needs = page_of(field("needs")).box("s.q").input
    qtbot.keyClicks(needs.search, "mood")
    assert needs._items["1.1"].isHidden()
    assert not needs._items["3.1"].isHidden()


def test_a_choice_is_found_by_typing_and_nonsense_is_not_taken(page_of, qtbot) -> None:
    combo = page_of(field("choice", code_list="many")).box("s.q").input
    combo.line.setText("choice 13")
    combo.line.editingFinished.emit()
    assert combo.value() == "13"
    combo.line.setText("no such thing")
    combo.line.editingFinished.emit()
    assert combo.value() == "13"
    assert combo.line.text() == "Choice 13"


def test_what_is_no_number_comes_back_as_typed(page_of) -> None:
    page = page_of(field("number"))
    page.set_answers({"s.q": "twelve"})
    assert page.answers() == {"s.q": "twelve"}


def test_the_summary_takes_focus_and_links_to_the_field(page_of, qtbot) -> None:
    page = page_of(field("line", "one"), field("line", "two"))
    page.show_errors({"s.two": "Say how.", "s.one": "Say who."})
    qtbot.waitUntil(page.summary.hasFocus)
    texts = {key: link.text() for key, link in page.summary.links.items()}
    names = [page.box(key).field.label for key in texts]
    assert list(texts.items()) == [
        ("s.one", f"{names[0]}: Say who."), ("s.two", f"{names[1]}: Say how."),
    ]  # fmt: skip
    assert page.box("s.two").input.box.property("wrong") == "true"
    assert "Say how." in page.box("s.two").input.box.accessibleDescription()
    qtbot.mouseClick(page.summary.links["s.two"], Qt.MouseButton.LeftButton)
    assert page.box("s.two").input.box.hasFocus()
    page.show_errors({})
    assert page.summary.isHidden()
    assert page.box("s.two").input.box.property("wrong") == "false"


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_at_200_percent(doubled, qtbot, kind) -> None:
    asked, answer = KINDS[kind]
    page = FormPage([Section("s", "A", "Title", (asked,))], (), CONTEXT)
    qtbot.addWidget(page)
    page.set_answers({"s.q": answer})
    page.resize(page.minimumSizeHint().expandedTo(page.sizeHint()))
    page.show()
    doubled.processEvents()
    for control in controls(page):
        least = control.minimumSizeHint()
        assert control.height() >= least.height(), control
        assert control.width() >= least.width(), control


def test_what_may_not_be_changed_can_still_be_read_and_copied(page_of, qtbot) -> None:
    page = page_of(field("text", "long"), field("choice", "one", options=FEW))
    page.set_read_only(True)
    words = page.box("s.long").input.findChild(QPlainTextEdit)
    words.setFocus()
    qtbot.keyClicks(words, "changed")
    assert words.isEnabled()
    assert page.answers() == {}
    assert not page.box("s.one").input.isEnabled()
    page.set_read_only(False)
    qtbot.keyClicks(words, "changed")
    assert page.answers() == {"s.long": "changed"}


def test_a_label_says_at_once_whether_an_answer_is_needed(page_of):
    kind = field("choice", "kind", options=FEW, required=True)
    why = field("text", "why", required_when=(("kind", "b"),))
    page, free = page_of(kind, why), say("form.optional", label="Question why")
    words = page.box("s.why").label.text
    assert words() == free
    page.box("s.kind").input.buttons["b"].click()
    assert words() == "Question why"
    page.box("s.kind").input.buttons["a"].click()
    assert words() == free
    page.set_answers({"s.kind": "b"})
    assert words() == "Question why"
