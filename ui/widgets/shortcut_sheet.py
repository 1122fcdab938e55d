"""The sheet of keys on F1.  Lists what it is given; binds nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.basics import button, label
from ui.widgets.reading_order import ReadingOrder
from ui.wording import say

COMMON = (
    ("Ctrl+K", "keys.search"),
    ("Ctrl+L", "keys.lock"),
    ("Alt+1 … Alt+9", "keys.page"),
    ("F1", "keys.sheet"),
    ("Tab", "keys.next"),
    ("Shift+Tab", "keys.back"),
    ("Enter", "keys.open"),
    ("Space", "keys.press"),
    ("← →", "keys.tabs"),
)


class ShortcutSheet(ReadingOrder, QDialog):
    """Keys at the left, what they do at the right."""

    def __init__(self, parent: QWidget, more: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("keys.title"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        body = QWidget()
        body.setObjectName("scroll_body")
        grid = QGridLayout(body)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(24)
        rows = [(keys, say(key)) for keys, key in COMMON] + list(more)
        for line, (keys, text) in enumerate(rows):
            grid.addWidget(label(keys, "label", wrap=False), line, 0)
            grid.addWidget(label(text), line, 1)
        grid.setRowStretch(len(rows), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(body)
        column = QVBoxLayout(self)
        column.addWidget(label(say("keys.title"), "title"))
        column.addWidget(scroll, 1)
        close = button(say("keys.close"), pressed=self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        close.setFocus()
        self.resize(560, 480)
