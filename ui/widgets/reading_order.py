"""Lets Tab go through a part of the page as one reads it, also where it was made in another order."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QComboBox, QLayout, QScrollArea, QWidget

_OWN_PARTS = (QAbstractScrollArea, QComboBox)  # what is inside them has no stop of its own


def stops(part: QWidget) -> list[QWidget]:
    """Return what can take the keyboard, in the order of the layouts: shown or not."""
    return list(_stops(part))


def in_reading_order(part: QWidget) -> None:
    """Put the stops of a part behind each other, and all of them behind its first, which stays.

    Refuses what is made of several inputs, as a date: Qt then met its parts a second time.
    """
    for before, after in pairwise(stops(part)):
        QWidget.setTabOrder(before, after)


def _stops(part: QWidget) -> Iterator[QWidget]:
    if part.focusPolicy() != Qt.FocusPolicy.NoFocus and part.focusProxy() is None:
        yield part
    if isinstance(part, QScrollArea):
        inner = part.widget()
        yield from _stops(inner) if inner is not None else ()
        return
    if isinstance(part, _OWN_PARTS):
        return
    for one in _parts(part):
        yield from _stops(one)


def _parts(part: QWidget) -> Iterator[QWidget]:
    """Return what stands in the layout, or all children of what has none, as a splitter."""
    layout = part.layout()
    if layout is not None:
        yield from _placed(layout)
        return
    for one in part.children():
        if isinstance(one, QWidget) and not one.isWindow() and one.objectName() != "focus_ring":
            yield one


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _placed(inner)
