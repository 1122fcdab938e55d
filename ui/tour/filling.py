"""Fills forms through the window, question by question, as the story answers.  Skips what it does not."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTreeWidget, QWidget

from earlyhelp.domain.codes import code_list
from earlyhelp.forms.definition import Field
from ui.forms.field_box import FieldBox
from ui.forms.renderer import FormPage
from ui.tour.hands import Hands
from ui.tour.story import Story, listed
from ui.wording import say

Put = Callable[[str, Field, str, QWidget], None]


class Filler:
    """Answers the forms that are on the screen."""

    def __init__(self, hands: Hands, story: Story) -> None:
        self._hands, self._story = hands, story
        self._children: dict[str, int] = {}
        self._put: dict[str, Put] = {
            "line": self._write,
            "text": self._write,
            "number": self._write,
            "yes_no": self._yes_no,
            "choice": self._choose,
            "choices": self._tick_codes,
            "person": self._person,
            "people": self._tick_people,
            "date": self._date,
            "scale": self._scale,
            "needs": self._needs,
            "table": self._table,
        }

    def fill(self, form: str, part: int | None = None) -> set[str]:
        """Answer every question that is shown; return the sections that were there.

        Shape: `part` limits it to one of several pages of questions beneath each other.
        """
        sections: set[str] = set()
        pages = [one for one in self._hands.top().findChildren(FormPage) if one.isVisible()]
        for page in pages if part is None else pages[part : part + 1]:
            self._meet_children(page)
            for key in tuple(page.keys()):
                box = page.box(key)
                sections.add(place_of(key)[0])
                if box.isVisible():
                    self._answer(form, key, box)
        return sections

    def date(self, label: str, days: int, within: QWidget | None = None) -> None:
        """Type a date so many days from today."""
        on = self._story.today + timedelta(days=days)
        for part, number in (("day", on.day), ("month", on.month), ("year", on.year)):
            name = say("date.part", label=label, part=say(f"date.{part}"))
            self._hands.write(name, str(number), within)

    def _meet_children(self, page: FormPage) -> None:
        """Learn which child each part of a page is about: its heading names the child."""
        people = dict.fromkeys(place_of(key)[1] for key in page.keys() if place_of(key)[1])  # noqa: SIM118
        heads = [
            one.text() for one in page.findChildren(QLabel) if one.property("kind") == "heading"
        ]
        named = dict.fromkeys(
            number
            for text in heads
            for number, child in enumerate(self._story.children, 1)
            if child in text
        )
        self._children |= dict(zip(people, named, strict=False))

    def _answer(self, form: str, key: str, box: FieldBox) -> None:
        section, person, field = place_of(key)
        nth = self._children.get(person, 1)
        said = self._story.answer(form, f"{section}.{field.rstrip('0123456789').rstrip('_')}", nth)
        if said:
            self._put[box.field.kind](box.field.label, box.field, said, box)

    def _write(self, label: str, _field: Field, said: str, within: QWidget) -> None:
        self._hands.write(label, said, within)

    def _yes_no(self, label: str, _field: Field, said: str, within: QWidget) -> None:
        self._hands.choose(label, say(f"form.{said}"), within)

    def _choose(self, label: str, field: Field, said: str, within: QWidget) -> None:
        self._hands.choose(label, words_of_code(field, said), within)

    def _tick_codes(self, label: str, field: Field, said: str, within: QWidget) -> None:
        for code in listed(said):
            self._hands.tick(f"{label}: {words_of_code(field, code)}", within)

    def _person(self, label: str, _field: Field, said: str, within: QWidget) -> None:
        self._hands.choose(label, said, within)

    def _tick_people(self, label: str, _field: Field, said: str, within: QWidget) -> None:
        for name in listed(said):
            self._hands.tick(f"{label}: {name}", within)

    def _date(self, label: str, _field: Field, said: str, within: QWidget) -> None:
        self.date(label, int(said), within)

    def _scale(self, label: str, _field: Field, said: str, within: QWidget) -> None:
        self._hands.reach(label, within)
        self._hands.keys(said)

    def _needs(self, label: str, _field: Field, said: str, within: QWidget) -> None:
        hands = self._hands
        for code in listed(said):
            hands.write(say("form.filter.name", label=label), code, within)
            tree = hands.reach(label, within)
            assert isinstance(tree, QTreeWidget)
            hands.key(Qt.Key.Key_Home)
            for _ in range(tree.topLevelItemCount() * 12):
                item = tree.currentItem()
                if item is not None and item.text(0).startswith(f"{code} "):
                    break
                hands.key(Qt.Key.Key_Down)
            if item is None or item.checkState(0) != Qt.CheckState.Checked:
                hands.key(Qt.Key.Key_Space)

    def _table(self, label: str, field: Field, said: str, within: QWidget) -> None:
        for number, row in enumerate(listed(said), 1):
            self._hands.press(say("form.row.add.name", label=label), within)
            for column, cell in zip(field.columns, row.split("|"), strict=False):
                name = say("form.cell", label=label, row=number, column=column.label)
                self._put[column.kind](name, column, cell.strip(), within)


def place_of(key: str) -> tuple[str, str, str]:
    """Return section, person and question of an answer's key."""
    place, _dot, field = key.rpartition(".")
    section, _at, person = place.partition("@")
    return section, person, field


def words_of_code(field: Field, code: str) -> str:
    """Return the words of an option of a question."""
    if field.code_list:
        return code_list(field.code_list).label(code)
    return next(option.label for option in field.options if option.code == code)
