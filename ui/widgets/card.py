"""White cards with a heading, and cards that show one figure.  Refuse nothing; hold whatever they are given."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import restyle
from ui.widgets.basics import Tone, label


class Card(QFrame):
    """A titled box; put widgets into `body`, small controls into the heading line."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.setObjectName("card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 16)
        outer.setSpacing(8)
        self._head = QHBoxLayout()
        outer.addLayout(
            self._head
        )  # first: what is shown before it stands anywhere is a window of its own
        self._title = label(title, "heading")
        self._head.addWidget(self._title, 1)
        self._title.setVisible(bool(title))
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer.addLayout(self.body, 1)
        self.setAccessibleName(title)

    def set_title(self, title: str) -> None:
        """Show another heading."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.setAccessibleName(title)

    def add_to_head(self, widget: QWidget) -> None:
        """Put a pill or a button at the right of the heading."""
        self._head.addWidget(widget)


class FigureCard(QFrame):
    """One number with what it counts above and what it is made of below."""

    def __init__(self, title: str, figure: str = "", note: str = "", tone: Tone = "plain") -> None:
        super().__init__()
        self.setObjectName("card")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(0)
        self._title = label(title, "muted")
        self._figure = label(kind="figure", wrap=False)
        self._note = label(kind="muted")
        for part in (self._title, self._figure, self._note):
            column.addWidget(part)
        column.addStretch(1)
        self.show_figure(figure, note, tone)

    def show_figure(self, figure: str, note: str = "", tone: Tone = "plain") -> None:
        """Show another number; the tone colours it, the note says it in words."""
        self._figure.setText(figure)
        self._note.setText(note)
        if self._figure.property("tone") != tone:
            self._figure.setProperty("tone", tone)
            restyle(self._figure)
        self.setAccessibleName(f"{self._title.text()}: {figure} {note}".strip())
