"""What is held, part by part: the text with its marks, and the decision on it.  Proposes nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from earlyhelp.messages.rights import Mark, PartLine
from ui import theme
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.tick_box import TickBox
from ui.wording import say

_NARROW = 46  # letters each side needs beside the other


class HeldSection(QWidget):
    """Emits which part is read, what is marked in it and what is decided."""

    part_chosen = Signal(object)
    page_wanted = Signal()
    filtered = Signal(bool)
    accept_pressed = Signal()
    marked = Signal(int, int, str)
    unmarked = Signal(int)
    decided = Signal(str, str)
    look_pressed = Signal()

    def __init__(self, *, may_decide: bool) -> None:
        super().__init__()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(12)
        self._sides.addWidget(self._list(may_decide=may_decide), 5)
        self._sides.addWidget(self._detail(may_decide=may_decide), 4)

    def _list(self, *, may_decide: bool) -> Card:
        card = self._card = Card(say("subject.section.held"))
        self.only = TickBox(say("subject.held.undecided_only"))
        self.only.toggled.connect(self.filtered)
        name = say("subject.held.table")
        self.table = Table(_columns(), id_of=lambda row: int(row.number), name=name, least=14)
        self.table.row_chosen.connect(self.part_chosen)
        self.table.page_wanted.connect(lambda _key: self.page_wanted.emit())
        self.accept = button(say("subject.held.accept"), pressed=self.accept_pressed.emit)
        self.accept.setVisible(may_decide)
        for part in (self.only, self.table, self.accept):
            card.body.addWidget(part)
        return card

    def _detail(self, *, may_decide: bool) -> Card:
        card = self.detail = Card(say("subject.held.choose"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.text.setAccessibleName(say("subject.held.text"))
        self.text.setMinimumHeight(self.fontMetrics().height() * 10)
        self._marks = label(kind="muted")
        card.body.addWidget(self.text, 1)
        self.look = button(say("subject.held.look"), pressed=self.look_pressed.emit)
        self.look.hide()
        card.body.addWidget(self.look)
        self.decisions = self._decisions()
        self.decisions.setVisible(may_decide)
        card.body.addWidget(self.decisions)
        card.body.addWidget(label(say("subject.held.marks"), "label"))
        card.body.addWidget(self._marks)
        return card

    def _decisions(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        self.reason = QComboBox()
        self.reason.setAccessibleName(say("subject.held.reason"))
        self.reason.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.reason.setMinimumContentsLength(20)
        caption = label(say("subject.held.reason"), "label")
        caption.setBuddy(self.reason)
        column.addWidget(caption)
        column.addWidget(self.reason)
        marks, ends = QWidget(), QWidget()
        row, last = FlowLayout(marks, gap=8, line_gap=8), FlowLayout(ends, gap=8, line_gap=8)
        row.addWidget(button(say("subject.held.mark"), pressed=self._mark))
        row.addWidget(button(say("subject.held.unmark"), pressed=self._unmark))
        self.give = button(say("subject.held.release"), pressed=lambda: self._decide("release"))
        self.black = button(say("subject.held.redact"), pressed=lambda: self._decide("redact"))
        self.omit = button(say("subject.held.withhold"), pressed=lambda: self._decide("withhold"))
        for one in (self.give, self.black, self.omit):
            last.addWidget(one)
        column.addWidget(marks)
        column.addWidget(ends)
        return holder

    def show_reasons(self, reasons: Sequence[tuple[str, str]]) -> None:
        """Offer the reasons something may be left out for."""
        for code, words in reasons:
            self.reason.addItem(words, code)

    def show_count(self, sentence: str) -> None:
        """Say how many parts are still to decide."""
        self._card.set_title(sentence)

    def show_parts(self, rows: Sequence[PartLine], *, more: bool) -> None:
        """Show the parts; the chosen one stays chosen."""
        self.table.set_rows(rows, more=more)

    def append_parts(self, rows: Sequence[PartLine], *, more: bool) -> None:
        """Add the page that was asked for."""
        self.table.append_rows(rows, more=more)

    def choose(self, number: int) -> None:
        """Bring a part to the front of the list."""
        self.table.choose(number)

    def show_part(self, title: str, text: str, reason: str) -> None:
        """Show one part to read, with the reason that is proposed."""
        self.detail.set_title(title)
        self.text.setPlainText(text)
        place = self.reason.findData(reason)
        if place >= 0:
            self.reason.setCurrentIndex(place)
        self.decisions.setEnabled(True)

    def offer_pages(self, *, has_pages: bool) -> None:
        """Offer to look at pages; nothing can be marked in them."""
        self.look.setVisible(has_pages)
        self.black.setEnabled(not has_pages)

    def show_marks(self, marks: Sequence[Mark], sentence: str) -> None:
        """Show what is marked, in the text and in words; the selection stays."""
        self._marks.setText(sentence)
        self.text.setExtraSelections([self._highlight(one) for one in marks])

    def _highlight(self, mark: Mark) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(mark.start)
        cursor.setPosition(mark.end, QTextCursor.MoveMode.KeepAnchor)
        made.cursor = cursor
        look = QTextCharFormat()
        look.setBackground(theme.colour("warn_ground"))
        look.setForeground(theme.colour("warn_text"))
        look.setFontUnderline(True)
        look.setFontStrikeOut(mark.sure)
        made.format = look
        return made

    def _mark(self) -> None:
        cursor = self.text.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        self.marked.emit(start, end, self.reason.currentData() or "")

    def _unmark(self) -> None:
        self.unmarked.emit(self.text.textCursor().selectionStart())

    def _decide(self, decision: str) -> None:
        self.decided.emit(decision, self.reason.currentData() or "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the text under the list where there is no room beside it."""
        super().resizeEvent(event)
        letter = self.fontMetrics().horizontalAdvance("x")
        way = QBoxLayout.Direction
        narrow = event.size().width() < 2 * _NARROW * letter
        self._sides.setDirection(way.TopToBottom if narrow else way.LeftToRight)


def _columns() -> list[Column[PartLine]]:
    return [
        Column(
            title=say("subject.held.column.part"), text=lambda r: r.title, note=lambda r: r.note
        ),
        Column(title=say("subject.held.column.proposed"), text=lambda r: r.proposed, width=14),
        Column(
            title=say("subject.held.column.decided"),
            text=lambda r: r.decided,
            tone=lambda r: "go" if r.is_decided else "warn",
            width=14,
        ),
    ]
