"""No input cuts what is typed or pasted: what is too long is told at the field."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

import ui
from tests.ui.test_print_for import FOUND
from ui.views.disclosure_findings import FindingCard
from ui.views.paper import PaperDialog
from ui.widgets.date_input import DateInput
from ui.wording import say


def test_no_input_has_a_longest_text() -> None:
    files = sorted(Path(ui.__file__).parent.rglob("*.py"))
    assert len(files) > 100
    assert [file.name for file in files if "setMaxLength" in file.read_text("utf-8")] == []


def test_a_reason_that_is_too_long_is_told_and_kept(dressed, qtbot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    dialog = PaperDialog(page, b"x", reason=True)
    dialog.reason.setText("x" * 501)
    dialog._ask_file()
    assert dialog._failure.text() == say("paper.reason_too_long", most=500)
    assert dialog.findChild(QFileDialog) is None
    assert len(dialog.reason.text()) == 501
    dialog.reason.setText("x" * 500)
    dialog._ask_file()
    assert dialog._failure.isHidden()
    assert dialog.findChild(QFileDialog) is not None
    dialog.reject()


def test_why_a_finding_stays_is_told_where_it_is_too_long(dressed, qtbot) -> None:
    card, told = FindingCard(FOUND), []
    qtbot.addWidget(card)
    card.settled.connect(lambda _key, reason: told.append(reason))
    card.reason.setText("x" * 201)
    card.keep.click()
    wrong = say("print_for.keep_too_long", most=200)
    assert (told, card.reason.accessibleDescription()) == ([], wrong)
    assert wrong in card._wrong.text()
    card.reason.setText("x" * 200)
    card.keep.click()
    assert told == ["x" * 200]
    assert card._wrong.isHidden()
    assert card.reason.accessibleDescription() == ""


@pytest.mark.parametrize(
    ("pasted", "value"),
    [
        ("20/11/2026", "2026-11-20"),
        ("20 Nov 2026", "2026-11-20"),
        ("2026-11-20", "2026-11-20"),
        ("201", "201//"),
        ("9" * 40, f"{'9' * 40}//"),
    ],
)
def test_a_whole_date_pasted_into_a_box_is_shared_out(dressed, qtbot, pasted, value) -> None:
    field, told = DateInput("Born"), []
    qtbot.addWidget(field)
    field.changed.connect(lambda: told.append(field.value()))
    QApplication.clipboard().setText(pasted)
    field.boxes[0].paste()
    assert field.value() == value
    assert told == [value]


def test_a_day_that_no_calendar_holds_is_handed_on_as_typed(dressed, qtbot) -> None:
    field = DateInput("Born")
    qtbot.addWidget(field)
    for box, part in zip(field.boxes, ("9" * 40, "1", "2026"), strict=True):
        box.setText(part)
    assert field.value() == f"{'9' * 40}/1/2026"
