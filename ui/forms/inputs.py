"""One factory per kind of question.  Refuses a kind it does not know: a new kind is a line here and a test."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout

from earlyhelp.forms.definition import Field
from ui.forms.choice_inputs import ChecksInput, PersonInput, YesNoInput, one_of, people_input
from ui.forms.field_input import Choice, FieldInput, FormContext
from ui.forms.needs_input import NeedsInput
from ui.forms.scale_and_date import DateField, ScaleField
from ui.forms.table_input import TableInput
from ui.forms.text_inputs import LineInput, NumberInput, TextInput
from ui.widgets.basics import label
from ui.wording import say

Factory = Callable[[Field, FormContext, int | None], FieldInput]


class KnownLines(FieldInput):
    """What is known carried forward; nothing is asked and nothing answered."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for line in lines or (say("form.known.none"),):
            column.addWidget(label(line, "body" if lines else "muted"))


def make_input(field: Field, context: FormContext, person_id: int | None = None) -> FieldInput:
    """Return a new, unnamed input for a question."""
    return _FACTORIES[field.kind](field, context, person_id)


def _choices(field: Field, context: FormContext) -> Sequence[Choice]:
    if field.code_list:
        return context.options_of(field.code_list)
    return [(option.code, option.label, "") for option in field.options]


def _table(field: Field, context: FormContext, person_id: int | None) -> FieldInput:
    return TableInput(field.columns, lambda column: make_input(column, context, person_id))


_FACTORIES: dict[str, Factory] = {
    "line": lambda _field, _context, _person: LineInput(),
    "text": lambda _field, _context, _person: TextInput(),
    "choice": lambda field, context, _person: one_of(_choices(field, context)),
    "choices": lambda field, context, _person: ChecksInput(_choices(field, context)),
    "date": lambda _field, _context, _person: DateField(partial=False),
    "partial_date": lambda _field, _context, _person: DateField(partial=True),
    "number": lambda _field, _context, _person: NumberInput(),
    "yes_no": lambda _field, _context, _person: YesNoInput(),
    "scale": lambda _field, _context, _person: ScaleField(),
    "person": lambda _field, context, _person: PersonInput(context.people),
    "people": lambda _field, context, _person: people_input(context.people),
    "needs": lambda _field, context, _person: NeedsInput(context.needs),
    "table": _table,
    "known": lambda field, context, person: KnownLines(context.known(field.known, person)),
}
