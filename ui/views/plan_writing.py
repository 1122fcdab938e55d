"""The outcomes of a plan under each other while they are written.  Judges nothing."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from earlyhelp.messages.plans import ActionDraft, OutcomeDraft, PlanContent
from ui.forms.text_inputs import TextInput
from ui.turns import Turns
from ui.views.plan_action import ActionBox
from ui.views.plan_outcome import Choices, OutcomeBox
from ui.widgets.basics import Tone, button, label
from ui.widgets.card import Card
from ui.widgets.undo import Undo
from ui.wording import say

_TEXTS = ("contingency", "family_view")


class PlanWriting(QWidget):
    """`edited` at every change; `content()` is the plan as it stands on the page."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._content = PlanContent()
        self.choices = Choices()
        self.outcomes: list[OutcomeBox] = []
        self.undo = Undo()
        self._used = {"outcome": 0, "action": 0}  # the highest numbers ever given here
        self._waiting: list[OutcomeDraft] = []  # outcomes whose boxes are still to be made
        self._states: Mapping[tuple[str, int], tuple[str, Tone]] = {}
        self._turns = Turns(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._list = QVBoxLayout()
        self._list.setSpacing(16)
        column.addLayout(self._list)
        self.add = button(say("plan.outcome.add"), pressed=self._add_new)
        column.addWidget(self.add)
        self.texts = {name: TextInput() for name in _TEXTS}
        for name, made in self.texts.items():
            card = Card(say(f"plan.{name}"))
            card.body.addWidget(label(say(f"plan.{name}.hint"), "hint"))
            card.body.addWidget(made)
            made.set_name(say(f"plan.{name}"), say(f"plan.{name}.hint"))
            made.changed.connect(self.edited)
            column.addWidget(card)

    def show_content(self, content: PlanContent) -> None:
        """Show a plan to write on: the first outcome now, one more at every turn of the loop."""
        self._content, self._states = content, {}
        self.undo.forget()
        self._list.insertWidget(0, self.undo)  # out of the boxes, which go
        for box in self.outcomes:
            self._list.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.outcomes = []
        self._waiting = list(content.outcomes)
        self._next()
        self._turns.do(self._rest())
        for name, made in self.texts.items():
            made.set_value(getattr(content, name))

    def content(self) -> PlanContent:
        """Return the plan as it stands."""
        texts = {name: str(made.value() or "") for name, made in self.texts.items()}
        written = (box.outcome() for box in self.outcomes)
        return replace(self._content, outcomes=(*written, *self._waiting), **texts)

    def show_states(self, found: dict[tuple[str, int], tuple[str, Tone]]) -> None:
        """Show what is new, changed, kept or incomplete."""
        self._states = found
        self._show_states(self.outcomes)

    def _show_states(self, boxes: Iterable[OutcomeBox]) -> None:
        found = self._states
        for outcome in boxes:
            if state := found.get(("outcome", outcome.ident)):
                outcome.show_state(*state)
            for action in outcome.action_boxes:
                if state := found.get(("action", action.ident)):
                    action.show_state(*state)

    def focus_first(self) -> None:
        """Take the keyboard to the first outcome's words, or to where one is added."""
        (self.outcomes[0].inputs["words"] if self.outcomes else self.add).setFocus()

    def focus_place(self, key: str) -> None:
        """Take the keyboard to a place of the plan check: `line|kind|id`."""
        self._all()
        line, kind, ident = key.split("|")
        boxes: list[OutcomeBox | ActionBox] = []
        boxes += self._actions() if kind == "action" else self.outcomes
        for box in boxes:
            if box.ident == int(ident):
                box.focus_on(line)
                return
        (self.texts["contingency"] if line == "contingency" else self.add).setFocus()

    def _actions(self) -> Iterable[ActionBox]:
        return (action for outcome in self.outcomes for action in outcome.action_boxes)

    def _add(self, outcome: OutcomeDraft, place: int | None = None, line: int = -1) -> OutcomeBox:
        box = OutcomeBox(outcome, self.choices)
        box.edited.connect(self._changed)
        box.remove_pressed.connect(lambda: self._drop(box))
        box.action_wanted.connect(lambda: self._add_action(box))
        box.action_removed.connect(partial(self._offer_action, box))
        self.outcomes.insert(len(self.outcomes) if place is None else place, box)
        self._list.insertWidget(line, box)
        return box

    def _rest(self) -> Iterator[None]:
        while self._waiting:
            self._next()
            yield

    def _next(self) -> None:
        if not self._waiting:
            return
        self._show_states([self._add(self._waiting.pop(0))])
        self._number()

    def _all(self) -> None:
        while self._waiting:
            self._next()

    def _add_new(self) -> None:
        self._all()
        ids = [box.ident for box in self.outcomes] + [one.id for one in self._content.outcomes]
        box = self._add(OutcomeDraft(id=self._free("outcome", ids)))
        self._changed()
        box.inputs["words"].setFocus()

    def _add_action(self, outcome: OutcomeBox) -> None:
        ids = [action.ident for action in self._actions()]
        ids += [action.id for one in self._content.outcomes for action in one.actions]
        box = outcome.add_action(ActionDraft(id=self._free("action", ids)))
        self._changed()
        box.text.setFocus()

    def _free(self, kind: str, ids: Iterable[int]) -> int:
        """Return a number nobody has, nor had on this page: what was removed may come back."""
        self._used[kind] = max(self._used[kind], *ids, 0) + 1
        return self._used[kind]

    def _drop(self, box: OutcomeBox) -> None:
        self._all()
        place, gone = self.outcomes.index(box), box.outcome()
        self.outcomes.remove(box)

        def back() -> None:
            made = self._add(gone, place, self._list.indexOf(self.undo))
            self._changed()
            made.inputs["words"].setFocus()

        self.undo.offer((self._list, self._list.indexOf(box)), _outcome_gone(gone), back)
        self._list.removeWidget(box)
        box.hide()
        box.deleteLater()
        self._changed()

    def _offer_action(self, outcome: OutcomeBox, box: ActionBox, place: int) -> None:
        gone = box.action()

        def back() -> None:
            made = outcome.add_action(gone, place, outcome.column.indexOf(self.undo))
            self._changed()
            made.text.setFocus()

        said = (say("plan.action.removed"), gone.text)
        self.undo.offer((outcome.column, outcome.column.indexOf(box)), said, back)

    def _changed(self) -> None:
        self._number()
        self.edited.emit()

    def _number(self) -> None:
        for number, box in enumerate(self.outcomes, 1):
            box.set_number(number)
        for number, action in enumerate(self._actions(), 1):
            action.set_number(number)


def _outcome_gone(outcome: OutcomeDraft) -> tuple[str, str]:
    """Return that an outcome was removed, and what went with it."""
    count = len(outcome.actions)
    key = "plan.outcome.removed.one" if count == 1 else "plan.outcome.removed"
    title = say(key, count=count) if count else say("plan.outcome.removed.alone")
    return title, say("plan.quoted", words=outcome.words) if outcome.words else ""
