"""One plan that waits: what it says, what is missing, the manager's words.  Decides nothing."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.forms.text_inputs import TextInput
from ui.views.plan_check_card import PlanCheckCard
from ui.views.plan_check_card import Row as CheckRow
from ui.views.plan_table import Row, plan_table
from ui.views.plan_texts import PlanTexts, Text
from ui.views.telling import TellsFailure
from ui.widgets.banner import Banner
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.first_focus import begin_at
from ui.widgets.page_head import PageHead
from ui.wording import say


class Top(Protocol):
    """The head of the page."""

    @property
    def title(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def crumb(self) -> str: ...
    @property
    def compare(self) -> str: ...
    @property
    def why_not(self) -> str: ...
    @property
    def why_not_text(self) -> str: ...
    @property
    def links(self) -> Sequence[tuple[str, str]]: ...
    @property
    def waiting(self) -> bool: ...


class AuthorisePlanView(TellsFailure, QWidget):
    """Authorise is disabled only where the box above says why."""

    compare_toggled = Signal(bool)
    link_chosen = Signal(str)
    authorise_pressed = Signal(str)
    return_pressed = Signal(str)
    family_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self._head, self.blocked, self._failure = PageHead(), Banner(), Banner()
        for part in (self._head, self.blocked, self._failure):
            column.addWidget(part)
        self._before, self._plan = Card(say("plan.before")), Card()
        self.table, self.before = plan_table(say("plan.table")), plan_table(say("plan.before"))
        self.texts = PlanTexts()
        self._rows: dict[tuple[str, int], int] = {}
        self.check = PlanCheckCard(linked=False)
        self.oversight = TextInput()
        self._lay_out(column)
        self._add_actions()
        self.blocked.link_chosen.connect(self.link_chosen)
        begin_at(self, self.oversight)

    def _lay_out(self, column: QVBoxLayout) -> None:
        self._before.body.addWidget(self.before)
        self._before.hide()
        self._plan.body.addWidget(self.table)
        left = self._left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(self._before)
        left.addWidget(self._plan)
        left.addWidget(self.texts)
        left.addStretch(1)
        right = self._right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self.check)
        self._words = self._oversight_card()
        right.addWidget(self._words)
        right.addStretch(1)
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        self._row.addLayout(left, 7)
        self._row.addLayout(right, 3)
        column.addLayout(self._row, 1)

    def _oversight_card(self) -> Card:
        card = Card(say("authorise.oversight"))
        card.body.addWidget(label(say("authorise.oversight.hint"), "hint"))
        self._error = label(kind="error")
        self._error.hide()
        card.body.addWidget(self._error)
        card.body.addWidget(self.oversight)
        self.oversight.set_name(say("authorise.oversight"), say("authorise.oversight.hint"))
        return card

    def _add_actions(self) -> None:
        self._head.add_action(button(say("authorise.family"), pressed=self.family_pressed.emit))
        self.compare = self._head.add_action(button(say("plan.before")))
        self.compare.setCheckable(True)
        self.compare.toggled.connect(self.compare_toggled)
        self.return_button = self._head.add_action(
            button(say("authorise.return"), pressed=lambda: self._emit(self.return_pressed))
        )
        self.authorise = self._head.add_action(
            button(say("authorise.go"), "go", lambda: self._emit(self.authorise_pressed))
        )

    def _emit(self, pressed: SignalInstance) -> None:
        self._error.hide()
        self.oversight.set_wrong(False)
        pressed.emit(self.words())

    def show_top(self, top: Top) -> None:
        """Show whose plan it is and whether it may be authorised."""
        crumbs = (say("rail.authorise"), top.crumb) if top.crumb else (say("rail.authorise"),)
        self._head.show_title(top.title, top.note, crumbs)
        self.compare.setVisible(bool(top.compare))
        self.compare.setText(top.compare or say("plan.before"))
        self.authorise.setEnabled(not top.why_not)
        self.authorise.setAccessibleDescription(top.why_not)
        self.authorise.setToolTip(top.why_not)
        self.return_button.setVisible(top.waiting)
        self.authorise.setVisible(top.waiting)
        if top.why_not:
            self.blocked.show_message(top.why_not, top.why_not_text, "danger", top.links)
        else:
            self.blocked.leave()
        self.oversight.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show the plan."""
        self._rows = {(row.kind, row.subject_id): row.id for row in rows}
        self.table.set_rows(rows)

    def show_texts(self, texts: Sequence[Text]) -> None:
        """Show what happens if the plan does not work, and what the family says about it."""
        self.texts.show_texts(texts)

    def words(self) -> str:
        """Return the manager's words as they stand."""
        return str(self.oversight.value() or "")

    def show_words(self, words: str) -> None:
        """Show words that were typed before, with those that stand there already."""
        self.oversight.set_value(words)

    def show_check(self, rows: Sequence[CheckRow]) -> None:
        """Show the plan check."""
        self.check.show_rows(rows)

    def show_before(self, rows: Sequence[Row]) -> None:
        """Show the version before, or nothing."""
        self.before.set_rows(rows)
        self._before.setVisible(bool(rows))

    def choose_place(self, kind: str, ident: int) -> None:
        """Choose a line of the plan and take the keyboard there."""
        if row := self._rows.get((kind, ident)):
            self.table.choose(row)
            self.table.setFocus()

    def set_busy(self, busy: bool) -> None:
        """Take no second decision while one is under way."""
        self._head.setEnabled(not busy)

    def show_errors(self, errors: dict[str, str]) -> None:
        """Show what is wrong with the manager's words."""
        sentence = errors.get("oversight", "")
        self._error.setText(say("form.error", message=sentence))
        self._error.setVisible(bool(sentence))
        self.oversight.set_wrong(bool(sentence))
        self.oversight.set_name(
            say("authorise.oversight"), f"{sentence} {say('authorise.oversight.hint')}"
        )
        self.oversight.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: object) -> None:
        """Set the check under the plan where the window is narrow for its text."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        narrow = self.width() < self.fontMetrics().averageCharWidth() * 115
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        small = not narrow and self.width() < self.fontMetrics().averageCharWidth() * 170
        if (self._right.indexOf(self._words) == 0) != small:  # in view without scrolling
            self._right.removeWidget(self._words)
            self._right.insertWidget(0 if small else 1, self._words)
            self._left.removeWidget(self.texts)  # a tall table leaves room beside it
            (self._right if small else self._left).insertWidget(1 if small else 2, self.texts)
