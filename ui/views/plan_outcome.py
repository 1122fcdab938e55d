"""One outcome of a plan being written, in the family's words, with its actions.  Judges nothing."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from earlyhelp.messages.plans import ActionDraft, OutcomeDraft
from ui.forms.choice_inputs import ChecksInput, ComboInput
from ui.forms.field_input import Choice, FieldInput
from ui.forms.text_inputs import LineInput, NumberInput
from ui.views.plan_action import ActionBox
from ui.widgets.basics import Tone, button, label
from ui.widgets.card import Card
from ui.widgets.pill import Pill
from ui.wording import say

_SCALE = ("baseline", "now", "target")


class Choices(Struct, frozen=True, kw_only=True):
    """What may be chosen in an outcome."""

    people: Sequence[tuple[int, str]] = ()
    needs: Sequence[Choice] = ()
    areas: Sequence[Choice] = ()


class OutcomeBox(Card):
    """`edited` at every change; `action_wanted` asks the plan for one with the next free number."""

    edited = Signal()
    remove_pressed = Signal()
    action_wanted = Signal()
    action_removed = Signal(object, int)

    def __init__(self, outcome: OutcomeDraft, choices: Choices) -> None:
        super().__init__()
        self._outcome = outcome
        self._pill = Pill(say("plan.state.new"), "info")
        self.remove = button(say("plan.remove"), "link", self.remove_pressed.emit)
        self.add_to_head(self._pill)
        self.add_to_head(self.remove)
        self.inputs: dict[str, FieldInput] = {
            "words": LineInput(),
            "needs": ChecksInput(choices.needs, say("plan.needs.none")),
            "people": ChecksInput([(str(one), name, "") for one, name in choices.people]),
            "measure": LineInput(),
            "area": ComboInput(choices.areas),
        } | {name: NumberInput() for name in _SCALE}
        self.action_boxes: list[ActionBox] = []
        self._lay_out()
        self._fill(outcome)
        for made in self.inputs.values():
            made.changed.connect(self.edited)

    @property
    def ident(self) -> int:
        """Return the outcome's number in the plan."""
        return self._outcome.id

    def _lay_out(self) -> None:
        self.body.addWidget(self._part("words"))
        self.body.addWidget(self._part("measure"))
        pair = QHBoxLayout()
        pair.setSpacing(24)
        pair.addWidget(self._part("needs"), 2)
        pair.addWidget(self._part("people"), 1)
        self.body.addLayout(pair)
        scale = QGridLayout()
        scale.setHorizontalSpacing(16)
        scale.addWidget(self._part("area"), 0, 0, 1, 3)
        for column, name in enumerate(_SCALE):
            scale.addWidget(self._part(name), 1, column)
            scale.setColumnStretch(column, 1)
        self.body.addLayout(scale)
        self.body.addWidget(label(say("plan.actions"), "label"))
        self.column = QVBoxLayout()
        self.column.setSpacing(0)
        self.body.addLayout(self.column)
        self.add = button(say("plan.action.add"), pressed=self.action_wanted.emit)
        self.body.addWidget(self.add)

    def _part(self, name: str) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(say(f"plan.outcome.{name}"), "label"))
        column.addWidget(self.inputs[name])
        column.addStretch(1)
        return part

    def _fill(self, outcome: OutcomeDraft) -> None:
        for name in ("words", "measure", "area", *_SCALE):
            value = getattr(outcome, name)
            self.inputs[name].set_value(None if value == "" else value)
        self.inputs["needs"].set_value(list(outcome.needs))
        self.inputs["people"].set_value([str(one) for one in outcome.people])
        for action in outcome.actions:
            self.add_action(action)

    def add_action(
        self, action: ActionDraft, place: int | None = None, line: int = -1
    ) -> ActionBox:
        """Put an action at the end, or back at its place, which is a line of the column."""
        box = ActionBox(action)
        box.edited.connect(self.edited)
        box.remove_pressed.connect(lambda: self._drop(box))
        self.action_boxes.insert(len(self.action_boxes) if place is None else place, box)
        self.column.insertWidget(line, box)
        return box

    def _drop(self, box: ActionBox) -> None:
        place = self.action_boxes.index(box)
        self.action_boxes.remove(box)
        self.action_removed.emit(box, place)
        self.column.removeWidget(box)
        box.hide()
        box.deleteLater()
        self.edited.emit()

    def outcome(self) -> OutcomeDraft:
        """Return the outcome as it is written; a number outside the scale is none yet."""
        values = {name: self.inputs[name].value() for name in self.inputs}
        needs, people = values["needs"], values["people"]
        numbers = {name: _scale(values[name]) for name in _SCALE}
        return replace(
            self._outcome,
            words=str(values["words"] or ""),
            measure=str(values["measure"] or ""),
            area=str(values["area"] or ""),
            needs=tuple(map(str, needs)) if isinstance(needs, list) else (),
            people=tuple(int(str(one)) for one in people) if isinstance(people, list) else (),
            actions=tuple(box.action() for box in self.action_boxes),
            **numbers,
        )

    def set_number(self, number: int) -> None:
        """Show its place in the plan and name its inputs by it."""
        self.set_title(say("plan.outcome.title", number=number))
        for name, made in self.inputs.items():
            words = say(f"plan.outcome.{name}")
            made.set_name(say("plan.outcome.name", number=number, part=words), "")
        self.remove.setAccessibleName(say("plan.outcome.remove", number=number))
        self.add.setAccessibleName(say("plan.outcome.add_action", number=number))

    def show_state(self, words: str, tone: Tone) -> None:
        """Show whether it is new, changed, kept or incomplete."""
        self._pill.show_state(words, tone)

    def focus_on(self, line: str) -> None:
        """Take the keyboard to what a line of the check asks for."""
        if line == "outcome_actions":
            self.add.setFocus()
        else:
            self.inputs["measure" if line == "outcome_measure" else "words"].setFocus()


def _scale(value: object) -> int | None:
    return value if isinstance(value, int) and 0 <= value <= 10 else None
