"""Inputs for choosing: one of few, one of many, several, yes or no.  Refuse codes they do not offer."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QCompleter,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from earlyhelp.forms.definition import Answer
from ui.forms.field_input import Choice, FieldInput
from ui.widgets.basics import label
from ui.widgets.tick_box import TickBox
from ui.wording import say

FEW = 6


class RadioInput(FieldInput):
    """One of a few, all in view.  `decode` turns the code into the answer and back."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        column = _column(self)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        for code, words, _group in choices:
            radio = QRadioButton(words)
            radio.clicked.connect(lambda _checked=False: self.changed.emit())
            self._group.addButton(radio)
            self.buttons[code] = radio
            column.addWidget(radio)
        if self.buttons:
            self.setFocusProxy(next(iter(self.buttons.values())))

    def value(self) -> Answer | None:
        """Return the code chosen."""
        return next((code for code, radio in self.buttons.items() if radio.isChecked()), None)

    def set_value(self, value: Answer | None) -> None:
        """Choose a code, or none."""
        self._group.setExclusive(False)
        for code, radio in self.buttons.items():
            radio.setChecked(code == value)
        self._group.setExclusive(True)

    def set_name(self, name: str, description: str) -> None:
        """Name each button with the question before its own words."""
        super().set_name(name, description)
        for radio in self.buttons.values():
            radio.setAccessibleName(f"{name}: {radio.text()}")
            radio.setAccessibleDescription(description)


class YesNoInput(RadioInput):
    """Yes or no."""

    def __init__(self) -> None:
        super().__init__((("yes", say("form.yes"), ""), ("no", say("form.no"), "")))

    def value(self) -> Answer | None:
        """Return True, False or None."""
        chosen = super().value()
        return None if chosen is None else chosen == "yes"

    def set_value(self, value: Answer | None) -> None:
        """Show True, False or None."""
        words = {True: "yes", False: "no"}
        super().set_value(words.get(value) if isinstance(value, bool) else value)


class ComboInput(FieldInput):
    """One of many, found by typing any part of its words."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        self.box = QComboBox()
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(16)
        self.box.addItem("", None)
        for code, words, _group in choices:
            self.box.addItem(words, code)
        finder = QCompleter(self.box.model(), self)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.line = QLineEdit()
        self.box.setLineEdit(self.line)
        self.box.setCompleter(finder)
        self.line.setPlaceholderText(say("form.choose"))
        self.line.editingFinished.connect(self._settle)
        _column(self).addWidget(self.box)
        self.setFocusProxy(self.box)
        self.box.activated.connect(lambda _place: self.changed.emit())

    def value(self) -> Answer | None:
        """Return the code chosen."""
        code: str | None = self.box.currentData()
        return code

    def set_value(self, value: Answer | None) -> None:
        """Choose a code, or none; a code that is no longer offered is kept and shown as it is."""
        place = 0 if value is None else self.box.findData(value)
        if place < 0:
            self.box.addItem(str(value), value)
            place = self.box.count() - 1
        self.box.setCurrentIndex(place)
        self.line.setCursorPosition(0)

    def named_parts(self) -> Sequence[QWidget]:
        """Return the box."""
        return (self.box,)

    def _settle(self) -> None:
        """Take the choice whose words were typed; otherwise show the one that holds."""
        before, typed = self.box.currentIndex(), self.box.currentText().strip()
        found = self.box.findText(typed, Qt.MatchFlag.MatchFixedString)
        place = found if found >= 0 else before
        self.box.setCurrentIndex(place)
        self.box.setEditText(self.box.itemText(place))
        self.line.setCursorPosition(0)  # long words are read from their beginning
        if place != before:
            self.changed.emit()


class PersonInput(ComboInput):
    """One of the people given, by id."""

    def __init__(self, people: Sequence[tuple[int, str]]) -> None:
        super().__init__([(str(number), name, "") for number, name in people])
        self.line.setPlaceholderText(say("form.person.none"))

    def value(self) -> Answer | None:
        """Return the id of the person."""
        code = super().value()
        return int(code) if isinstance(code, str) and code.isdecimal() else None

    def set_value(self, value: Answer | None) -> None:
        """Choose a person by id."""
        super().set_value(None if value is None else str(value))


class ChecksInput(FieldInput):
    """Any number of the choices, under their groups; answers come in the order shown."""

    def __init__(self, choices: Sequence[Choice], nothing: str = "") -> None:
        super().__init__()
        column = _column(self)
        self.boxes: dict[str, TickBox] = {}
        heading = ""
        for code, words, group in choices:
            if group and group != heading:
                heading = group
                column.addWidget(label(group, "label"))
            box = TickBox(words)
            box.clicked.connect(lambda _checked=False: self.changed.emit())
            self.boxes[code] = box
            column.addWidget(box)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))
        elif nothing:
            empty: QLabel = label(nothing, "muted")
            column.addWidget(empty)

    def value(self) -> Answer | None:
        """Return the codes ticked."""
        return [code for code, box in self.boxes.items() if box.isChecked()] or None

    def set_value(self, value: Answer | None) -> None:
        """Tick these codes and no others."""
        codes = value if isinstance(value, list) else []
        for code, box in self.boxes.items():
            box.setChecked(code in codes)

    def set_name(self, name: str, description: str) -> None:
        """Name each box with the question before its own words."""
        super().set_name(name, description)
        for box in self.boxes.values():
            box.setAccessibleName(f"{name}: {box.text()}")
            box.setAccessibleDescription(description)


def people_input(people: Sequence[tuple[int, str]]) -> ChecksInput:
    """Make a list of people to tick, by id."""
    choices = [(str(number), name, "") for number, name in people]
    return ChecksInput(choices, say("form.people.none"))


def one_of(choices: Sequence[Choice]) -> FieldInput:
    """Make radio buttons for a few choices and a searchable box for many."""
    make: Callable[[Sequence[Choice]], FieldInput] = (
        RadioInput if len(choices) <= FEW else ComboInput
    )
    return make(choices)


def _column(owner: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    return column
