"""Lets Tab go through a window as one reads it, whatever was made first, last or while it was open.

Qt's own order is that of making.  Here it is that of the layouts, looked up at each press.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QComboBox,
    QLayout,
    QScrollArea,
    QWidget,
)

_OWN_PARTS = (QAbstractScrollArea, QComboBox)  # what is inside them has no stop of its own


class ReadingOrder:
    """What a window is besides its Qt class, named before it.  Leaves single controls as they are."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Give the keyboard to the next or the previous stop, round the end; False if there is none."""
        assert isinstance(self, QWidget)
        here_now = self.focusWidget()
        if (
            here_now is None or not here_now.isVisible()
        ):  # Qt's own call, in the midst of taking it away
            return QWidget.focusNextPrevChild(self, forward)
        way = list(_along(self))
        here = _place(way, self.focusWidget())  # also while a dialog has the keyboard
        onward = way[here + 1 :] + way[: here + 1]
        if not forward:
            onward = [*reversed(way[: max(here, 0)]), *reversed(way[max(here, 0) :])]
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        for one in onward:
            if takes_tab(one):
                one.setFocus(reason)
                return True
        return False


def stops(part: QWidget) -> list[QWidget]:
    """Return where Tab stops within a part that is shown, as one reads it."""
    return [one for one in _along(part) if takes_tab(one)]


def takes_tab(one: QWidget) -> bool:
    """Tell whether Tab stops at a control as it is now."""
    return (
        bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and one.focusProxy() is None
        and one.isEnabled()
        and one.isVisible()
    )


def _place(way: list[QWidget], focus: QWidget | None) -> int:
    """Return where the keyboard is on the way, or what it stands in; -1 if it is nowhere on it."""
    while focus is not None and focus not in way:
        focus = focus.parentWidget()
    return way.index(focus) if focus is not None else -1


def _along(part: QWidget) -> Iterator[QWidget]:
    """Yield a part and everything shown in it, in the order of the layouts."""
    yield part
    if isinstance(part, QScrollArea):
        inner = part.widget()
        yield from _along(inner) if inner is not None and inner.isVisible() else ()
        return
    if isinstance(part, _OWN_PARTS):
        return
    for one in _parts(part):
        if one.isVisible():
            yield from _along(one)


def _parts(part: QWidget) -> Iterator[QWidget]:
    """Yield what stands in the layout, or all children of what has none, as a splitter."""
    inside = [
        one
        for one in part.children()
        if isinstance(one, QWidget) and not one.isWindow() and one.objectName() != "focus_ring"
    ]
    layout = part.layout()
    yield from inside if layout is None else _placed(layout, inside)


def _placed(layout: QLayout, inside: list[QWidget]) -> Iterator[QWidget]:
    """Yield what of the children stands in a layout, in its order.

    Asks each child for its place: an item of a layout in Python's hand outlives the one Qt deletes,
    and is then taken for whatever is made where it was.
    """
    lines = [one for one in layout.children() if isinstance(one, QLayout)]
    placed: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(one), one) for one in inside]
    placed += [(layout.indexOf(one), one) for one in lines]
    for place, one in sorted(placed, key=lambda pair: pair[0]):
        if isinstance(one, QLayout):
            yield from _placed(one, inside)
        elif place >= 0:
            yield one
