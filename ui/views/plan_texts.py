"""What a plan says in whole sentences: if it does not work, and what the family says.  Changes nothing."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui.widgets.basics import Tone, label
from ui.widgets.card import Card
from ui.widgets.pill import Pill

_BESIDE = 70  # letters: narrower, the cards stand under each other


class Text(Protocol):
    """One text with its heading; `state` says that it is not as in the version before."""

    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def written(self) -> bool: ...
    @property
    def state(self) -> str: ...
    @property
    def tone(self) -> Tone: ...


class PlanTexts(QWidget):
    """A card for each text, beside each other where there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._shown: tuple[Text, ...] = ()
        self.cards: list[Card] = []
        self.hide()

    def show_texts(self, texts: Sequence[Text]) -> None:
        """Show these texts in place of the last ones."""
        if tuple(texts) == self._shown:
            return
        self._shown = tuple(texts)
        for card in self.cards:
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [_card(text) for text in texts]
        for card in self.cards:
            self._row.addWidget(card, 1)
        self.setVisible(bool(self.cards))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the cards under each other where they would be narrow for their text."""
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().averageCharWidth() * _BESIDE
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if narrow else way.LeftToRight)


def _card(text: Text) -> Card:
    card = Card(text.title)
    if text.state:
        card.add_to_head(Pill(text.state, text.tone))
    words = label(text.text, "body" if text.written else "muted")
    words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    card.body.addWidget(words)
    card.body.addStretch(1)
    card.setAccessibleDescription(text.text)
    return card
