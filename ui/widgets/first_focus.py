"""Lets a page hand the keyboard to one of its controls.  Takes nothing out of the Tab order.

Qt's own way, a focus proxy, makes Tab leap over every control that stands before the proxy.
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class _HandOn(QObject):
    def __init__(self, page: QWidget, first: QWidget) -> None:
        super().__init__(page)
        self._first = first
        page.installEventFilter(self)

    def eventFilter(self, _page: QObject, event: QEvent) -> bool:
        """Pass the keyboard on when the page is given it."""
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self._first.setFocus(event.reason())
        return False


def begin_at(page: QWidget, first: QWidget) -> None:
    """Let `page.setFocus()` begin at one of its controls."""
    _HandOn(page, first)
