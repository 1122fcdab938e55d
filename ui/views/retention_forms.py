"""The two forms of retention: place a hold, propose an erasure by reference.  Check nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from earlyhelp.domain.retention import schedule
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.date_input import DateInput
from ui.wording import say


def reasons(kind: str) -> QComboBox:
    """Return a list of the schedule's reasons to "keep", to "erase", or ("other") to erase before time."""
    made = QComboBox()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(24)
    among = schedule().keep if kind == "keep" else schedule().erase
    for reason in among:
        if kind != "other" or not reason.needs_due:
            made.addItem(reason.title, reason.id)
    return made


class HoldForm(Card):
    """`sent` carries reference, reason and the last day (empty: until the hold is ended)."""

    sent = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__(say("retention.hold"))
        self.reference, self.reason, self.until = QLineEdit(), reasons("keep"), DateInput()
        _add(self, say("retention.reference.label"), self.reference, say("retention.hold.hint"))
        _add(self, say("retention.reason.keep"), self.reason)
        _add(self, say("retention.until.label"), self.until, say("retention.until.hint"))
        self.until.set_name(say("retention.until.label"))
        self.send = button(say("retention.hold.place"), "go", self._send)
        self.body.addWidget(self.send)

    def begin(self, reference: str) -> None:
        """Begin with a family's reference."""
        self.reference.setText(reference)
        self.reason.setFocus()

    def go_to(self, key: str) -> None:
        """Take the keyboard to a field."""
        fields = {"reference": self.reference, "reason": self.reason, "until_on": self.until}
        fields.get(key, self.reference).setFocus()

    def _send(self) -> None:
        self.sent.emit(self.reference.text(), self.reason.currentData(), self.until.value())


class OtherErasure(Card):
    """`sent` carries reference, reason and a person's id (0: the whole family)."""

    sent = Signal(str, str, object)
    people_wanted = Signal(str)

    def __init__(self, *, names: bool) -> None:
        super().__init__(say("retention.tab.other"))
        self.reference, self.reason, self.person = QLineEdit(), reasons("other"), QComboBox()
        self.person.addItem(say("retention.everybody"), 0)
        self.body.addWidget(label(say("retention.other.note"), "muted"))
        _add(self, say("retention.reference.label"), self.reference)
        if names:
            _add(self, say("retention.person"), self.person, say("retention.person.hint"))
            self.reference.editingFinished.connect(self._ask_people)
        _add(self, say("retention.reason.erase"), self.reason)
        self.send = button(say("retention.propose"), "danger", self._send)
        self.body.addWidget(self.send)
        self._asked = ""

    def show_people(self, people: Sequence[tuple[int, str]]) -> None:
        """Offer the people of the family that was named."""
        while self.person.count() > 1:
            self.person.removeItem(1)
        for ident, name in people:
            self.person.addItem(name, ident)

    def go_to(self, key: str) -> None:
        """Take the keyboard to a field."""
        {"reason": self.reason}.get(key, self.reference).setFocus()

    def _ask_people(self) -> None:
        if self.reference.text() != self._asked:
            self._asked = self.reference.text()
            self.people_wanted.emit(self._asked)

    def _send(self) -> None:
        chosen = self.person.currentData()
        self.sent.emit(self.reference.text(), self.reason.currentData(), chosen)


def _add(card: Card, words: str, field: QWidget, hint: str = "") -> None:
    told = label(words, "label")
    told.setBuddy(field)
    card.body.addWidget(told)
    if hint:
        card.body.addWidget(label(hint, "hint"))
        field.setAccessibleDescription(hint)
    field.setAccessibleName(words)
    card.body.addWidget(field)
