"""One line that says whether the entries shown hold.  Verifies nothing itself: each row says how it stands."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from earlyhelp.messages.trail import Standing
from ui.widgets.pill import PillRow
from ui.wording import say


class VerifiedLine(QWidget):
    """Hidden while nothing is shown."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._pill = PillRow()
        column.addWidget(self._pill)
        self.hide()

    def show_standings(self, standings: Sequence[Standing]) -> None:
        """Say how many of the entries shown hold, and how it is known."""
        sentence, holds = verified(standings)
        self._pill.show_pills([(sentence, "go" if holds else "danger")])
        self.setVisible(bool(standings))


def verified(standings: Sequence[Standing]) -> tuple[str, bool]:
    """Return the sentence, and whether nothing is wrong with the entries shown."""
    counts, every = Counter(standings), len(standings)
    if counts["altered"]:
        return say("verified.altered", count=counts["altered"], total=every), False
    if counts["waiting"]:
        return say("verified.waiting", count=counts["waiting"], total=every), True
    return say("verified.all", count=counts["chained"], new=counts["new"], total=every), True
