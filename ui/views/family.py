"""The page of one family: head with states and actions, sections, the form that is open over it."""

from collections.abc import Callable, Iterator
from typing import Any

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from earlyhelp.marks import Drawing
from earlyhelp.messages.access import SealedNoteRow
from earlyhelp.messages.corrections import CorrectionRow
from earlyhelp.messages.family_view import FamilyView as FamilyRecord
from earlyhelp.messages.people import ElsewhereLine, LookRow
from earlyhelp.messages.sharing import SharingView
from ui.turns import Turns
from ui.views import family_sections as sections
from ui.views import family_timelines as timelines
from ui.views.disclosure_host import DisclosureHost
from ui.views.family_access import (
    AccessMenu,
    SealedNotesDialog,
    banner_of,
    elsewhere_words,
    hold_banner,
)
from ui.views.family_closure import ClosureSection
from ui.views.family_corrections import CorrectionsSection
from ui.views.family_documents import DocumentsSection
from ui.views.family_form import FormHost
from ui.views.family_overview import OverviewSection
from ui.views.family_papers import PapersMenu
from ui.views.family_people import PeopleSection
from ui.views.family_plan import PlanSection
from ui.views.family_rows import tone_of
from ui.views.family_sharing import SharingSection
from ui.views.form_verbs import FormVerbs
from ui.widgets.banner import Banner
from ui.widgets.basics import button
from ui.widgets.first_focus import begin_at
from ui.widgets.page_head import PageHead
from ui.widgets.receipt import ReceiptLine
from ui.widgets.section_tabs import SectionTabs
from ui.widgets.settling import dress
from ui.wording import say

#: every section with what makes it, in the order of the bar; made when it is first looked at
_MAKERS: dict[str, Callable[[], Any]] = {
    "overview": OverviewSection,
    "people": PeopleSection,
    "assessment": sections.assessments,
    "plan": PlanSection,
    "reviews": sections.reviews,
    "contacts": timelines.contacts,
    "chronology": timelines.chronology,
    "documents": DocumentsSection,
    "agreement": SharingSection,
    "corrections": CorrectionsSection,
    "oversight": timelines.oversight,
    "looked": sections.LooksSection,
    "closure": ClosureSection,
}


