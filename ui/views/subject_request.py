"""One request of somebody for a copy of their record: head, sections, forms.  Judges nothing."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from earlyhelp.messages.subject_requests import SubjectRequestRow
from ui.views.family_corrections import CorrectionsSection
from ui.views.family_rows import tone_of
from ui.views.subject_facts import RequestSection
from ui.views.subject_held import HeldSection
from ui.views.subject_known import KnownSection
from ui.views.subject_pack import PackSection
from ui.views.subject_requests import time_tone, time_words
from ui.views.with_forms import WithForms
from ui.widgets.basics import button
from ui.widgets.first_focus import begin_at
from ui.widgets.section_tabs import SectionTabs
from ui.wording import day, say

_SECTIONS = ("request", "known", "held", "pack")
#: Whoever decides on the pack decides on what is wrong in the record too.
_DECIDING = "rectification:decide"


class SubjectRequestView(WithForms):
    """`section_chosen` carries a section, `close_pressed` that the request is to be closed."""

    section_chosen = Signal(str)
    close_pressed = Signal()

    def __init__(self, *, may_answer: bool, may_decide: bool) -> None:
        super().__init__()
        self.close_button = button(say("subject.close"), pressed=self.close_pressed.emit)
        self.head.add_action(self.close_button)
        sections = (*_SECTIONS, "corrections") if may_decide else _SECTIONS
        self.tabs = SectionTabs([(key, say(f"subject.section.{key}")) for key in sections])
        self.tabs.chosen.connect(self.section_chosen)
        self.column.addWidget(self.tabs)
        self.facts = RequestSection()
        self.known = KnownSection(may_answer=may_answer)
        self.held = HeldSection(may_decide=may_decide)
        self.pack = PackSection()
        self.corrections = CorrectionsSection()
        self.corrections.show_permitted(frozenset({_DECIDING} if may_decide else ()))
        self._parts: dict[str, QWidget] = {
            "request": self.facts, "known": self.known, "held": self.held, "pack": self.pack,
            "corrections": self.corrections,
        }  # fmt: skip
        for part in self._parts.values():
            self.column.addWidget(part, 1)
        self.show_section("request")
        begin_at(self, self.tabs)

    def show_section(self, section: str) -> None:
        """Bring a section to the front."""
        self.tabs.choose(section)
        for key, part in self._parts.items():
            part.setVisible(key == section)

    def show_head(self, row: SubjectRequestRow, states: Collection[tuple[str, str]]) -> None:
        """Show whose record it is, how the time stands, and more states."""
        self.leave_failure()
        way = (say("rail.subject_requests"), row.reference)
        title = say("subject.title", name=row.subject or row.reference)
        self.head.show_title(title, crumbs=way)
        words = time_words(row)
        if row.standing.due_on and row.status != "closed":
            words = say("subject.pill.due", lateness=words, date=day(row.standing.due_on))
        self.head.show_pills(
            [(words, time_tone(row)), *((said, tone_of(tone)) for said, tone in states)]
        )

    def offer_close(self, *, may_close: bool) -> None:
        """Show whether the request can be closed."""
        self.close_button.setVisible(may_close)
