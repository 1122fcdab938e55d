"""Copies made here are marked, cleared after a while and at lock; others' copies stay."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.clipboard import CLEARED_AFTER, UNRECORDED, ClipboardGuard


@pytest.fixture
def guard(qapp):
    made = ClipboardGuard(qapp, 120)
    made.begin()
    yield made
    made.end()
    QApplication.clipboard().clear()


def copy(qtbot, text: str) -> None:
    box = QLineEdit(text)
    qtbot.addWidget(box)
    with qtbot.waitExposed(box):
        box.show()
    box.activateWindow()
    box.setFocus()
    box.selectAll()
    box.copy()


def test_a_copy_is_marked_not_to_be_recorded(guard, qtbot) -> None:
    copy(qtbot, "Made-up name")
    held = QApplication.clipboard().mimeData()
    assert held.text() == "Made-up name"
    for kind, value in UNRECORDED.items():
        assert held.data(kind).data() == value


def test_a_copy_goes_by_itself(guard, qtbot) -> None:
    copy(qtbot, "Made-up name")
    qtbot.waitUntil(lambda: QApplication.clipboard().text() == "", timeout=2000)


def test_it_goes_at_lock(guard, qtbot) -> None:
    copy(qtbot, "Made-up name")
    guard.end()
    assert QApplication.clipboard().text() == ""


def test_what_others_copied_since_stays(guard, qtbot) -> None:
    copy(qtbot, "Made-up name")
    guard._marking = True  # as another program's copy: not through us
    QApplication.clipboard().setText("A shopping list")
    guard._marking = False
    guard.end()
    assert QApplication.clipboard().text() == "A shopping list"


def test_before_sign_in_nothing_is_touched(guard, qtbot) -> None:
    guard.end()
    copy(qtbot, "An account's name")
    held: QMimeData = QApplication.clipboard().mimeData()
    assert not set(UNRECORDED) & set(held.formats())


def test_twenty_seconds_it_is(qapp) -> None:
    assert ClipboardGuard(qapp)._timer.interval() == CLEARED_AFTER * 1000 == 20_000
