"""One section of an assessment as a card: its questions, the way on and back.  Checks nothing."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QWidget

from earlyhelp.forms.definition import Answers, Section
from ui.forms.field_input import Choice, FormContext
from ui.forms.renderer import FormPage
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.wording import say

_MARGIN = 24  # pixels above a heading that leads the page


class Page(Protocol):
    """What a section's page is made of."""

    @property
    def section(self) -> Section: ...
    @property
    def person_id(self) -> int: ...
    @property
    def person(self) -> str: ...
    @property
    def answers(self) -> Answers: ...
    @property
    def people(self) -> Sequence[tuple[int, str]]: ...
    @property
    def options_of(self) -> Callable[[str], Sequence[Choice]]: ...
    @property
    def needs(self) -> Sequence[Choice]: ...
    @property
    def known(self) -> Callable[[str, int | None], Sequence[str]]: ...
    @property
    def earlier(self) -> dict[str, str]: ...
    @property
    def faults(self) -> dict[str, str]: ...
    @property
    def read_only(self) -> bool: ...
    @property
    def first(self) -> bool: ...
    @property
    def last(self) -> bool: ...
    @property
    def checks(self) -> bool: ...


class SectionCard(Card):
    """The questions of one section; another section takes their place."""

    answered = Signal(str, object)
    step_pressed = Signal(int)
    check_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form: FormPage | None = None
        self._earlier: dict[str, QLabel] = {}
        self.record = button(say("assessment.check.record"), "go", self.check_pressed.emit)
        self.record.hide()
        self.body.addWidget(self.record, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        row = QHBoxLayout()
        self.previous = button(
            say("assessment.previous"), pressed=lambda: self.step_pressed.emit(-1)
        )
        self.next = button(say("assessment.next"), pressed=lambda: self.step_pressed.emit(1))
        self.previous.setToolTip("Ctrl+PgUp")
        self.next.setToolTip("Ctrl+PgDn")
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addStretch(1)
        self.body.addLayout(row)

    def show_page(self, page: Page) -> None:
        """Show a section's questions with their answers."""
        shown = self.form
        children = [(page.person_id, page.person)] if page.person_id else []
        context = FormContext(
            options_of=page.options_of, people=page.people, needs=page.needs, known=page.known
        )
        self.form = FormPage([page.section], children, context)
        self.form.set_answers(page.answers)
        self.form.set_read_only(page.read_only)
        self.form.answer_changed.connect(self.answered)
        self._earlier = {}
        if shown is not None:
            self.body.removeWidget(shown)
            shown.hide()
            shown.deleteLater()
        self.body.insertWidget(0, self.form)
        self.record.setVisible(page.checks)
        for key, sentence in page.faults.items():
            self.mark(key, sentence)
        self.show_earlier(page.earlier)
        self.previous.setEnabled(not page.first)
        self.next.setEnabled(not page.last)
        self._to_top()

    def show_earlier(self, lines: dict[str, str]) -> None:
        """Show what the last assessment said, under its question."""
        for old in self._earlier.values():
            old.setVisible(False)
        if self.form is None:
            return
        for key, text in lines.items():
            if key not in self._earlier:
                box = self.form.box(key)
                self._earlier[key] = label(kind="muted")
                layout = box.layout()
                assert layout is not None
                layout.addWidget(self._earlier[key])
            self._earlier[key].setText(text)
            self._earlier[key].setVisible(True)

    def mark(self, key: str, sentence: str) -> None:
        """Mark a question of this section."""
        if self.form is not None and key in set(self.form.keys()):
            self.form.box(key).show_error(sentence)

    def show_notice(self, key: str, sentence: str) -> None:
        """Show a gentle warning at a question of this section, or take it away."""
        if self.form is not None:
            self.form.show_notice(key, sentence)

    def focus_on(self, key: str) -> None:
        """Take the keyboard to a question of this section."""
        if self.form is not None:
            self.form.go_to(key)

    def begin(self) -> None:
        """Take the keyboard to the heading of the section, and the page with it."""
        if self.form is not None and self.form.headings:
            heading = self.form.headings[0]
            self.form.show()  # now: what is not shown yet takes no keyboard
            heading.setContentsMargins(6, 2, 6, 2)  # the ring stands around the words
            heading.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, heading, lambda: _lead_with(heading))

    def _to_top(self) -> None:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is not None:
            parent.verticalScrollBar().setValue(0)


def _lead_with(part: QWidget) -> None:
    """Scroll so that a part stands at the top, or the page's own top where both fit."""
    around = part.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is None or (inner := around.widget()) is None:
        return
    top = part.mapTo(inner, QPoint(0, 0)).y()
    beside = top + part.height() < around.viewport().height() // 2
    around.verticalScrollBar().setValue(0 if beside else top - _MARGIN)
