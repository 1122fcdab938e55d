"""Builds a page of questions from a form definition and hands its answers back.

Refuses to check or save: it shows, listens and tells.
"""

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from earlyhelp.forms.definition import Answers, Field, Section, answer_key
from earlyhelp.forms.validation import needed, visible
from ui.forms.error_summary import ErrorSummary
from ui.forms.field_box import FieldBox
from ui.forms.field_input import FormContext
from ui.forms.inputs import make_input
from ui.widgets.basics import label
from ui.widgets.first_focus import bring_into_view
from ui.wording import fault_at, say

_LINE = 70  # characters: longer lines are hard to read
_AT_ONCE = 3  # questions made at one step


class _Column(QVBoxLayout):
    """Reckons its height at the width it will get, which may be less than what is offered."""

    widest = 16_777_215  # Qt's own "no limit"

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width within the limit."""
        return super().heightForWidth(min(width, self.widest))

    def minimumHeightForWidth(self, width: int) -> int:
        """Return the same: questions are not squeezed."""
        return super().minimumHeightForWidth(min(width, self.widest))


class FormPage(QWidget):
    """Sections under each other, repeated ones once per child, in the order of the file.

    Shape: `answer_changed(key, value)` for autosave, value None when an answer was taken back or
    its question hidden.  With `in_steps` it is empty until `build` was gone through.
    """

    answer_changed = Signal(str, object)

    def __init__(
        self,
        sections: Sequence[Section],
        children: Sequence[tuple[int, str]] = (),
        context: FormContext | None = None,
        *,
        in_steps: bool = False,
    ) -> None:
        super().__init__()
        self._context = context or FormContext()
        self.headings: list[QLabel] = []
        self._boxes: dict[str, FieldBox] = {}
        self._places: dict[str, str] = {}
        self._questions: dict[str, str] = {}
        self._told: Answers = {}
        self.summary = ErrorSummary()
        self.summary.link_chosen.connect(self.go_to)
        self._column = _Column(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(20)
        self._column.addWidget(self.summary)
        self._building = self._built(sections, children)
        for _ in () if in_steps else self._building:
            pass

    def build(self) -> Iterator[None]:
        """Make the questions that are still missing, a few at each step."""
        return self._building

    def _built(
        self, sections: Sequence[Section], children: Sequence[tuple[int, str]]
    ) -> Iterator[None]:
        for section in sections:
            for person_id, name in children if section.per == "child" else ((None, ""),):
                self._add_heading(section, name)
                for place, field in enumerate(section.field, 1):
                    self._add_question(section, field, person_id, name)
                    if place % _AT_ONCE == 0:
                        yield
        self._column.addStretch(1)
        self._show_asked()

    def answers(self) -> Answers:
        """Return the answers to the questions that are shown."""
        given: Answers = {}
        for key, box in self._boxes.items():  # file order: a question hides only later ones
            value = box.input.value()
            if value is not None and visible(box.field, given, self._places[key]):
                given[key] = value
        return given

    def set_answers(self, answers: Answers) -> None:
        """Show answers without announcing them."""
        for key, box in self._boxes.items():
            box.input.set_value(answers.get(key))
        self._show_asked()
        self._told = self.answers()

    def show_errors(self, errors: dict[str, str]) -> None:
        """Show sentences by answer key: summary in page order with the focus, and at each field."""
        for key, box in self._boxes.items():
            box.show_error(errors.get(key, ""))
        known = {key: errors[key] for key in self._boxes if key in errors}
        self.summary.show_errors(self.named(known | errors))

    def named(self, errors: dict[str, str]) -> dict[str, str]:
        """Return the sentences with the question each is about: many are alike without it."""
        return {
            key: fault_at(self._questions[key], sentence) if key in self._boxes else sentence
            for key, sentence in errors.items()
        }

    def show_notice(self, key: str, sentence: str) -> None:
        """Show a gentle warning at a question of this page, or take it away."""
        if key in self._boxes:
            self._boxes[key].show_notice(sentence)

    def go_to(self, key: str) -> None:
        """Take the keyboard to a field and scroll it into view."""
        box = self._boxes.get(key)
        if box is None:
            return
        box.input.setFocus()
        bring_into_view(box)

    def box(self, key: str) -> FieldBox:
        """Return the frame of a question by its answer key."""
        return self._boxes[key]

    def keys(self) -> Iterable[str]:
        """Return the answer keys of the page in order."""
        return tuple(self._boxes)

    def set_read_only(self, read_only: bool) -> None:
        """Show answers that may not be changed, as in an older version of a form."""
        for box in self._boxes.values():
            box.input.set_read_only(read_only)

    def minimumSizeHint(self) -> QSize:
        """Return the least width alone: the height follows from the width the page really has.

        Qt's own answer is the height at the least width, and a scroll area keeps that much room.
        """
        return QSize(super().minimumSizeHint().width(), 0)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the lines as long as reads well when the text size changes."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._limit_width()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure once the style is worn."""
        super().showEvent(event)
        self._limit_width()

    def _limit_width(self) -> None:
        letters = self.fontMetrics().averageCharWidth() * (_LINE + 8)
        if self.maximumWidth() != letters:
            self._column.widest = letters
            self.setMaximumWidth(letters)

    def _add_heading(self, section: Section, name: str) -> None:
        key = "form.section.person" if name else "form.section"
        params = {"letter": section.letter, "title": section.title}
        if name:
            params["name"] = name
        head = QVBoxLayout()
        head.setSpacing(4)
        title = label(say(key, **params), "heading")
        title.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # for `begin`, not for Tab
        self.headings.append(title)
        head.addWidget(title)
        if section.hint:
            head.addWidget(label(section.hint, "hint"))
        self._column.addLayout(head)

    def _add_question(
        self, section: Section, field: Field, person_id: int | None, name: str
    ) -> None:
        answer = answer_key(section, field, person_id)
        made = make_input(field, self._context, person_id)
        box = FieldBox(answer, field, made)
        made.changed.connect(lambda: self._changed(answer))
        self._boxes[answer] = box
        asked = field.label
        self._questions[answer] = (
            say("form.fault.person", name=name, question=asked) if name else asked
        )
        self._places[answer] = answer.rpartition(".")[0]
        self._column.addWidget(box)

    def _changed(self, _key: str) -> None:
        self._show_asked()
        now = self.answers()
        for key in self._boxes:
            if now.get(key) != self._told.get(key):
                self.answer_changed.emit(key, now.get(key))
        self._told = now

    def _show_asked(self) -> None:
        given = self.answers()
        for key, box in self._boxes.items():
            place = self._places[key]
            box.setVisible(visible(box.field, given, place))
            if box.field.required_when:
                box.show_needed(needed=needed(box.field, given, place))
