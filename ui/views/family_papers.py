"""The button with the papers of a family that may be printed.  Makes no paper itself."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ui.widgets.basics import button
from ui.wording import say

_PAPERS = (("assessment", "family"), ("assessment", "file"), ("plan", "family"), ("plan", "file"))


class PapersMenu(QObject):
    """Emits which record is wanted and for whom, or that it is for somebody by name or a partner."""

    chosen = Signal(str, str)
    somebody_chosen = Signal()
    partner_chosen = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.button: QPushButton = button(say("family.print"))
        self._menu = QMenu(self.button)
        self._add("somebody").triggered.connect(lambda _checked=False: self.somebody_chosen.emit())
        self.partner_way = self._add("partner")
        self.partner_way.triggered.connect(lambda _checked=False: self.partner_chosen.emit())
        for kind, reader in _PAPERS:
            print_it = partial(self.chosen.emit, kind, reader)
            self._add(f"{kind}.{reader}").triggered.connect(lambda _on=False, go=print_it: go())
        self.button.setMenu(self._menu)

    def _add(self, name: str) -> QAction:
        action = QAction(say(f"family.print.{name}"), self._menu)
        self._menu.addAction(action)
        return action

    def show_permitted(self, may: frozenset[str]) -> None:
        """Offer what the person may print of this family."""
        self.button.setVisible("paper:print" in may)
        self.partner_way.setVisible("partner:share" in may)
