"""Holds: those in force, ending one, and the form that places one.  Checks nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from earlyhelp.messages.retention import HoldRow
from ui.forms.choice_inputs import RadioInput
from ui.views.retention_forms import add_field, reasons
from ui.views.retention_tables import holds_table
from ui.widgets import confirm
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.date_input import DateInput
from ui.wording import say


class HoldForm(Card):
    """`sent` carries reference, reason and the last day (empty: until the hold is ended); `all_sent` the last two.

    Shape: with `everything` one family or every record is chosen; one family is chosen from the start.
    """

    sent = Signal(str, str, str)
    all_sent = Signal(str, str)

    def __init__(self, *, everything: bool) -> None:
        super().__init__(say("retention.hold"))
        self.reference, self.reason, self.until = QLineEdit(), reasons("keep"), DateInput()
        self._errors: dict[str, QLabel] = {}
        whom = [(code, say(f"retention.hold.whom.{code}"), "") for code in ("family", "all")]
        self.whom = RadioInput(whom)
        self.whom.set_name(say("retention.hold.whom"), "")
        self._note = label(say("retention.hold.all.note"), "hint")
        self._reference = QWidget()
        self._reference.setLayout(column := QVBoxLayout())
        column.setContentsMargins(0, 0, 0, 0)
        if everything:
            add_field(self.body, say("retention.hold.whom"), self.whom)
            self.body.addWidget(self._note)
        self._add("reference", "retention.reference.label", self.reference, column)
        self.body.addWidget(self._reference)
        self._add("reason", "retention.reason.keep", self.reason)
        self._add("until_on", "retention.until.label", self.until)
        self.until.set_name(say("retention.until.label"), say("retention.until.hint"))
        self.send = button(say("retention.hold.place"), "go", self._send)
        self.send_all = button(say("retention.hold.all"), "danger", self._send_all)
        self.body.addWidget(self.send)
        self.body.addWidget(self.send_all)
        self.whom.changed.connect(self._show_whom)
        self.begin("")

    def begin(self, reference: str) -> None:
        """Begin anew, with a family's reference."""
        self.whom.set_value("family")
        self.reference.setText(reference)
        self.reason.setCurrentIndex(0)
        self.until.set_value("")
        self.show_errors({})
        self._show_whom()

    def show_errors(self, errors: dict[str, str]) -> None:
        """Say at each field what is wrong, or nothing."""
        for key, told in self._errors.items():
            sentence = errors.get(key, "")
            told.setText(say("form.error", message=sentence) if sentence else "")
            told.setVisible(bool(sentence))

    def go_to(self, key: str) -> None:
        """Take the keyboard to a field."""
        fields = {"reference": self.reference, "reason": self.reason, "until_on": self.until}
        fields.get(key, self.reference).setFocus()

    def _add(self, key: str, words: str, field: QWidget, into: QVBoxLayout | None = None) -> None:
        hint = say("retention.until.hint") if key == "until_on" else ""
        told = self._errors[key] = label(kind="error")
        add_field(into or self.body, say(words), field, hint, told)

    def _show_whom(self) -> None:
        everything = self.whom.value() == "all"
        self._note.setVisible(everything)
        self._reference.setVisible(not everything)
        self.send.setVisible(not everything)
        self.send_all.setVisible(everything)

    def _send(self) -> None:
        self.sent.emit(self.reference.text(), self.reason.currentData(), self.until.value())

    def _send_all(self) -> None:
        self.all_sent.emit(self.reason.currentData(), self.until.value())


class HoldsPage(QWidget):
    """`ended` carries a hold and the reason, asked once more; `all_agreed` comes after the question."""

    ended = Signal(object, str)
    all_agreed = Signal()

    def __init__(self, *, everything: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.table, self.form = holds_table(), HoldForm(everything=everything)
        self._held: dict[int, HoldRow] = {}
        card = Card(say("retention.holds"))
        self._none = label(say("retention.holds.none"), "muted")
        self.end = button(say("retention.end_hold"), "danger", self._ask_end)
        self.reason = reasons("release")
        self._label = label(say("retention.reason.release"), "label")
        self._label.setBuddy(self.reason)
        self.reason.setAccessibleName(say("retention.reason.release"))
        self._told = label("", "muted")
        for part in (self._none, self.table, self._told, self._label, self.reason, self.end):
            card.body.addWidget(part)
        column.addWidget(card)
        column.addWidget(self.form)
        self.table.row_chosen.connect(lambda _: self._offer_end())

    def show_holds(self, rows: Sequence[HoldRow]) -> None:
        """Show the holds in force."""
        self._held = {row.id: row for row in rows}
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._offer_end()

    def ask_all(self) -> None:
        """Ask once more before every record is held."""
        confirm.ask(
            self,
            say("retention.hold.all.ask"),
            say("retention.hold.all.keep"),
            say("retention.hold.all.yes"),
            self.all_agreed.emit,
        )

    def go_to(self, key: str) -> None:
        """Take the keyboard to a field."""
        if key == "end_reason":
            self.reason.setFocus()
        else:
            self.form.go_to(key)

    def _offer_end(self) -> None:
        """Offer to end the chosen hold, or say why not."""
        chosen = self.table.chosen_id()
        row = self._held.get(chosen) if isinstance(chosen, int) else None
        for part in (self._label, self.reason, self.end):
            part.setVisible(row is not None and row.may_end)
        told = row is not None and row.ended_on is None and not row.may_end
        self._told.setText(say("retention.hold_of_another") if told else "")
        self._told.setVisible(told)

    def _ask_end(self) -> None:
        hold_id, reason = self.table.chosen_id(), self.reason.currentData()
        if not reason:
            self.ended.emit(hold_id, "")
            return
        confirm.ask(
            self,
            say("retention.end_hold.ask"),
            say("retention.end_hold.keep"),
            say("retention.end_hold"),
            lambda: self.ended.emit(hold_id, reason),
        )
