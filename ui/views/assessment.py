"""The assessment editor on the screen: sections at the left, one section's questions at the right.

Refuses to judge an answer: it shows what it is told.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.forms.error_summary import ErrorSummary
from ui.views.assessment_disputes import DisputeCard, Row
from ui.views.assessment_section import Page, SectionCard
from ui.views.assessment_sections import Line, SectionList
from ui.views.telling import TellsFailure
from ui.widgets.banner import Banner
from ui.widgets.basics import Tone, button, label
from ui.widgets.first_focus import begin_at
from ui.widgets.page_head import PageHead
from ui.wording import say


class AssessmentView(TellsFailure, QWidget):
    """Emits what the person wants; keys: Ctrl+PgDn and Ctrl+PgUp move between sections."""

    section_chosen = Signal(str)
    step_pressed = Signal(int)
    answered = Signal(str, object)
    compare_toggled = Signal(bool)
    settled = Signal(str, bool)
    complete_pressed = Signal()
    check_wanted = Signal()
    check_pressed = Signal()
    print_pressed = Signal(str)
    error_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self._head = PageHead(say("assessment.title"))
        self._pills: list[tuple[str, Tone]] = []
        self._saved = label(kind="muted")
        self._failure = Banner()
        self.summary = ErrorSummary()
        self.disputes = DisputeCard()
        for part in (self._head, self._saved, self._failure, self.summary, self.disputes):
            column.addWidget(part)
        self.sections = SectionList()
        self.card = SectionCard()
        row = self._row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.sections, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.card, 1)
        column.addLayout(row, 1)
        begin_at(self, self.sections)
        self._add_actions()
        self._connect()

    def _add_actions(self) -> None:
        self.compare = self._head.add_action(button(say("assessment.compare")))
        self.compare.setCheckable(True)
        for reader in ("family", "file"):
            self._head.add_action(
                button(say(f"paper.{reader}"), pressed=partial(self.print_pressed.emit, reader))
            )
        self.complete = self._head.add_action(
            button(say("assessment.complete"), "go", self.complete_pressed.emit)
        )
        self.check = self._head.add_action(
            button(say("assessment.check"), "go", self.check_wanted.emit)
        )
        self.check.hide()

    def _connect(self) -> None:
        self.compare.toggled.connect(self.compare_toggled)
        self.sections.chosen.connect(self.section_chosen)
        self.card.answered.connect(self.answered)
        self.card.step_pressed.connect(self.step_pressed)
        self.card.check_pressed.connect(self.check_pressed)
        self.summary.link_chosen.connect(self.error_chosen)
        self.disputes.settled.connect(self.settled)
        for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self.step_pressed.emit(by))

    def show_head(self, family: str, note: str, *, read_only: bool, compared: bool) -> None:
        """Show whose assessment it is and what may still be done with it."""
        self._head.show_title(say("assessment.title"), note, (say("rail.families"), family))
        self._pills = [(say("assessment.read_only"), "plain")] if read_only else []
        self.complete.setVisible(not read_only)
        self._saved.setVisible(not read_only)
        self.compare.setVisible(compared)
        if not read_only:
            self._saved.setText(say("save.auto"))

    def show_standing(self, sentence: str, tone: Tone, *, may_check: bool) -> None:
        """Show how it stands with its manager, and the way to the check for whoever may make it."""
        self._head.show_pills([*self._pills, (sentence, tone)] if sentence else self._pills)
        self.check.setVisible(may_check)

    def show_sections(self, lines: Sequence[Line], chosen: str) -> None:
        """Show the sections and how far each is."""
        self.sections.show_lines(lines, chosen)

    def show_section(self, page: Page) -> None:
        """Show the questions of one section."""
        self._failure.leave()
        self.card.show_page(page)

    def show_earlier(self, lines: dict[str, str]) -> None:
        """Show what the last assessment said under the questions it differs in."""
        self.card.show_earlier(lines)

    def mark(self, key: str, sentence: str) -> None:
        """Mark a question as wrong, or as right again."""
        self.card.mark(key, sentence)

    def begin_section(self) -> None:
        """Take the keyboard to the section's heading."""
        self.card.begin()

    def focus_on(self, key: str) -> None:
        """Take the keyboard to a question."""
        self.card.focus_on(key)

    def show_saved(self, sentence: str) -> None:
        """Say how the saves stand."""
        self._saved.setText(sentence)
        self._saved.setAccessibleName(sentence)

    def show_disputes(self, rows: Sequence[Row]) -> None:
        """Show both texts wherever two people wrote, or nothing."""
        self.disputes.show_rows(rows)

    def show_errors(self, errors: dict[str, str]) -> None:
        """Show what completing asks for."""
        self.summary.show_errors(errors)

    def show_left(self, errors: dict[str, str]) -> None:
        """Show what is still missing after an answer, without taking the keyboard."""
        self.summary.keep_errors(errors)

    def resizeEvent(self, event: object) -> None:
        """Set the sections above the questions where the window is narrow for its text."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        narrow = self.width() < self.fontMetrics().averageCharWidth() * 95
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if narrow else way.LeftToRight)
