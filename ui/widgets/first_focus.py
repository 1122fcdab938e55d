"""Lets a page hand the keyboard to one of its controls, and keep it itself where that is hidden."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QScrollArea, QWidget

_ABOVE = 16  # pixels left above what was brought into view


class _HandOn(QObject):
    def __init__(self, page: QWidget, firsts: tuple[QWidget, ...]) -> None:
        super().__init__(page)
        self._page, self._firsts = page, firsts
        for one in (page, *firsts):
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass the keyboard on when the page is given it, and to what is shown only then."""
        if isinstance(event, QFocusEvent) and event.gotFocus() and watched is self._page:
            self._pass_on(event.reason())
        elif event.type() == QEvent.Type.Show and watched is not self._page:
            holder = self._page.window().focusWidget()
            if holder is self._page or (holder in self._firsts and holder is not self._firsts[0]):
                self._pass_on(Qt.FocusReason.OtherFocusReason)
        return False

    def _pass_on(self, reason: Qt.FocusReason) -> None:
        first = next((one for one in self._firsts if one.isVisible()), None)
        if first is not None:
            first.setFocus(reason)


def begin_at(page: QWidget, *firsts: QWidget) -> None:
    """Let `page.setFocus()` begin at one of its controls: the first of these that is there."""
    _HandOn(page, firsts)


def enter(around: QScrollArea, *, back: bool) -> None:
    """Give a page the keyboard: from its top, or (`back`) where one was when one left it."""
    page = around.widget()
    if page is None:
        return
    last = page.focusWidget() if back else None
    there = last is not None and last.isVisible() and last.isEnabled()
    (last if last is not None and there else page).setFocus(Qt.FocusReason.OtherFocusReason)
    if not back:
        around.verticalScrollBar().setValue(0)


def has_keyboard(part: QWidget) -> bool:
    """Tell whether the keyboard is in a part, or comes back there when a dialog closes."""
    holder = part.window().focusWidget()
    return holder is not None and (holder is part or part.isAncestorOf(holder))


def bring_into_view(part: QWidget) -> None:
    """Scroll the page to a part once the page stands: giving it the keyboard does not."""
    later = QTimer(part)  # goes with the part, should that be gone before
    later.setSingleShot(True)
    later.timeout.connect(partial(_scroll_to, part))
    later.timeout.connect(later.deleteLater)
    later.start(0)


def _scroll_to(part: QWidget) -> None:
    around = part.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(part)
            _show_top(around, part)
        around = around.parentWidget()


def _show_top(around: QScrollArea, part: QWidget) -> None:
    """Begin with the top of a part that is taller than what can be seen of it."""
    inside, bar = around.widget(), around.verticalScrollBar()
    if inside is not None:
        bar.setValue(min(bar.value(), max(0, part.mapTo(inside, QPoint()).y() - _ABOVE)))
