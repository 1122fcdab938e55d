"""The ways in of any account, for the administrator: a lost device is taken away here."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from earlyhelp.messages.staff import AccountRow
from ui.views.devices import WaysInPart
from ui.views.telling import TellsFailure
from ui.widgets.banner import Banner
from ui.widgets.basics import label
from ui.widgets.card import Card
from ui.widgets.receipt import ReceiptLine
from ui.wording import say

_WIDEST = 420


class AccountWaysCard(TellsFailure, Card):
    """Emits `chosen` with a login."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(say("administration.ways"))
        self.body.addWidget(label(say("waysin.lead")))
        self.account, self.ways = QComboBox(), WaysInPart()
        caption = label(say("changes.account"), "label")
        caption.setBuddy(self.account)
        self.account.setAccessibleName(say("changes.account"))
        self.account.setMaximumWidth(_WIDEST)
        self._done, self._failure = ReceiptLine(), Banner()
        for part in (self._failure, self._done, caption, self.account, self.ways):
            self.body.addWidget(part)
        self.account.currentIndexChanged.connect(self._choose)

    def show_accounts(self, rows: Sequence[AccountRow]) -> None:
        """Show whose ways in there are; the one chosen stays chosen."""
        chosen = self.account.currentData()
        self.account.blockSignals(True)
        self.account.clear()
        for row in rows:
            if row.status != "ended":
                self.account.addItem(f"{row.name} ({row.login})", row.login)
        self.account.setCurrentIndex(max(0, self.account.findData(chosen)))
        self.account.blockSignals(False)
        self._choose()

    def show_done(self, sentence: str) -> None:
        """Say what was done."""
        self._failure.leave()
        self._done.show_receipt(sentence)

    def _choose(self) -> None:
        if self.account.currentData():
            self.chosen.emit(self.account.currentData())
