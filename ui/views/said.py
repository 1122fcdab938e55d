"""Questions with what was answered under each.  Refuses to cut either."""

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.basics import label


class Said(QWidget):
    """Read like a page: long questions and long answers alike."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(12)

    def show_answers(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Show these in place of the last ones."""
        while item := self._column.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for question, answer in pairs:
            self._column.addWidget(_pair(question, answer))


def _pair(question: str, answer: str) -> QWidget:
    pair = QWidget()
    column = QVBoxLayout(pair)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(label(question, "muted"))
    column.addWidget(label(answer))
    return pair
