"""The outcomes of a plan under each other while they are written.  Judges nothing."""

from collections.abc import Iterable

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from earlyhelp.messages.plans import ActionDraft, OutcomeDraft, PlanContent
from ui.forms.text_inputs import TextInput
from ui.views.plan_action import ActionBox
from ui.views.plan_outcome import Choices, OutcomeBox
from ui.widgets.basics import Tone, button, label
from ui.widgets.card import Card
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
        """Show a plan to write on."""
        self._content = content
        for box in self.outcomes:
            self._list.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.outcomes = []
        for outcome in content.outcomes:
            self._add(outcome)
        for name, made in self.texts.items():
            made.set_value(getattr(content, name))
        self._number()

    def content(self) -> PlanContent:
        """Return the plan as it stands."""
        texts = {name: str(made.value() or "") for name, made in self.texts.items()}
        outcomes = tuple(box.outcome() for box in self.outcomes)
        return replace(self._content, outcomes=outcomes, **texts)

    def show_states(self, found: dict[tuple[str, int], tuple[str, Tone]]) -> None:
        """Show what is new, changed, kept or incomplete."""
        for outcome in self.outcomes:
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

    def _add(self, outcome: OutcomeDraft) -> OutcomeBox:
        box = OutcomeBox(outcome, self.choices)
        box.edited.connect(self._changed)
        box.remove_pressed.connect(lambda: self._drop(box))
        box.action_wanted.connect(lambda: self._add_action(box))
        self.outcomes.append(box)
        self._list.addWidget(box)
        return box

    def _add_new(self) -> None:
        ids = [box.ident for box in self.outcomes] + [one.id for one in self._content.outcomes]
        box = self._add(OutcomeDraft(id=max(ids, default=0) + 1))
        self._changed()
        box.inputs["words"].setFocus()

    def _add_action(self, outcome: OutcomeBox) -> None:
        ids = [action.ident for action in self._actions()]
        ids += [action.id for one in self._content.outcomes for action in one.actions]
        box = outcome.add_action(ActionDraft(id=max(ids, default=0) + 1))
        self._changed()
        box.text.setFocus()

    def _drop(self, box: OutcomeBox) -> None:
        self.outcomes.remove(box)
        self._list.removeWidget(box)
        box.hide()
        box.deleteLater()
        self.add.setFocus()
        self._changed()

    def _changed(self) -> None:
        self._number()
        self.edited.emit()

    def _number(self) -> None:
        for number, box in enumerate(self.outcomes, 1):
            box.set_number(number)
        for number, action in enumerate(self._actions(), 1):
            action.set_number(number)
