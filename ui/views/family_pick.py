"""Finds a family by name or reference while somebody types, and keeps the one chosen.  Asks nothing itself."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from earlyhelp.messages.people import FoundPerson
from ui.widgets.basics import label
from ui.wording import say

ID = Qt.ItemDataRole.UserRole
_LINES, _FRAME = 5, 12


class FamilyPick(QWidget):
    """`typed` carries the search; without a choice the text itself may be a reference."""

    typed = Signal(str)

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.line, self.found = QLineEdit(), family_lines(say("family_pick.found"))
        self.line.setAccessibleName(name)
        self.line.setAccessibleDescription(hint)
        self._none = label(say("family_pick.none"), "muted")
        self._chosen = 0
        for part in (self.line, self.found, self._none):
            column.addWidget(part)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._edited)
        self.line.returnPressed.connect(self._into_found)
        self.found.itemActivated.connect(self._choose)
        self.found.itemClicked.connect(self._choose)
        self.hide_search()

    def chosen_id(self) -> int:
        """Return the family chosen, 0 while none is."""
        return self._chosen

    def text(self) -> str:
        """Return what stands in the line."""
        return self.line.text()

    def clear(self) -> None:
        """Begin with nothing typed and nobody chosen."""
        self._chosen = 0
        self.line.clear()
        self.hide_search()

    def show_found(self, rows: Sequence[FoundPerson]) -> None:
        """Show the families of those who were found, each once."""
        self.found.clear()
        known: set[int] = set()
        for row in rows:
            if row.family_id not in known:
                known.add(row.family_id)
                self.found.addItem(family_line(row))
        fit_lines(self.found)
        self._none.setVisible(not known)

    def hide_search(self) -> None:
        """Nothing is searched for."""
        self.found.hide()
        self._none.hide()

    def _edited(self, text: str) -> None:
        self._chosen = 0
        self.typed.emit(text)

    def _into_found(self) -> None:
        if self.found.isVisible():
            self.found.setFocus(Qt.FocusReason.TabFocusReason)
            self.found.setCurrentRow(0)

    def _choose(self, item: QListWidgetItem) -> None:
        self._chosen = item.data(ID)
        self.line.setText(item.text())
        self.line.setCursorPosition(0)
        self.typed.emit("")  # an answer still on its way is no longer wanted
        self.hide_search()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.deselect()


def family_lines(name: str) -> QListWidget:
    """Make the list in which families are shown, one line each."""
    made = QListWidget()
    made.setAccessibleName(name)
    made.setWordWrap(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def family_line(row: FoundPerson) -> QListWidgetItem:
    """Make the line of a family: who was found, the reference and the postcode."""
    facts = (row.name, row.reference, row.postcode)
    item = QListWidgetItem(" · ".join(fact for fact in facts if fact))
    item.setData(ID, row.family_id)
    return item


def fit_lines(made: QListWidget) -> None:
    """Be as tall as the lines, at most a few of them; without any it goes."""
    lines = min(made.count(), _LINES)
    made.setVisible(bool(lines))
    made.setFixedHeight(sum(made.sizeHintForRow(at) for at in range(lines)) + _FRAME)
