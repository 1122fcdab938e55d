"""What happens before sign-in: the demo store is made if it is missing, then the window opens."""

import json
import os
import sys
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QProcess
from PySide6.QtWidgets import QApplication

from ui.shell import Shell
from ui.store_face import face_of
from ui.views.sign_in import DemoAccount
from ui.widgets.empty_state import EmptyState
from ui.wiring.inspection import InspectionWindow
from ui.wiring.window import Window
from ui.wording import say

_DEMO_FAMILIES = 300


class Opening(QObject):
    """Makes the demo store in a process of its own, then hands over to the window."""

    def __init__(
        self, app: QApplication, folder: Path, *, demo: bool, read_only: bool = False
    ) -> None:
        super().__init__()
        self._app, self._folder, self._demo = app, folder, demo
        self._read_only = read_only
        self._waiting: Shell | None = None
        self.window: Window | InspectionWindow | None = None

    def begin(self) -> None:
        """Open the window, after making the demo store where it is asked for and missing.

        A store that is asked for, or found, for reading only is inspected: no look without an entry.
        """
        if self._read_only or is_locked(self._folder):
            self.window = InspectionWindow(self._app, self._folder)
            self.window.show()
        elif self._demo and not (self._folder / "demo.json").exists():
            self._make_demo()
        else:
            self._open()

    def _make_demo(self) -> None:
        self._waiting = Shell()
        self._waiting.set_frame_shown(False)
        note = EmptyState(say("signin.demo.making"), say("signin.demo.making.note"))
        self._waiting.add_page("making", note)
        self._waiting.show_page("making")
        self._waiting.show()
        maker = QProcess(self)
        maker.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        maker.finished.connect(self._open)
        words = ["-m", "ui", "demo", "create", str(self._folder)]
        options = ["--families", str(_DEMO_FAMILIES), "--seed", "1", "--json"]
        maker.start(sys.executable, [*words, *options])

    def _open(self) -> None:
        if self._waiting is not None:
            self._waiting.close()
            self._waiting.deleteLater()
            self._waiting = None
        self.window = Window(self._app, self._folder, demo_accounts(self._folder))
        self.window.show()


def is_locked(folder: Path) -> bool:
    """Tell whether there is a store in a folder, and it cannot be written."""
    files = [folder / name for name in ("store.ehdh", "store.ehdb")]
    if not all(file.is_file() for file in files):
        return False
    try:
        for file in files:
            file.open("r+b").close()  # rights alone do not tell of a locked disk
    except OSError:
        return True
    return not os.access(folder, os.W_OK)


def demo_accounts(folder: Path) -> tuple[DemoAccount, ...]:
    """Return the made-up accounts of a demo store; none where the note is of another store."""
    try:
        note = json.loads((folder / "demo.json").read_text(encoding="utf-8"))
        if note["vault"] != face_of(folder).vault:
            return ()
        return msgspec.convert(note["accounts"], tuple[DemoAccount, ...])
    except (OSError, ValueError, KeyError, TypeError, msgspec.ValidationError):
        return ()
