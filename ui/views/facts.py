"""Names and values under each other.  Refuses to show a name without a value."""

from collections.abc import Iterable

from PySide6.QtWidgets import QFormLayout, QWidget

from ui.widgets.basics import label


class Facts(QWidget):
    """Pairs of a name and what it is; empty values are left out."""

    def __init__(self) -> None:
        super().__init__()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setHorizontalSpacing(16)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def show_facts(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Show these in place of the last ones."""
        while self._form.rowCount():
            self._form.removeRow(0)
        for name, value in pairs:
            if value:
                self._form.addRow(label(name, "muted"), label(value))
