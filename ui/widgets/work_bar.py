"""How far long work is, with the way to stop it.  Hidden while nothing is done; stops nothing itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.widgets.basics import button, label
from ui.wording import say

_STEPS = 1000  # files are larger than a progress bar can count


class WorkBar(QWidget):
    """A sentence, a bar, a button; emits `stop_pressed`."""

    stop_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._doing, self.bar = label(), QProgressBar()
        self.bar.setAccessibleName(say("backups.progress"))
        self.stop = button(say("work.stop"), pressed=self.stop_pressed.emit)
        for part in (self._doing, self.bar, self.stop):
            column.addWidget(part)
        self.hide()

    def show_work(self, sentence: str, done: int = 0, total: int = 0) -> None:
        """Say what is being done and how far it is (`total` 0: nobody knows); "" once it is over."""
        self._doing.setText(sentence)
        self.bar.setRange(0, _STEPS if total else 0)
        self.bar.setValue(done * _STEPS // total if total else 0)
        self.setVisible(bool(sentence))
