"""The date boxes and the scale as inputs of a form.  Hold no rule about dates or scores."""

from PySide6.QtWidgets import QVBoxLayout

from earlyhelp.forms.definition import Answer
from ui.forms.field_input import FieldInput
from ui.widgets.date_input import DateInput
from ui.widgets.scale_input import ScaleInput


class DateField(FieldInput):
    """A date in three boxes."""

    def __init__(self, *, partial: bool) -> None:
        super().__init__()
        self.date = DateInput(partial=partial)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.date)
        self.setFocusProxy(self.date)
        self.date.changed.connect(self.changed)

    def value(self) -> Answer | None:
        """Return the date as text, see DateInput."""
        return self.date.value() or None

    def set_value(self, value: Answer | None) -> None:
        """Show a date."""
        self.date.set_value("" if value is None else str(value))

    def set_name(self, name: str, description: str) -> None:
        """Name each box."""
        super().set_name(name, description)
        self.date.set_name(name, description)

    def set_wrong(self, wrong: bool) -> None:
        """Mark the boxes."""
        self.date.set_wrong(wrong)


class ScaleField(FieldInput):
    """A score from 0 to 10, or not asked."""

    def __init__(self) -> None:
        super().__init__()
        self.scale = ScaleInput()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.scale)
        self.setFocusProxy(self.scale)
        self.scale.changed.connect(self.changed)

    def value(self) -> Answer | None:
        """Return the score, or None if it was not asked."""
        return self.scale.value()

    def set_value(self, value: Answer | None) -> None:
        """Show a score."""
        self.scale.set_value(value if isinstance(value, int) else None)

    def set_name(self, name: str, description: str) -> None:
        """Name the scale."""
        super().set_name(name, description)
        self.scale.set_name(name, description)
