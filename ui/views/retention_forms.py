"""The form that proposes an erasure by reference, and the parts of the forms of retention.  Check nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLabel, QLineEdit, QWidget

from earlyhelp.domain.retention import schedule
from earlyhelp.messages.retention import NamedText
from ui.views.retention_named import NamedTable
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.wording import say


def reasons(kind: str) -> QComboBox:
    """Return a list of the schedule's reasons to "keep", "erase", "release", or ("other") erase early.

    Shape: begins with "Choose a reason", whose data is "": no reason stands because nobody chose.
    """
    made = QComboBox()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(24)
    made.addItem(say("retention.reason.choose"), "")
    rules = schedule()
    among = {"keep": rules.keep, "release": rules.release}.get(kind, rules.erase)
    for reason in among:
        if kind != "other" or not reason.needs_due:
            made.addItem(reason.title, reason.id)
    return made


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
        add_field(self.body, say("retention.reference.label"), self.reference)
        if names:
            add_field(self.body, say("retention.person"), self.person, say("retention.person.hint"))
            self.reference.editingFinished.connect(self._ask_people)
            self.person.currentIndexChanged.connect(self._choose_person)
            self.body.addWidget(self.named)
        self._reason_label = add_field(self.body, say("retention.reason.erase"), self.reason)
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


def add_field(
    column: QBoxLayout, words: str, field: QWidget, hint: str = "", error: QLabel | None = None
) -> QWidget:
    """Add a field with its label above, its hint and what is wrong with it; return the label."""
    told = label(words, "label")
    told.setBuddy(field)
    column.addWidget(told)
    if hint:
        column.addWidget(label(hint, "hint"))
        field.setAccessibleDescription(hint)
    if error is not None:
        column.addWidget(error)
    field.setAccessibleName(words)
    column.addWidget(field)
    return told
