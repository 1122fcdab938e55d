"""The needs of a family, ticked in a long grouped list that can be searched.  Refuses unknown codes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from earlyhelp.forms.definition import Answer
from ui.forms.field_input import Choice, FieldInput
from ui.widgets.basics import label
from ui.wording import say


class NeedsInput(FieldInput):
    """A box to search in, the grouped list, and how many are ticked."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.search = QLineEdit()
        self.search.setPlaceholderText(say("form.filter"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(1)
        self.tree.setWordWrap(True)
        self.tree.setMinimumHeight(240)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._groups: dict[str, QTreeWidgetItem] = {}
        self._group_of: dict[str, str] = {}
        self._fill(choices)
        self._shown = label(say("form.chosen", count=0), "muted")
        for part in (self.search, self.tree, self._shown):
            column.addWidget(part)
        self.setFocusProxy(self.search)
        self.tree.itemChanged.connect(lambda *_: self._ticked())

    def value(self) -> Answer | None:
        """Return the codes ticked, in the order of the list."""
        ticked = Qt.CheckState.Checked
        return [code for code, it in self._items.items() if it.checkState(0) == ticked] or None

    def set_value(self, value: Answer | None) -> None:
        """Tick these codes and no others."""
        codes = value if isinstance(value, list) else []
        self.tree.blockSignals(True)
        for code, item in self._items.items():
            wanted = Qt.CheckState.Checked if code in codes else Qt.CheckState.Unchecked
            item.setCheckState(0, wanted)
        self.tree.blockSignals(False)
        self._count()

    def set_name(self, name: str, description: str) -> None:
        """Name the list by the question and the box by what it does."""
        super().set_name(name, description)
        self.search.setAccessibleName(say("form.filter.name", label=name))
        self.search.setAccessibleDescription(description)

    def named_parts(self) -> Sequence[QWidget]:
        """Return the list."""
        return (self.tree,)

    def _fill(self, choices: Sequence[Choice]) -> None:
        groups = self._groups
        for code, words, group in choices:
            if group not in groups:
                groups[group] = QTreeWidgetItem(self.tree, [group])
                groups[group].setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                groups[group].setExpanded(True)
            item = QTreeWidgetItem(groups[group], [words])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Unchecked)
            item.setToolTip(0, words)
            self._items[code] = item
            self._group_of[code] = group

    def _narrow(self, text: str) -> None:
        wanted = text.strip().lower()
        for code, item in self._items.items():
            group = self._group_of[code]
            item.setHidden(wanted not in f"{code} {item.text(0)} {group}".lower())
        for top in self._groups.values():
            rows = (top.child(row) for row in range(top.childCount()))
            top.setHidden(all(item.isHidden() for item in rows if item is not None))

    def _ticked(self) -> None:
        self._count()
        self.changed.emit()

    def _count(self) -> None:
        chosen = self.value()
        self._shown.setText(
            say("form.chosen", count=len(chosen) if isinstance(chosen, list) else 0)
        )
