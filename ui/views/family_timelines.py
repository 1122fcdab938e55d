"""Sections of a family that are dated things: contacts and notes, chronology, oversight."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt

from earlyhelp.messages.family_view import FamilyView
from ui.views.family_sections import Section
from ui.views.family_timeline import Timeline
from ui.widgets.basics import button, label
from ui.wording import say


class TimelineSection(Section):
    """Dated things of the family; `form_wanted("more", 0)` asks for older ones."""

    def __init__(
        self, title: str, rows_of: Callable[[FamilyView], Sequence[Any]], name: str = ""
    ) -> None:
        super().__init__(title)
        self._rows_of, self._name = rows_of, name
        self._timeline = Timeline(title)
        self.card.body.addWidget(self._timeline)
        self._older = label(kind="muted")
        self.more = button(
            say("family.timeline.more"), pressed=lambda: self.form_wanted.emit("more", 0)
        )
        self.card.body.addWidget(self._older)
        self.card.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_none(empty=False)

    def show_family(self, family: FamilyView) -> None:
        """Show the rows of a family."""
        super().show_family(family)
        self._timeline.show_rows(self._rows_of(family))
        older = family.left_out.get(self._name, 0)
        self._older.setText(say("family.timeline.older", count=older))
        for part in (self._older, self.more):
            part.setVisible(bool(older))


def contacts() -> TimelineSection:
    """Return the section of contacts and notes."""
    made = TimelineSection(say("family.contacts"), lambda family: family.timeline, "timeline")
    made.add_form_button("contact", "contact:add")
    made.add_form_button("note", "note:add")
    return made


def chronology() -> TimelineSection:
    """Return the section of what happened in the family's life."""
    made = TimelineSection(say("family.chronology"), lambda family: family.chronology, "chronology")
    made.add_form_button("event", "chronology:add")
    return made


def oversight() -> TimelineSection:
    """Return the section of what managers wrote."""
    return TimelineSection(say("family.oversight"), lambda family: family.oversight)
