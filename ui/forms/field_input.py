"""What every input of a form can do, and what the page tells it.  Knows no kind of question."""

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from earlyhelp.forms.definition import Answer
from ui.theme import restyle

Choice = tuple[str, str, str]  # code, label, group


class FormContext(Struct, frozen=True, kw_only=True):
    """What a form needs besides its definition.

    Shape: `options_of` gives the choices of a code list; `people` id and name; `known` the lines
    of a fact carried forward, for the family (None) or one person.
    """

    options_of: Callable[[str], Sequence[Choice]] = lambda _list: ()
    people: Sequence[tuple[int, str]] = ()
    needs: Sequence[Choice] = ()
    known: Callable[[str, int | None], Sequence[str]] = lambda _fact, _person: ()


class FieldInput(QWidget):
    """Base of all inputs: holds one answer, says when the person changes it.

    Shape: `value` is None when nothing was answered; `set_value` announces nothing.
    """

    changed = Signal()

    def value(self) -> Answer | None:
        """Return the answer, or None."""
        return None

    def set_value(self, value: Answer | None) -> None:
        """Show an answer, or none."""

    def set_name(self, name: str, description: str) -> None:
        """Tell screen readers what is asked and what helps to answer."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        for part in self.named_parts():
            part.setAccessibleName(name)
            part.setAccessibleDescription(description)

    def named_parts(self) -> Sequence[QWidget]:
        """Return the controls inside that carry the name of the question."""
        return ()

    def set_read_only(self, read_only: bool) -> None:
        """Show an answer that may not be changed."""
        self.setEnabled(not read_only)

    def set_wrong(self, wrong: bool) -> None:
        """Mark the controls as wrong, or as right again."""
        for part in self.named_parts():
            part.setProperty("wrong", "true" if wrong else "false")
            restyle(part)
