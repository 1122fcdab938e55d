"""Puts the watch for protected homes beside whatever is typed into.  Where the role may not ask, there is none."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.presenters.protected_watch import PAUSE_MS, ProtectedWatch
from ui.views.family_form import FormHost
from ui.wiring.desk import Desk


def watch(
    desk: Desk, view: QWidget, family_id: Callable[[], int], show: Callable[[str, str], None]
) -> Callable[[str, object], None]:
    """Return what takes every change of a field: `typed(key, value)`."""
    if not desk.may("text:check"):
        return lambda _key, _value: None
    pause = QTimer(view)
    pause.setSingleShot(True)
    pause.setInterval(PAUSE_MS)
    made = ProtectedWatch(desk.send_for(view), family_id, show, pause.start)
    pause.timeout.connect(partial(made.rested))
    return partial(made.typed)


def watch_forms(desk: Desk, host: FormHost, owner: QWidget, family_id: Callable[[], int]) -> None:
    """Watch the forms that open over a page."""
    typed = watch(desk, owner, family_id, host.show_notice)
    host.words_typed.connect(partial(_outside_home, typed))


def _outside_home(typed: Callable[[str, object], None], key: str, value: object) -> None:
    """Where the home itself is recorded its address is at its place."""
    if not key.startswith("home."):
        typed(key, value)
