"""The two forms of retention: place a hold, propose an erasure by reference.  Check nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from earlyhelp.domain.retention import schedule
from earlyhelp.messages.retention import NamedText
from ui.views.retention_named import NamedTable
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.date_input import DateInput
from ui.wording import say


def reasons(kind: str) -> QComboBox:
    """Return a list of the schedule's reasons to "keep", "erase", "release", or ("other") erase early."""
    made = QComboBox()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(24)
    rules = schedule()
    among = {"keep": rules.keep, "release": rules.release}.get(kind, rules.erase)
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
    """`sent` carries reference, reason, a person's id (0: the whole family) and why texts stay."""

    sent = Signal(str, str, object, str)
    people_wanted = Signal(str)
    person_chosen = Signal(str, object)

    def __init__(self, *, names: bool) -> None:
        super().__init__(say("retention.tab.other"))
        self.reference, self.reason, self.person = QLineEdit(), reasons("other"), QComboBox()
        self.person.addItem(say("retention.everybody"), 0)
        self.named = NamedTable()
        self.body.addWidget(label(say("retention.other.note"), "muted"))
        _add(self, say("retention.reference.label"), self.reference)
        if names:
            _add(self, say("retention.person"), self.person, say("retention.person.hint"))
            self.reference.editingFinished.connect(self._ask_people)
            self.person.currentIndexChanged.connect(self._choose_person)
            self.body.addWidget(self.named)
        self._reason_label = _add(self, say("retention.reason.erase"), self.reason)
        self.send = button(say("retention.propose"), "danger", self._send)
        self.body.addWidget(self.send)
        self._asked, self._wanted = "", 0

    def show_people(self, people: Sequence[tuple[int, str]]) -> None:
        """Offer the people of the family that was named."""
        while self.person.count() > 1:
            self.person.removeItem(1)
        for ident, name in people:
            self.person.addItem(name, ident)
            if ident == self._wanted:
                self._wanted = 0
                self.person.setCurrentIndex(self.person.count() - 1)

    def begin(self, reference: str, person_id: int) -> None:
        """Begin with a person of a family, to look where they stay named."""
        self._wanted, self._asked = person_id, reference
        self.reference.setText(reference)
        self.people_wanted.emit(reference)
        self.person.setFocus()

    def show_named(self, texts: Sequence[NamedText], words: str, *, proposed: bool) -> None:
        """Show where the chosen person stays named; a list for an open proposal is kept with it."""
        self.named.show_texts(texts, words)
        self.reason.setVisible(not proposed)
        self._reason_label.setVisible(not proposed)
        self.send.setText(say("retention.named.keep" if proposed else "retention.propose"))

    def go_to(self, key: str) -> None:
        """Take the keyboard to a field."""
        fields: dict[str, QWidget] = {"reason": self.reason, "stays": self.named.stays}
        fields.get(key, self.reference).setFocus()

    def _ask_people(self) -> None:
        if self.reference.text() != self._asked:
            self._asked = self.reference.text()
            self.people_wanted.emit(self._asked)

    def _send(self) -> None:
        chosen, stays = self.person.currentData(), self.named.stays.currentData()
        self.sent.emit(self.reference.text(), self.reason.currentData(), chosen, stays)

    def _choose_person(self) -> None:
        self.person_chosen.emit(self.reference.text(), self.person.currentData())


def _add(card: Card, words: str, field: QWidget, hint: str = "") -> QWidget:
    told = label(words, "label")
    told.setBuddy(field)
    card.body.addWidget(told)
    if hint:
        card.body.addWidget(label(hint, "hint"))
        field.setAccessibleDescription(hint)
    field.setAccessibleName(words)
    card.body.addWidget(field)
    return told
