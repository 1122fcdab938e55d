"""A button that opens the chosen row: that rows open must be seen.  Knows no page."""

from PySide6.QtWidgets import QPushButton

from ui.tables.table import Table
from ui.widgets.basics import button
from ui.wording import say


def open_button(table: Table) -> QPushButton:
    """Return the button for a table; it is there while the table has rows."""
    made = button(say("table.open"), pressed=table.open_chosen)
    made.setAccessibleName(say("table.open.name", table=table.accessibleName()))
    made.setVisible(False)

    def follow() -> None:
        made.setVisible(table.model().rowCount() > 0)

    table.model().modelReset.connect(follow)
    table.model().rowsInserted.connect(follow)
    return made
