"""A box to tick wraps its words and takes the mouse on every line."""

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from ui.widgets.tick_box import TickBox

WORDS = "School-age child attending under 90 % averaged over the last two terms"


def test_it_is_taller_where_it_is_narrow(qtbot: QtBot, dressed) -> None:
    box = TickBox(WORDS)
    qtbot.addWidget(box)
    assert box.minimumSizeHint().width() < box.sizeHint().width() / 3
    assert box.heightForWidth(200) > 2 * box.heightForWidth(900)


def test_a_click_on_the_last_line_ticks_it(qtbot: QtBot, dressed) -> None:
    box = TickBox(WORDS)
    qtbot.addWidget(box)
    box.setFixedSize(200, box.heightForWidth(200))
    box.show()
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(60, box.height() - 6))
    assert box.isChecked()
