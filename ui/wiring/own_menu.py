"""The menu under one's own name, and its keys: what everybody keeps for themselves.  Draws nothing."""

from collections.abc import Callable
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject

from ui.shell import Shell
from ui.wiring.desk import Desk
from ui.wording import say

#: name -> keys, the permission that offers it, the room of ui.wiring that opens it
THINGS: dict[str, tuple[str, str, str]] = {
    "passphrase": ("Ctrl+Shift+P", "passphrase:change", "passphrase"),
    "ways_in": ("Ctrl+Shift+D", "device:read", "accounts"),
    "interests": ("Ctrl+Shift+I", "conflict:declare", "own"),
    "pictures": ("Ctrl+Shift+S", "pictures:allow", "own"),
    "own_home": ("Ctrl+Shift+H", "look:own_home", "own"),
}


class OwnMenu(QObject):
    """Opens what its person may open; while nobody is signed in it opens nothing."""

    def __init__(self, shell: Shell, desk: Callable[[], Desk | None]) -> None:
        super().__init__(shell)
        self._shell, self._desk = shell, desk
        shell.person_pressed.connect(self._show)
        for name, (keys, _permission, _room) in THINGS.items():
            shell.add_shortcut(keys, say(f"keys.{name}"), partial(self._open, name))

    def _show(self) -> None:
        self._shell.bar.open_menu(
            [
                (say(f"keys.{name}"), keys, partial(self._open, name))
                for name, (keys, _permission, _room) in THINGS.items()
                if self._may(name)
            ]
        )

    def _may(self, name: str) -> bool:
        desk = self._desk()
        return desk is not None and desk.may(THINGS[name][1])

    def _open(self, name: str) -> None:
        desk = self._desk()
        if desk is not None and self._may(name):
            room = import_module(f"ui.wiring.{THINGS[name][2]}")  # not needed before sign-in
            getattr(room, f"open_{name}")(desk)
