"""What a page says when it has nothing to show, and what to do next.  Refuses to be a blank."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.widgets.basics import label


class EmptyState(QWidget):
    """A heading, a sentence and perhaps one button."""

    def __init__(self, title: str, text: str = "", action: QPushButton | None = None) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 24, 16, 24)
        column.setSpacing(8)
        self._title, self._text = label(kind="heading"), label(kind="muted")
        column.addWidget(self._title)
        column.addWidget(self._text)
        if action is not None:
            column.addWidget(action, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.show_words(title, text)

    def show_words(self, title: str, text: str) -> None:
        """Say why there is nothing."""
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(f"{title}. {text}".strip())
