"""The people of a request, typed one under the other, with possible matches shown while typing."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from earlyhelp.domain.codes import code_list
from earlyhelp.messages.people import PossibleMatch
from ui.theme import restyle
from ui.views.family_rows import match_words
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.date_input import DateInput
from ui.wording import day, say

_MATCH_MS = 250
_LINES = ("forename", "surname", "nhs_number", "upn")


class PersonBox(QFrame):
    """One person.  Emits `changed` at every key and `settled` a moment after the last."""

    changed = Signal()
    settled = Signal()
    remove_pressed = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self.setObjectName("card")
        self._ids: dict[str, str] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_MATCH_MS)
        self._timer.timeout.connect(self.settled)
        name = say("request.person", number=number)
        column = QVBoxLayout(self)
        head = QHBoxLayout()
        head.addWidget(label(name, "label"), 1)
        remove = button(say("request.person.remove"), "link", self.remove_pressed.emit)
        remove.setAccessibleName(f"{name}: {remove.text()}")
        head.addWidget(remove)
        column.addLayout(head)
        self._errors = label(kind="error")
        self._errors.hide()
        column.addWidget(self._errors)
        column.addLayout(self._inputs(name))
        self._matches = QVBoxLayout()
        column.addLayout(self._matches)

    def _inputs(self, name: str) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        self.role = QComboBox()
        self.role.addItem(say("form.choose"), "")
        for item in code_list("person_role").items:
            self.role.addItem(item.label, item.code)
        self.lines = {field: QLineEdit() for field in _LINES}
        self.born = DateInput(f"{name}: {say('request.person.born')}")
        self.inputs: dict[str, QWidget] = {
            "role": self.role,
            "forename": self.lines["forename"],
            "surname": self.lines["surname"],
            "born": self.born,
            "nhs_number": self.lines["nhs_number"],
            "upn": self.lines["upn"],
        }
        for place, (field, box) in enumerate(self.inputs.items()):
            words = say(f"request.person.{field}")
            row, cell = 2 * (place // 3), place % 3
            grid.addWidget(label(words), row, cell)
            grid.addWidget(box, row + 1, cell)
            grid.setColumnStretch(cell, 1)
            if box is not self.born:
                box.setAccessibleName(f"{name}: {words}")
        for line in self.lines.values():
            line.textEdited.connect(lambda _text: self._edited())
        self.role.activated.connect(lambda _place: self.changed.emit())
        self.born.changed.connect(self._edited)
        return grid

    def value(self) -> dict[str, str]:
        """Return what is typed, empty parts left out."""
        typed = {field: line.text().strip() for field, line in self.lines.items()}
        typed |= {"role": self.role.currentData() or "", "born": self.born.value()} | self._ids
        return {field: text for field, text in typed.items() if text}

    def set_value(self, person: dict[str, str]) -> None:
        """Show a person typed earlier."""
        for field, line in self.lines.items():
            line.setText(person.get(field, ""))
        self.role.setCurrentIndex(max(self.role.findData(person.get("role", "")), 0))
        self.born.set_value(person.get("born", ""))
        self._ids = {key: person[key] for key in ("person_id", "family_id") if person.get(key)}
        if self._ids:
            self._say(say("request.match.known"))

    def show_matches(self, rows: Sequence[PossibleMatch]) -> None:
        """Show who it may be: one's own families can be chosen, others name only the team."""
        if self._ids:
            return
        self._clear()
        for row in rows:
            self._matches.addWidget(self._match(row))

    def show_errors(self, errors: dict[str, str]) -> None:
        """Show what is wrong with this person, by field."""
        self._errors.setText("\n".join(errors.values()))
        self._errors.setVisible(bool(errors))
        for field, box in self.inputs.items():
            if box is self.born:
                self.born.set_wrong(field in errors)
            else:
                box.setProperty("wrong", "true" if field in errors else "false")
                restyle(box)

    def _match(self, row: PossibleMatch) -> QWidget:
        if not row.person_id:
            return label(say("request.match.elsewhere", team=row.team), "label")
        why = match_words(row.why)
        words = say("request.match", name=row.name, born=day(row.born_on), why=why)
        made = button(words, "link")
        made.setAccessibleName(say("request.match.name", name=row.name))
        made.clicked.connect(lambda _checked=False: self._take(row))
        return made

    def _take(self, row: PossibleMatch) -> None:
        self._ids = {"person_id": str(row.person_id), "family_id": str(row.family_id)}
        self._say(say("request.match.known"))
        self.changed.emit()

    def _edited(self) -> None:
        if self._ids:  # other words: it is no longer the person that was chosen
            self._ids = {}
            self._clear()
        self._timer.start()
        self.changed.emit()

    def _say(self, words: str) -> None:
        self._clear()
        self._matches.addWidget(label(words, "label"))

    def _clear(self) -> None:
        while item := self._matches.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


