"""The choice of kept views beside the filters of a list.  Filters nothing itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from ui.widgets.basics import button
from ui.widgets.flow import FlowLayout
from ui.wording import say


class SavedViewsChoice(QWidget):
    """Emits the name that was chosen or is to be forgotten, and that the present view is to be kept."""

    chosen = Signal(str)
    forget_pressed = Signal(str)
    keep_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = FlowLayout(self, gap=12, line_gap=8)
        self.box = QComboBox()
        self.box.setAccessibleName(say("families.views"))
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(18)
        self.box.activated.connect(self._activated)
        self.keep = button(say("families.views.keep"), "link", self.keep_pressed.emit)
        self.forget = button(say("families.views.forget"), "link", self._forget)
        for part in (self.box, self.keep, self.forget):
            row.addWidget(part)
        self.show_names((), "")

    def show_names(self, names: Sequence[str], chosen: str) -> None:
        """Offer these views; none is chosen unless it was just kept."""
        self.box.clear()
        self.box.addItem(say("families.views.choose"), "")
        for name in names:
            self.box.addItem(name, name)
        self.box.setVisible(bool(names))
        self.box.setCurrentIndex(max(self.box.findData(chosen), 0))
        self.forget.setVisible(bool(self.box.currentData()))

    def leave(self) -> None:
        """Say that what is shown is no kept view any more."""
        self.box.setCurrentIndex(0)
        self.forget.hide()

    def _activated(self, _place: int) -> None:
        name = self.box.currentData()
        self.forget.setVisible(bool(name))
        if name:
            self.chosen.emit(name)

    def _forget(self) -> None:
        self.forget_pressed.emit(self.box.currentData())
