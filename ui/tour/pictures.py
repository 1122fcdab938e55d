"""Takes numbered pictures of the window with whatever is open over it.  Changes nothing it shows."""

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from ui.shell import Shell


class Album:
    """A folder of pictures."""

    def __init__(self, folder: Path, shell: Shell) -> None:
        self._folder, self._shell = folder, shell
        self.count = 0

    def take(self, name: str) -> None:
        """Take the next numbered picture."""
        self.count += 1
        self.take_as(f"{self.count:03d}-{name}")

    def take_as(self, name: str) -> None:
        """Take a picture under this name."""
        shown = self._shell.grab()
        over = QApplication.activeModalWidget()
        if over is not None:
            _lay_over(shown, self._shell, over)
        shown.save(str(self._folder / f"{name}.png"))


def _lay_over(shown: QPixmap, shell: Shell, dialog: QWidget) -> None:
    left, top = shell.width() - dialog.width(), shell.height() - dialog.height()
    painter = QPainter(shown)
    painter.drawPixmap(QPoint(left // 2, top // 2), dialog.grab())
    painter.end()