class RequestPeople(Card):
    """All the people; `person_typed` carries the place of the one being typed."""

    changed = Signal()
    person_typed = Signal(int)

    def __init__(self) -> None:
        super().__init__(say("request.people"))
        self.body.addWidget(label(say("request.people.hint"), "hint"))
        self._error = label(kind="error")
        self._error.hide()
        self.body.addWidget(self._error)
        self._column = QVBoxLayout()
        self.body.addLayout(self._column)
        self.boxes: list[PersonBox] = []
        self.add = button(say("request.person.add"), pressed=self._add_pressed)
        self.body.addWidget(self.add)
        self.set_people(())

    def people(self) -> list[dict[str, str]]:
        """Return everybody of whom something is typed."""
        return [typed for box in self.boxes if (typed := box.value())]

    def set_people(self, people: Sequence[dict[str, str]]) -> None:
        """Show these people, or one empty place."""
        for box in list(self.boxes):
            self._drop(box)
        for person in people or ({},):
            self._new().set_value(person)

    def show_errors(self, errors: dict[str, str]) -> None:
        """Show errors keyed `people.<place>.<field>` and the one of the whole table."""
        said = errors.get("family.people", "")
        self._error.setText(said)
        self._error.setVisible(bool(said))
        filled = [box for box in self.boxes if box.value()]
        for box in self.boxes:
            place = filled.index(box) if box in filled else -1
            start = f"people.{place}."
            mine = {key.removeprefix(start): said for key, said in errors.items()
                    if key.startswith(start)}  # fmt: skip
            box.show_errors(mine)

    def go_to(self, key: str) -> None:
        """Take the keyboard to the field of an error."""
        _people, _dot, rest = key.partition(".")
        place, _dot, field = rest.partition(".")
        filled = [box for box in self.boxes if box.value()] or self.boxes
        if place.isdecimal() and int(place) < len(filled):
            filled[int(place)].inputs.get(field, self.add).setFocus()
        else:
            self.boxes[0].role.setFocus() if self.boxes else self.add.setFocus()

    def show_matches(self, place: int, rows: Sequence[PossibleMatch]) -> None:
        """Show who the person at a place may be."""
        if place < len(self.boxes):
            self.boxes[place].show_matches(rows)

    def _new(self) -> PersonBox:
        box = PersonBox(len(self.boxes) + 1)
        self.boxes.append(box)
        self._column.addWidget(box)
        box.changed.connect(self.changed)
        box.settled.connect(lambda: self.person_typed.emit(self.boxes.index(box)))
        box.remove_pressed.connect(lambda: self._remove(box))
        return box

    def _add_pressed(self) -> None:
        self._new().role.setFocus()

    def _remove(self, box: PersonBox) -> None:
        self._drop(box)
        self.add.setFocus()
        self.changed.emit()

    def _drop(self, box: PersonBox) -> None:
        self.boxes.remove(box)
        self._column.removeWidget(box)
        box.hide()
        box.deleteLater()
