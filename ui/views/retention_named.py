"""Where somebody stays named: a table whose rows open the family, and why those texts stay.  Finds nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from earlyhelp.domain.retention import schedule
from earlyhelp.messages.retention import NamedText
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.widgets.basics import label
from ui.wording import day, say


class NamedTable(QWidget):
    """`opened` carries the section of the family's page where the record is read."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._told = label(say("retention.named.choose"), "hint")
        self.table = Table(_columns(), lambda row: row.key, say("retention.named"))
        self.stays = QComboBox()
        self.stays.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.stays.setMinimumContentsLength(24)
        self.stays.addItem(say("retention.named.stays.choose"), "")
        for reason in schedule().stays:
            self.stays.addItem(reason.title, reason.id)
        self.stays.setAccessibleName(say("retention.named.stays"))
        self._why = label(say("retention.named.stays"), "label")
        self._why.setBuddy(self.stays)
        self._sections: dict[int, str] = {}
        for part in (self._told, self.table, self._why, self.stays):
            column.addWidget(part)
        self.table.row_opened.connect(self._open)
        self.show_texts((), say("retention.named.choose"))

    def show_texts(self, texts: Sequence[NamedText], words: str) -> None:
        """Show where somebody is named, and a sentence about it; a reason is asked for only then."""
        self._told.setText(words)
        self._sections = {one.key: one.section for one in texts}
        self.table.set_rows(texts)
        for part in (self.table, self._why, self.stays):
            part.setVisible(bool(texts))
        if not texts:
            self.stays.setCurrentIndex(0)

    def _open(self, key: object) -> None:
        if isinstance(key, int):
            self.opened.emit(self._sections.get(key, ""))


def _columns() -> list[Column[NamedText]]:
    return [
        Column(title=say("retention.named.column.what"), text=_what, bold=lambda _: True),
        Column(title=say("retention.named.column.by"), text=lambda row: row.by, width=22),
    ]


def _what(row: NamedText) -> str:
    words = say("retention.named.of", what=row.title, day=day(row.on)) if row.on else row.title
    return say("retention.named.whole", what=words) if row.whole else words
