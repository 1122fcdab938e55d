"""A link wraps instead of being cut."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.forms.error_summary import ErrorSummary
from ui.widgets.banner import Banner
from ui.widgets.link import SIDE, TOP, Link

RING = 5  # pixels of the ring: yellow and ink

_LONG = "Say what the family would like to be different when the work is done. " * 4


def test_a_narrow_link_is_taller(qtbot: QtBot) -> None:
    link = Link(_LONG)
    qtbot.addWidget(link)
    assert link.heightForWidth(200) > link.heightForWidth(2000) > 0
    assert link.minimumSizeHint().width() < 200


def test_the_summary_shows_the_whole_sentence(qtbot: QtBot) -> None:
    summary = ErrorSummary()
    qtbot.addWidget(summary)
    summary.show_errors({"plan.goal": _LONG})
    assert summary.links["plan.goal"].text() == _LONG


@pytest.mark.parametrize("made", [Banner, ErrorSummary])
def test_the_ring_of_the_keyboard_leaves_the_first_letter_alone(dressed, qtbot, made) -> None:
    over = made()
    qtbot.addWidget(over)
    over.resize(600, 200)
    over.show()
    if isinstance(over, Banner):
        over.show_message("Nobody may", "Two dates.", links=[("a", "Give a date")])
    else:
        over.show_errors({"a": "Answer this question."})
    over.activateWindow()
    link = over.findChild(Link)
    qtbot.waitUntil(over.isActiveWindow)
    link.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: over.findChild(QWidget, "focus_ring") is not None)
    ring = over.findChild(QWidget, "focus_ring")

    def around_the_words() -> bool:
        inner = ring.geometry().adjusted(RING, RING, -RING, -RING)
        return inner.contains(link.geometry().adjusted(SIDE, TOP, -SIDE, -TOP))

    qtbot.waitUntil(around_the_words)
    title = over.findChildren(QLabel)[0]
    start = title.mapTo(over, title.contentsRect().topLeft()).x()
    assert start == link.mapTo(over, QPoint(SIDE, 0)).x()  # the words stand under the title's
