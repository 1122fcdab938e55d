"""The declaration of interests: families are searched for and named, or none is.  Decides nothing."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidgetItem, QWidget

from earlyhelp.messages.people import FoundPerson
from ui.views.family_pick import ID, family_line, family_lines, fit_lines
from ui.views.step_dialog import StepDialog
from ui.widgets.basics import button, label
from ui.wording import day, say


class InterestsDialog(StepDialog):
    """Emits `typed` with the search and `declared` with the ids of the families named."""

    typed = Signal(str)
    declared = Signal(object)

    def __init__(self, parent: QWidget | None, *, first: bool) -> None:
        lead = "interests.lead.first" if first else "interests.lead"
        super().__init__(parent, say("interests.title"), say(lead))
        self.search = QLineEdit()
        self.search.setAccessibleName(say("interests.search"))
        self.search.setAccessibleDescription(say("interests.search.hint"))
        self.found, self.named = (
            family_lines(say(f"interests.{which}")) for which in ("found", "named")
        )
        self.take_off = button(say("interests.take_off"), pressed=self._take_off)
        self.take_off.setAutoDefault(False)
        self._none = label(say("interests.found.none"), "muted")
        self._fill()
        self.send = button("", "go", self._declare)
        self.add_answer(self.send)
        self.add_answer(button(say(f"interests.leave.{first}"), pressed=self.reject))
        self.search.textEdited.connect(self.typed)
        self.search.returnPressed.connect(self._into_found)
        self.found.itemActivated.connect(self._name)
        self.found.itemClicked.connect(self._name)
        self.named.itemSelectionChanged.connect(self._count)
        self.hide_search()
        self._count()
        self.search.setFocus()

    def _fill(self) -> None:
        self._when = label(kind="muted")
        self._when.hide()
        caption = label(say("interests.search"), "label")
        caption.setBuddy(self.search)
        self._caption = label(say("interests.named"), "label")
        self._caption.setBuddy(self.named)
        hint, missing = say("interests.search.hint"), say("interests.missing")
        for part in (
            label(say("interests.who")), label(say("interests.what")), self._when, caption,
            label(hint, "hint"), self.search, self.found, self._none, self._caption, self.named,
            self.take_off, label(missing, "hint"),
        ):  # fmt: skip
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_last(self, declared_on: date | None) -> None:
        """Show when the person declared last."""
        self._when.setVisible(declared_on is not None)
        self._when.setText(say("interests.last", day=day(declared_on)))

    def show_found(self, rows: Sequence[FoundPerson]) -> None:
        """Show the families of those who were found, each once."""
        self.found.clear()
        known = {self.named.item(at).data(ID) for at in range(self.named.count())}
        for row in rows:
            if row.family_id not in known:
                known.add(row.family_id)
                self.found.addItem(family_line(row))
        fit_lines(self.found)
        self._none.setVisible(not self.found.count())

    def hide_search(self) -> None:
        """Nothing is searched for."""
        self.found.hide()
        self._none.hide()

    def _into_found(self) -> None:
        if self.found.isVisible():
            self.found.setFocus(Qt.FocusReason.TabFocusReason)
            self.found.setCurrentRow(0)

    def _name(self, item: QListWidgetItem) -> None:
        self.named.addItem(item.clone())
        self.search.clear()
        self.hide_search()
        self._count()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_off(self) -> None:
        self.named.takeItem(self.named.currentRow())
        self._count()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _count(self) -> None:
        count = self.named.count()
        fit_lines(self.named)
        for part in (self._caption, self.take_off):
            part.setVisible(bool(count))
        self.take_off.setEnabled(bool(self.named.selectedItems()))
        key = "interests.send" if count else "interests.send.none"
        self.send.setText(say(key, count=count))

    def _declare(self) -> None:
        self.declared.emit([self.named.item(at).data(ID) for at in range(self.named.count())])
