"""Loads a page again when what it shows has changed elsewhere; a page that is gone hears nothing."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from earlyhelp.messages.session import Upkept, WorkNews
from ui.jobs import KeeperLink
from ui.wiring.desk import Desk


class _Listener(QObject):
    def __init__(self, owner: QWidget, kinds: frozenset[str], load: Callable[[], None]) -> None:
        super().__init__(owner)
        self._kinds, self._load = kinds, load

    def heard(self, changed: frozenset[str]) -> None:
        """Load again if one of the page's kinds changed."""
        if changed & self._kinds:
            self._load()


def reload_on(desk: Desk, view: QWidget, kinds: frozenset[str], load: Callable[[], None]) -> None:
    """Load a page again whenever one of its kinds changes."""
    desk.bus.changed.connect(_Listener(view, kinds, load).heard)


def reload_while_shown(
    desk: Desk, view: QWidget, kinds: frozenset[str], load: Callable[[], None]
) -> None:
    """The same for a family: behind another page it makes no look, and asks nobody why.

    Shape: a page is loaded whenever it comes to the front, so nothing old is ever seen.
    """
    reload_on(desk, view, kinds, lambda: load() if view.isVisible() else None)


class _Hearer(QObject):
    def __init__(self, owner: QWidget, told: Callable[[WorkNews], None]) -> None:
        super().__init__(owner)
        self._told = told

    def heard(self, state: Upkept) -> None:
        """Pass on what is said of long work."""
        if state.work is not None:
            self._told(state.work)


def hear_work(link: KeeperLink, view: QWidget, told: Callable[[WorkNews], None]) -> None:
    """Tell a page of long work whenever the keeper does."""
    link.upkept.connect(_Hearer(view, told).heard)
