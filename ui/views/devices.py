"""Ways in: which devices and key files an account signs in with.  Decides nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from earlyhelp.messages.devices import WayIn
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.views.telling import TellsFailure
from ui.widgets import confirm
from ui.widgets.banner import Banner
from ui.widgets.basics import button, label
from ui.widgets.file_line import FileLine
from ui.widgets.flow import FlowLayout
from ui.widgets.reading_order import ReadingOrder
from ui.widgets.receipt import ReceiptLine
from ui.wording import say

_WIDEST = 560


class WaysInPart(QWidget):
    """A table of ways in with a button to take the chosen one away."""

    remove_agreed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.rows = Table(_columns(), lambda row: row.id, say("waysin.title"))
        self.remove = button(say("waysin.remove"), "danger", self._ask)
        column.addWidget(self.rows)
        column.addWidget(self.remove)
        self._chosen: object = None
        self._present: frozenset[object] = frozenset()
        self.rows.row_chosen.connect(self._choose)
        self._choose(None)

    def show_ways(self, rows: Sequence[WayIn]) -> None:
        """Show the ways in; the present one cannot be taken away."""
        self._present = frozenset(row.id for row in rows if row.present)
        self.rows.set_rows(rows)
        self._choose(None)

    def _choose(self, ident: object) -> None:
        self._chosen = ident
        self.remove.setVisible(ident is not None and ident not in self._present)

    def _ask(self) -> None:
        chosen = self._chosen
        confirm.ask(
            self, say("waysin.remove.ask"), say("waysin.remove.keep"), say("waysin.remove"),
            lambda: self.remove_agreed.emit(chosen),
        )  # fmt: skip


class WaysInDialog(TellsFailure, ReadingOrder, QDialog):
    """One's own ways in; emits what is to be added and taken away."""

    add_pressed = Signal(str, str, str, str)

    def __init__(self, parent: QWidget | None, *, key_file: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("waysin.title"))
        self.setAccessibleName(say("waysin.title"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(10)
        self._failure, self._done, self.ways = Banner(), ReceiptLine(), WaysInPart()
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.key_file = FileLine(say("waysin.key_file"))
        self.new_file = FileLine(say("waysin.new_file"), new=True)
        head = (label(say("waysin.title"), "title"), label(say("waysin.lead")))
        parts: tuple[QWidget, ...] = (*head, self._failure, self._done, self.ways)
        for part in parts:
            column.addWidget(part)
        column.addWidget(label(say("waysin.add"), "heading"))
        self._add(column, "passphrase", self.passphrase)
        if key_file:
            self._add(column, "key_file", self.key_file)
        self._add(column, "new_file", self.new_file)
        holder = QWidget()
        row = FlowLayout(holder, gap=8)
        self.add_file = button(say("waysin.add_file"), "go", lambda: self._press("pp+file"))
        self.add_device = button(say("waysin.add_device"), pressed=lambda: self._press("pp+device"))
        for one in (
            self.add_file,
            self.add_device,
            button(say("waysin.close"), pressed=self.reject),
        ):
            row.addWidget(one)
        column.addWidget(holder)
        if parent is not None:
            self.resize(parent.window().size() * 0.75)

    def _add(self, column: QVBoxLayout, name: str, made: QWidget) -> None:
        caption = label(say(f"waysin.{name}"), "label")
        caption.setBuddy(made)
        made.setMaximumWidth(_WIDEST)
        made.setAccessibleName(say(f"waysin.{name}"))
        column.addWidget(caption)
        column.addWidget(made)

    def _press(self, kind: str) -> None:
        typed = (self.passphrase.text(), self.key_file.text(), self.new_file.text())
        self.add_pressed.emit(kind, *typed)

    def show_done(self, sentence: str) -> None:
        """Say what was done; what was typed is forgotten."""
        self._failure.leave()
        self.passphrase.clear()
        self.new_file.clear()
        self._done.show_receipt(sentence)


def _columns() -> list[Column[WayIn]]:
    return [
        Column(title=say("waysin.kind"), text=lambda row: say(f"waysin.kind.{row.kind}")),
        Column(title=say("waysin.mark"), text=lambda row: row.mark, width=14),
        Column(title=say("waysin.state"), text=_state, width=24),
    ]


def _state(row: WayIn) -> str:
    return say("waysin.present") if row.present else ""
