"""The form that publishes the figures of a period, with its progress.  Protects nothing itself."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar

from ui.forms.captioned import Captioned
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.date_input import DateInput
from ui.wording import say


class Preset(Protocol):
    """A way of protecting figures."""

    @property
    def code(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def note(self) -> str: ...


class PublishCard(Card):
    """`publish_pressed(from, to, preset)`, dates as DateInput gives them."""

    publish_pressed = Signal(str, str, str)
    cancel_pressed = Signal()

    def __init__(self) -> None:
        super().__init__(say("figurepage.publish.title"))
        self._notes: dict[str, str] = {}
        self.from_on = DateInput(say("figurepage.from_on"))
        self.to_on = DateInput(say("figurepage.to_on"))
        self.preset, self._note = QComboBox(), label(kind="hint")
        self.preset.setAccessibleName(say("figurepage.preset"))
        self.preset.setSizeAdjustPolicy(  # a long title must not make the page scroll sideways
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.preset.setMinimumContentsLength(16)
        self.preset.currentIndexChanged.connect(self._explain)
        self.boxes = {
            key: Captioned(say(f"figurepage.{key}"), made)
            for key, made in (("from_on", self.from_on), ("to_on", self.to_on))
        }
        dates = QHBoxLayout()
        dates.setSpacing(32)
        for box in self.boxes.values():
            dates.addWidget(box, 0, Qt.AlignmentFlag.AlignBottom)  # whatever is wrong with one
        dates.addStretch(1)
        self.body.addLayout(dates)
        self.body.addWidget(label(say("figurepage.preset"), "label"))
        self.body.addWidget(self.preset)
        self.body.addWidget(self._note)
        self.go = button(say("figurepage.publish"), "go", self._press)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(say("figurepage.progress"))
        self.cancel = button(say("figurepage.cancel"), pressed=self.cancel_pressed.emit)
        for control in (self.go, self.bar, self.cancel):
            self.body.addWidget(control)
        self.hide_progress()

    def show_presets(self, presets: Sequence[Preset]) -> None:
        """Show the ways of protecting figures."""
        self._notes = {one.code: one.note for one in presets}
        self.preset.clear()
        for one in presets:
            self.preset.addItem(one.title, one.code)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is; a total of 0 is not known yet."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.show()
        self.cancel.show()
        if self.go.hasFocus():
            self.cancel.setFocus()
        self.go.setEnabled(False)

    def hide_progress(self) -> None:
        """It is over."""
        self.go.setEnabled(True)
        if self.cancel.hasFocus():
            self.go.setFocus()
        self.bar.hide()
        self.cancel.hide()

    def _explain(self, _place: int) -> None:
        self._note.setText(self._notes.get(self.preset.currentData() or "", ""))
        self.preset.setAccessibleDescription(self._note.text())

    def _press(self) -> None:
        self.publish_pressed.emit(
            self.from_on.value(), self.to_on.value(), self.preset.currentData() or ""
        )
