"""The plan editor on the screen; an authorised plan as a table with its progress.  Decides nothing."""

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from earlyhelp.messages.plans import PlanContent
from ui.forms.field_input import Choice
from ui.views.assessment_disputes import DisputeCard
from ui.views.assessment_disputes import Row as DisputeRow
from ui.views.plan_check_card import PlanCheckCard
from ui.views.plan_check_card import Row as CheckRow
from ui.views.plan_outcome import Choices
from ui.views.plan_progress import ProgressCard
from ui.views.plan_table import Row, plan_table
from ui.views.plan_texts import PlanTexts, Text
from ui.views.plan_writing import PlanWriting
from ui.views.telling import TellsFailure
from ui.widgets.banner import Banner
from ui.widgets.basics import Tone, button, label
from ui.widgets.card import Card
from ui.widgets.first_focus import bring_into_view, has_keyboard
from ui.widgets.page_head import PageHead
from ui.widgets.receipt import ReceiptLine
from ui.wording import say


class Top(Protocol):
    """The head of the page."""

    @property
    def title(self) -> str: ...
    @property
    def family(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def returned(self) -> str: ...
    @property
    def writing(self) -> bool: ...
    @property
    def progress(self) -> bool: ...
    @property
    def compared(self) -> str: ...


class PlanView(TellsFailure, QWidget):
    """Emits what the person wants; `content()` is the plan as it stands on the page."""

    edited = Signal()
    settled = Signal(str, bool)
    send_pressed = Signal()
    compare_toggled = Signal(bool)
    print_pressed = Signal(str)
    progress_pressed = Signal(object, str, str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self._head, self._receipt = PageHead(), ReceiptLine()
        self._saved = label(kind="muted")
        self._returned, self._failure, self._notice = Banner(), Banner(), Banner()
        self.disputes = DisputeCard()
        told = (self._returned, self._failure, self._notice)
        for part in (self._head, self._receipt, self._saved, *told, self.disputes):
            column.addWidget(part)
        self.writing, self.table = PlanWriting(), plan_table(say("plan.table"))
        self._reading, self._before = Card(), Card()
        self.before_table = plan_table(say("plan.before"))
        self.progress, self.texts = ProgressCard(), PlanTexts()
        self.check = PlanCheckCard(linked=True)
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        self._row.addLayout(self._left(), 3)
        self._row.addWidget(self.check, 1, Qt.AlignmentFlag.AlignTop)
        self._row.addStretch(0)
        self._entered = False
        column.addLayout(self._row, 1)
        self._add_actions()
        self._connect()

    def _left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(16)
        self._reading.body.addWidget(self.table)
        self._before.set_title(say("plan.before"))
        self._before.body.addWidget(self.before_table)
        for part in (self._before, self.writing, self._reading, self.progress, self.texts):
            part.hide()
            left.addWidget(part)
        left.addStretch(1)
        return left

    def _add_actions(self) -> None:
        self.compare = self._head.add_action(button(say("plan.before")))
        self.compare.setCheckable(True)
        for reader in ("family", "file"):
            self._head.add_action(
                button(say(f"paper.{reader}"), pressed=partial(self.print_pressed.emit, reader))
            )
        self.send = self._head.add_action(button(say("plan.send"), "go", self.send_pressed.emit))

    def _connect(self) -> None:
        self.compare.toggled.connect(self.compare_toggled)
        self.writing.edited.connect(self.edited)
        self.check.link_chosen.connect(self.writing.focus_place)
        self.disputes.settled.connect(self.settled)
        self.table.row_chosen.connect(self.progress.choose)
        self.progress.saved.connect(self.progress_pressed)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin where one writes, or where one reads."""
        super().focusInEvent(event)
        if self._entered and self.writing.isVisible():
            self.writing.focus_first()
        elif self._entered:
            self.table.setFocus()

    def show_top(self, top: Top) -> None:
        """Show whose plan it is and what may be done with it."""
        self._head.show_title(top.title, top.note, (say("rail.families"), top.family))
        self._reading.setVisible(not top.writing)
        if not top.writing and (has_keyboard(self.send) or has_keyboard(self.writing)):
            self.table.setFocus()  # what had the keyboard goes
        self.send.setVisible(top.writing)
        self._saved.setVisible(top.writing)
        self._saved.setText(say("save.auto"))
        self.writing.setVisible(top.writing)
        self.progress.setVisible(top.progress)
        self.check.setVisible(top.writing)
        self.compare.setVisible(bool(top.compared))
        self.compare.setText(top.compared or say("plan.before"))
        self._failure.leave()
        if top.returned:
            self._returned.show_message(say("plan.returned"), top.returned, "warn")
        else:
            self._returned.leave()

    def show_choices(
        self,
        people: Sequence[tuple[int, str]],
        needs: Sequence[Choice],
        areas: Sequence[Choice],
        statuses: Sequence[Choice],
    ) -> None:
        """Take what may be chosen; shown with the next content."""
        self.writing.choices = Choices(people=people, needs=needs, areas=areas)
        self.progress.show_statuses(statuses)

    def show_content(self, content: PlanContent) -> None:
        """Show a plan to write on."""
        self.writing.show_content(content)
        if not self._entered:
            self.writing.focus_first()
        self._entered = True

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show a plan that may only be read."""
        self.table.set_rows(rows)
        self.progress.show_rows(rows)
        if not self._entered:
            self.table.setFocus()
        self._entered = True

    def show_texts(self, texts: Sequence[Text]) -> None:
        """Show the texts of a plan that may only be read."""
        self.texts.show_texts(texts)

    def content(self) -> PlanContent:
        """Return the plan as it stands on the page."""
        return self.writing.content()

    def show_states(self, found: dict[tuple[str, int], tuple[str, Tone]]) -> None:
        """Show what is new, changed, kept or incomplete."""
        self.writing.show_states(found)

    def show_check(self, rows: Sequence[CheckRow]) -> None:
        """Show the plan check."""
        self.check.show_rows(rows)

    def show_saved(self, sentence: str) -> None:
        """Say how the saves stand."""
        self._saved.setText(sentence)
        self._saved.setAccessibleName(sentence)

    def show_disputes(self, rows: Sequence[DisputeRow]) -> None:
        """Show both texts wherever two people wrote, or nothing."""
        self.disputes.show_rows(rows)

    def show_before(self, rows: Sequence[Row]) -> None:
        """Show the version before, or nothing."""
        self.before_table.set_rows(rows)
        self._before.setVisible(bool(rows))

    def show_notice(self, _key: str, sentence: str) -> None:
        """Show a gentle warning above the plan, or take it away."""
        if sentence:
            self._notice.show_message(sentence, tone="warn")
        else:
            self._notice.leave()

    def show_receipt(self, sentence: str) -> None:
        """Say what was done."""
        self._receipt.show_receipt(sentence)
        bring_into_view(self._receipt)

    def resizeEvent(self, event: object) -> None:
        """Set the check under the plan where the window is narrow for its text."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        narrow = self.width() < self.fontMetrics().averageCharWidth() * 150
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        for place, share in enumerate((0, 0, 1) if narrow else (3, 1, 0)):
            self._row.setStretch(place, share)
