"""One line that says whether the entries shown hold.  Verifies nothing itself: each row says how it stands."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from earlyhelp.messages.trail import Standing
from ui.widgets.basics import Tone
from ui.widgets.pill import PillRow
from ui.wording import say


class VerifiedLine(QWidget):
    """Hidden while nothing is shown; `governance` says who reads it, and so whom they tell."""

    def __init__(self, *, governance: bool = False) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._pill, self._governance = PillRow(), governance
        column.addWidget(self._pill)
        self.hide()

    def show_standings(self, standings: Sequence[Standing]) -> None:
        """Say how many of the entries shown hold, and how it is known."""
        self._pill.show_pills([verified(standings, governance=self._governance)])
        self.setVisible(bool(standings))


def verified(standings: Sequence[Standing], *, governance: bool = False) -> tuple[str, Tone]:
    """Return the sentence and its tone: green only where every entry shown was met in a chain that holds."""
    counts, every = Counter(standings), len(standings)
    if counts["altered"]:
        key = "verified.altered.governance" if governance else "verified.altered"
        return say(key, count=counts["altered"], total=every), "danger"
    if counts["broken"]:
        return say("verified.broken"), "danger"
    if counts["waiting"]:
        return say("verified.waiting"), "plain"
    return say("verified.all"), "go"
