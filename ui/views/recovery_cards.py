"""The cards of the page Recovery: shares to type, sheets to print, notices.  Decide nothing."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from earlyhelp.messages.recovery import RecoveryUseRow
from ui.forms.captioned import Captioned, offer
from ui.views.paper import PaperDialog
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.first_focus import bring_into_view, has_keyboard
from ui.widgets.flow import FlowLayout
from ui.wording import day, say

_LINES, _WIDEST, _HOLDERS = 4, 640, 3


class SharesCard(Card):
    """Two shares to type, and errors at each; what was typed is forgotten by `forget`."""

    def __init__(self, title: str, lead: str) -> None:
        super().__init__(title)
        self.body.addWidget(label(lead))
        self.shares = {name: QPlainTextEdit() for name in ("share_one", "share_two")}
        self.boxes: dict[str, Captioned] = {}

    def add_shares(self) -> None:
        """Put the two boxes below what the card holds already."""
        for name, box in self.shares.items():
            box.setTabChangesFocus(True)
            box.setMaximumHeight(box.fontMetrics().lineSpacing() * _LINES + 16)
            self.add_input(name, box)

    def add_input(self, name: str, made: QWidget, words: str = "", hint: str = "") -> None:
        """Put an input under its caption, with room for what is wrong with it."""
        self.boxes[name] = Captioned(words or say(f"recovery.{name}"), made, hint, _WIDEST)
        self.body.addWidget(self.boxes[name])

    def typed(self) -> tuple[str, str]:
        """Return the two shares as typed."""
        return self.shares["share_one"].toPlainText(), self.shares["share_two"].toPlainText()

    def show_errors(self, errors: dict[str, str]) -> None:
        """Say at each input what is wrong, and take the keyboard to the first."""
        for name, box in self.boxes.items():
            box.show_error(errors.get(name, ""))
        first = next((box for name, box in self.boxes.items() if name in errors), None)
        if first is not None:
            first.made.setFocus()
            bring_into_view(first)

    def forget(self) -> None:
        """Empty both boxes."""
        for box in self.shares.values():
            box.clear()


class DrillCard(SharesCard):
    """The yearly drill."""

    pressed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(say("recovery.drill"), say("recovery.drill.lead"))
        self.add_shares()
        self.body.addWidget(button(say("recovery.drill.go"), "go", self._press))

    def _press(self) -> None:
        self.pressed.emit(*self.typed())


class CeremonyCard(SharesCard):
    """An account recovered with two holders present."""

    pressed = Signal(object, str, str, str)

    def __init__(self) -> None:
        super().__init__(say("recovery.ceremony"), say("recovery.ceremony.lead"))
        self.account, self.reason = QComboBox(), QLineEdit()
        self.add_input("account", self.account)
        self.add_input("why", self.reason)
        self.add_shares()
        self.body.addWidget(button(say("recovery.ceremony.go"), "danger", self._press))
        self._given = label(kind="heading")
        self._given.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # read out, and found again by Tab
        self._given.setMargin(8)  # for the ring
        self._given.hide()
        self.body.addWidget(self._given)

    def show_accounts(self, accounts: Sequence[tuple[int, str]]) -> None:
        """Show whom one may recover, nobody chosen at first; the one chosen stays chosen."""
        chosen = self.account.currentData()
        offer(self.account, [(name, ident) for ident, name in accounts], chosen)

    def show_passphrase(self, login: str, passphrase: str) -> None:
        """Show the passphrase that opens once; empty hides it."""
        self._given.setText(say("recovery.given", login=login, passphrase=passphrase))
        self._given.setAccessibleName(self._given.text())
        self._given.setVisible(bool(passphrase))
        if passphrase:
            self._given.setFocus()
            bring_into_view(self._given)

    def _press(self) -> None:
        self.pressed.emit(self.account.currentData() or 0, self.reason.text(), *self.typed())


class SheetsCard(Card):
    """Three holders named, three sheets printed, and the word that they are."""

    draw_pressed = Signal(str, str, str)
    printed_pressed = Signal()

    def __init__(self) -> None:
        super().__init__(say("recovery.sheets"))
        self.body.addWidget(label(say("recovery.sheets.lead")))
        self._wrong = label(kind="error")
        self._wrong.hide()
        self.body.addWidget(self._wrong)
        self.holders = [QLineEdit() for _ in range(_HOLDERS)]
        for number, line in enumerate(self.holders, 1):
            words = say("recovery.holder", number=number)
            caption = label(words, "label")
            caption.setBuddy(line)
            line.setAccessibleName(words)
            line.setMaximumWidth(_WIDEST)
            self.body.addWidget(caption)
            self.body.addWidget(line)
        self.draw = button(say("recovery.draw"), "go", self._press)
        self.body.addWidget(self.draw)
        self._sheets: tuple[bytes, ...] = ()
        self._print = QWidget()
        row = FlowLayout(self._print, gap=8)
        self.print_buttons = [
            button(say("recovery.print", number=number), pressed=partial(self._show, number - 1))
            for number in range(1, _HOLDERS + 1)
        ]
        self.printed = button(say("recovery.printed.go"), "go", self.printed_pressed.emit)
        for one in (*self.print_buttons, self.printed):
            row.addWidget(one)
        self.body.addWidget(self._print)
        self._print.hide()

    def show_sheets(self, sheets: tuple[bytes, ...]) -> None:
        """Keep the sheets at hand until they are printed; none forgets them."""
        self._sheets = sheets
        if not sheets and has_keyboard(self._print):
            self.draw.setFocus()  # what had the keyboard goes
        self._print.setVisible(bool(sheets))
        if sheets and self.isVisible():  # after a recovery another card is in front
            self.print_buttons[0].setFocus()

    def show_error(self, sentence: str) -> None:
        """Say what is wrong with the holders."""
        self._wrong.setText(say("form.error", message=sentence) if sentence else "")
        self._wrong.setVisible(bool(sentence))

    def _press(self) -> None:
        self.draw_pressed.emit(*(line.text() for line in self.holders))

    def _show(self, place: int) -> None:
        PaperDialog(self, self._sheets[place], to_file=False).open()


class NoticesCard(Card):
    """Recoveries that happened; `seen_pressed` takes one off the list."""

    seen_pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__(say("recovery.notices"))
        self._parts: list[QWidget] = []

    def show_uses(self, uses: Sequence[RecoveryUseRow]) -> None:
        """Show every recovery; those not read yet with a button."""
        for part in self._parts:
            part.hide()  # at once, so that the keyboard goes on to what stands
            part.deleteLater()
        self._parts = []
        for use in uses:
            words = say("recovery.notice", who=use.whose, day=day(use.at), why=use.reason)
            self._parts.append(label(words, "label" if not use.seen else "muted"))
            if not use.seen:
                self._parts.append(self._button(use.id))
        for part in self._parts:
            self.body.addWidget(part)
        self.setVisible(bool(uses))

    def _button(self, use_id: int) -> QWidget:
        return button(say("recovery.seen"), pressed=partial(self.seen_pressed.emit, use_id))
