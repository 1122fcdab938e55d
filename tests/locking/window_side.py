"""The window in a process of its own, driven by its tester: `python -m tests.locking.window_side STORE`.

Does one thing for each line it is told and says when it is done.  Passphrases come letter by letter, so that this
driver keeps no copy of one.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from ui import theme
from ui.binding import settle_binding
from ui.tour.hands import Hands
from ui.wiring.window import Window
from ui.wording import say


def told() -> list[str]:
    """Return the next line's words; letters of a passphrase are not among them."""
    line = bytearray()
    while (letter := os.read(0, 1)) not in {b"", b"\n"}:
        line += letter
    return line.decode().split(" ")


def answer(*words: object) -> None:
    """Say that it is done, and what came of it."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def type_letters(target: QWidget) -> None:
    """Type what comes from the tester, a letter at a time, up to the line's end."""
    while (letter := os.read(0, 1)) not in {b"", b"\n"}:
        QTest.keyClick(target, letter.decode())


def shown_texts() -> list[str]:
    """Return every text that any widget or model of this process holds, hidden ones too."""
    found: list[str] = []
    for widget in QApplication.allWidgets():
        found += [widget.windowTitle(), widget.accessibleName(), widget.toolTip()]
        if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
            found.append(widget.text())
        if isinstance(widget, QTextEdit | QPlainTextEdit):
            found.append(widget.toPlainText())
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            found += model_texts(widget.model())
    return found


def model_texts(model: QAbstractItemModel) -> list[str]:
    """Return what a model would show."""
    places = (
        (row, column) for row in range(model.rowCount()) for column in range(model.columnCount())
    )
    return [str(model.index(row, column).data()) for row, column in places]


class Driver:
    """One window and what its tester may ask of it."""

    def __init__(self, folder: Path) -> None:
        self.app = QApplication([])
        theme.apply(self.app)
        self.window = Window(self.app, folder)
        self.window.show()
        self.window.shell.activateWindow()
        self.hands = Hands(self.window)
        self.kept = b""

    def sign_in(self, login: str) -> None:
        """Type an account and the passphrase that follows on a line of its own."""
        self.hands.write(say("signin.login"), login)
        type_letters(self.hands.reach(say("signin.passphrase")))
        self.hands.key(Qt.Key.Key_Return)
        self.hands.wait(lambda: self.window.desk is not None, "sign-in")
        self.hands.settle()
        answer("keeper", self.window.link.process_id)

    def show(self, family_id: str, name: str) -> None:
        """Open a family, look for a name on the page, and copy a text that holds it."""
        self.window.go("family", family_id=int(family_id))
        self.hands.settle()
        self.hands.wait(lambda: any(name in text for text in shown_texts()), "the name")
        box = QLineEdit(name, self.window.shell)
        box.selectAll()
        box.copy()
        box.deleteLater()
        answer("copied", QApplication.clipboard().text() == name)

    def lock(self) -> None:
        """Press the lock and wait until the keeper has ended."""
        ended: list[bool] = []
        self.window.link.stopped.connect(lambda: ended.append(True))
        self.hands.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self.hands.wait(lambda: bool(ended), "the keeper's end")
        self.hands.settle()
        QTest.qWait(100)
        answer("locked", self.window.desk is None)

    def end(self) -> None:
        """End the program's work, as quitting does."""
        self.window.end()
        answer("ended")

    def look(self, name: str) -> None:
        """Say how many texts of widgets and models hold a name, and whether the clipboard holds any."""
        self.hands.settle()
        held = sum(name in text for text in shown_texts())
        answer(held, len(QApplication.clipboard().text()))

    def keep(self, needle: str) -> None:
        """Keep a needle, so that the tester's scanner has something to find."""
        self.kept = bytes.fromhex(needle)
        answer("kept")


def main() -> None:
    """Do what each line says until they end."""
    settle_binding()
    driver = Driver(Path(sys.argv[1]))
    answer("ready", os.getpid())
    while (words := told()) != [""]:
        getattr(driver, words[0])(*words[1:])
    driver.window.end()


if __name__ == "__main__":
    main()
