"""Rows of a repeating question, added and removed one by one.  Cells are texts, whatever their kind."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from earlyhelp.forms.definition import Answer, Field
from ui.forms.field_input import FieldInput
from ui.widgets.basics import button, label
from ui.widgets.first_focus import begin_at
from ui.wording import say

MakeCell = Callable[[Field], FieldInput]


class _RowBox(QFrame):
    """One row: its cells under each other, labels above, and the way to remove it."""

    def __init__(self, columns: Sequence[Field], make: MakeCell) -> None:
        super().__init__()
        self.setObjectName("card")
        self.cells: dict[str, FieldInput] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 12, 8)
        self.title = label(kind="label")
        self.remove = button("", "link")
        grid.addWidget(self.title, 0, 0)
        grid.addWidget(self.remove, 0, 1, Qt.AlignmentFlag.AlignRight)
        for place, column in enumerate(columns):
            cell = make(column)
            words = column.label
            if not column.required:
                words = say("form.optional", label=column.label)
            grid.addWidget(label(words), 2 * place + 1, 0, 1, 2)
            grid.addWidget(cell, 2 * place + 2, 0, 1, 2)
            self.cells[column.id] = cell

    def values(self) -> dict[str, str]:
        """Return the cells that hold something, as texts."""
        given = {name: _as_text(cell.value()) for name, cell in self.cells.items()}
        return {name: text for name, text in given.items() if text}

    def set_values(self, row: dict[str, str]) -> None:
        """Show a row."""
        for name, cell in self.cells.items():
            cell.set_value(row.get(name))


class TableInput(FieldInput):
    """Rows under each other; empty rows are not part of the answer."""

    def __init__(self, columns: Sequence[Field], make: MakeCell) -> None:
        super().__init__()
        self._columns, self._make = columns, make
        self._name, self._description = "", ""
        self.rows: list[_RowBox] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.add = button(say("form.row.add"), pressed=self._add_pressed)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        begin_at(self, self.add)

    def value(self) -> Answer | None:
        """Return the rows that hold something."""
        return [values for row in self.rows if (values := row.values())] or None

    def set_value(self, value: Answer | None) -> None:
        """Show these rows and no others."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self.rows = []
        for values in value if isinstance(value, list) else []:
            if isinstance(values, dict):
                self._new_row().set_values(values)
        self._rename()

    def set_name(self, name: str, description: str) -> None:
        """Name the rows and their cells."""
        super().set_name(name, description)
        self._name, self._description = name, description
        self.add.setAccessibleName(say("form.row.add.name", label=name))
        self._rename()

    def named_parts(self) -> Sequence[QWidget]:
        """Return the button that adds a row."""
        return (self.add,)

    def _new_row(self) -> _RowBox:
        row = _RowBox(self._columns, self._make)
        row.remove.clicked.connect(lambda _checked=False: self._remove(row))
        for cell in row.cells.values():
            cell.changed.connect(self.changed)
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)
        return row

    def _add_pressed(self) -> None:
        row = self._new_row()
        self._rename()
        next(iter(row.cells.values())).setFocus()

    def _remove(self, row: _RowBox) -> None:
        held = bool(row.values())
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._rename()
        self.add.setFocus()
        if held:
            self.changed.emit()

    def _rename(self) -> None:
        for place, row in enumerate(self.rows, start=1):
            row.title.setText(say("form.row.title", label=self._name, row=place))
            row.remove.setText(say("form.row.remove", row=place))
            row.remove.setAccessibleName(f"{self._name}: {row.remove.text()}")
            for column in self._columns:
                words = say("form.cell", label=self._name, row=place, column=column.label)
                row.cells[column.id].set_name(words, column.hint or self._description)


def _as_text(value: Answer | None) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
