"""Lines that are folded away until somebody wants them.  Decides nothing about what they say."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.basics import button, label


class Fold(QWidget):
    """A button that shows the lines under it, and takes them away again."""

    def __init__(self, show: str, hide: str) -> None:
        super().__init__()
        self._words = {False: show, True: hide}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.turn = button(show, pressed=self._turn)
        self.lines = label()
        self.lines.hide()
        column.addWidget(self.turn)
        column.addWidget(self.lines)

    def show_lines(self, text: str) -> None:
        """Keep these lines, folded away."""
        self.lines.setText(text)
        self._set(shown=False)

    def _turn(self) -> None:
        self._set(shown=self.lines.isHidden())

    def _set(self, *, shown: bool) -> None:
        self.lines.setVisible(shown)
        self.turn.setText(self._words[shown])
