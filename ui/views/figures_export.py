"""The form that exports a release, and the receipt of what left.  Writes no file itself."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QWidget

from ui.forms.captioned import Captioned
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.wording import say

_WIDEST = 640


class ExportCard(Card):
    """`export_pressed(path, purpose, recipient)`."""

    export_pressed = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__(say("figurepage.export.title"))
        self.purpose, self.recipient, self.path = QLineEdit(), QLineEdit(), QLineEdit()
        lines = {"purpose": self.purpose, "recipient": self.recipient, "path": self.path}
        hints = {"path": say("figurepage.path.hint")}
        self.boxes = {
            key: Captioned(say(f"figurepage.{key}"), made, hints.get(key, ""), _WIDEST)
            for key, made in lines.items()
        }
        for box in self.boxes.values():
            self.body.addWidget(box)
        self.body.addWidget(button(say("figurepage.choose"), pressed=self._ask_file))
        self.go = button(say("figurepage.export"), "go", self._press)
        self.body.addWidget(self.go)
        self._receipt = QWidget()
        self.body.addWidget(self._receipt)

    def show_receipt(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show what left: a name and a value in each line."""
        old, self._receipt = self._receipt, QWidget()
        grid = QGridLayout(self._receipt)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(say("figurepage.receipt"), "heading"), 0, 0, 1, 2)
        for place, (name, value) in enumerate(lines, 1):
            shown = label(value)
            shown.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            shown.setAccessibleName(f"{name}: {value}")
            grid.addWidget(label(name, "label"), place, 0)
            grid.addWidget(shown, place, 1)
        self.body.replaceWidget(old, self._receipt)
        old.hide()
        old.deleteLater()

    def _press(self) -> None:
        self.export_pressed.emit(self.path.text(), self.purpose.text(), self.recipient.text())

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, say("figurepage.choose"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["CSV (*.csv)", "Excel (*.xlsx)", "PDF (*.pdf)"])
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(self.path.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