class FamilyView(FormVerbs, QWidget):
    """Emits what a person wants; shows what it is told."""

    section_chosen = Signal(str)
    form_wanted = Signal(str, object)
    print_pressed = Signal(str, str)
    print_for_pressed = Signal()
    assessment_opened = Signal(object)
    plan_opened = Signal(object)
    assessment_started = Signal()
    plan_started = Signal()
    part_made = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self.head = PageHead()
        self._add_actions()
        self._banner, self._receipt = Banner(), ReceiptLine()
        self._hold, self._standing, self._elsewhere = Banner(), Banner(), Banner()
        for banner in (self._banner, self._standing, self._hold):
            banner.link_chosen.connect(lambda name: self.form_wanted.emit(name, 0))
        self.tabs = SectionTabs([(key, say(f"family.section.{key}")) for key in _MAKERS])
        self.tabs.chosen.connect(self.section_chosen)
        above = (self._hold, self._standing, self._elsewhere, self._receipt, self._banner)
        for part in (self.head, *above, self.tabs):
            column.addWidget(part)
        self.parts: dict[str, Any] = {}
        self._section = "overview"
        self._told: tuple[FamilyRecord, Drawing] | None = None
        self._fresh: set[str] = set()  # the sections that show the family as it was told last
        self._turns = Turns(self)
        self._column = column
        column.addStretch(1)
        self.forms, self.papers = FormHost(self, self._about), DisclosureHost(self)
        self.shares = DisclosureHost(self, "partner_share")
        self.papers.failed.connect(self.show_failure)
        begin_at(self, self.tabs)

    def _add_actions(self) -> None:
        self.prints = PapersMenu(self)
        self.prints.chosen.connect(self.print_pressed)
        self.prints.somebody_chosen.connect(self.print_for_pressed)
        self.prints.partner_chosen.connect(lambda: self.section_chosen.emit("agreement"))
        self.head.add_action(self.prints.button)
        self.access = AccessMenu(self)
        self.access.wanted.connect(lambda name: self.form_wanted.emit(name, 0))
        self.head.add_action(self.access.button)
        self.access.button.hide()
        self._contact = self.head.add_action(button(say("family.form.contact.open")))
        self._contact.clicked.connect(lambda _checked=False: self.form_wanted.emit("contact", 0))
        self.concern = self.head.add_action(button(say("family.form.concern"), "danger"))
        self.concern.setAutoDefault(False)
        self.concern.clicked.connect(lambda _checked=False: self.form_wanted.emit("concern", 0))

    def _part(self, section: str) -> Any:
        if section in self.parts:
            return self.parts[section]
        part = self.parts[section] = _MAKERS[section]()
        part.form_wanted.connect(self.form_wanted)
        if section == "overview":
            part.section_wanted.connect(self.section_chosen)
        elif section == "assessment":
            part.start_pressed.connect(self.assessment_started)
            part.row_opened.connect(self.assessment_opened)
        elif section == "plan":
            part.start_pressed.connect(self.plan_started)
            part.row_opened.connect(self.plan_opened)
        self._column.insertWidget(self._column.count() - 1, part)
        self.part_made.emit(section, part)
        return part

    def prepare(self) -> Iterator[None]:
        """Make and dress the open section, before there is anything to show in it."""
        if self._section not in self.parts:
            part = self._part(self._section)
            part.hide()
            yield
            dress(part)

    def show_family(self, family: FamilyRecord, picture: Drawing) -> None:
        """Show the head and the section that is open."""
        self._banner.leave()
        way = (say("rail.families"), family.team, family.reference)
        title = say("family.title", name=family.name)
        self.head.show_title(title, crumbs=[one for one in way if one])
        self.head.show_pills((pill.text, tone_of(pill.tone)) for pill in family.pills)
        self.prints.show_permitted(family.may)
        self.access.show_family(family)
        self.access.button.show()
        self._show_standing(family)
        ended = family.case is not None and family.case.closed_on is not None
        self._contact.setVisible("contact:add" in family.may and not ended)
        self._told = (family, picture)
        self._fresh.clear()
        self._turns.do(self._filling())

    def _filling(self) -> Iterator[None]:
        """Show the section once the head is painted, and paint it once its lines have their room."""
        self.setUpdatesEnabled(False)
        try:
            self.show_section(self._section)
            yield
        finally:
            if shiboken6.isValid(self):
                self.setUpdatesEnabled(True)

    def _about(self) -> str:
        if self._told is None:
            return ""
        family = self._told[0]
        return say("family.about", name=family.name, reference=family.reference)

    def _show_standing(self, family: FamilyRecord) -> None:
        self._elsewhere.leave()
        if family.hold is None:
            self._hold.leave()
        else:
            self._hold.show_message(*hold_banner(family.hold, family.may))
        if family.standing is None:
            self._standing.leave()
        else:
            title, text, tone, links = banner_of(family.standing, family.may)
            self._standing.show_message(title, text, tone, links)

    def show_elsewhere(self, rows: tuple[ElsewhereLine, ...]) -> None:
        """Show to those the family is open to who of it was recorded elsewhere too."""
        if rows:
            lines = " ".join(elsewhere_words(row) for row in rows)
            self._elsewhere.show_message(say("family.elsewhere"), lines, "warn")

    def show_sealed_notes(self, notes: tuple[SealedNoteRow, ...]) -> None:
        """Show the sealed notes one may open, over the page."""
        SealedNotesDialog(self, notes).open()

    def show_section(self, section: str) -> None:
        """Bring a section to the front."""
        chosen = self._section = section if section in _MAKERS else "overview"
        self.tabs.choose(chosen)
        if self._told is None:  # nothing to show yet
            return
        for key, other in self.parts.items():
            other.setVisible(key == chosen)
        part = self._part(chosen)
        if chosen not in self._fresh:
            self._fresh.add(chosen)
            part.show_family(self._told[0])
            if chosen == "overview":
                part.show_picture(self._told[1])
        part.setVisible(True)

    def show_looks(self, rows: tuple[LookRow, ...]) -> None:
        """Show who looked."""
        self._part("looked").show_rows(rows)

    def show_sharing(self, view: SharingView) -> None:
        """Show what may be shared and what was."""
        self._part("agreement").show_sharing(view)

    def show_corrections(self, rows: tuple[CorrectionRow, ...]) -> None:
        """Show the requests to put a record right."""
        self._part("corrections").show_rows(rows)

    def show_receipt(self, sentence: str) -> None:
        """Say what was done."""
        self._banner.leave()
        self._receipt.show_receipt(sentence)

    def show_failure(self, sentence: str, ways: tuple[tuple[str, str], ...] = ()) -> None:
        """Say what went wrong, and what may be tried instead."""
        self._receipt.hide()
        self._banner.show_message(say("family.failed"), sentence, links=ways)
