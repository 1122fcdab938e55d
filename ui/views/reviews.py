"""The page of access reviews: questions about looks, decoys.  Answers nothing itself."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from earlyhelp.messages.access import BreakGlassRow
from earlyhelp.messages.decoys import DecoyRow
from earlyhelp.messages.looks import HitPage
from ui import waiting
from ui.forms.error_summary import ErrorSummary
from ui.views.reviews_conflicts import ConflictSection
from ui.views.reviews_decoys import DecoySection
from ui.views.reviews_emergencies import EmergencySection
from ui.views.reviews_hits import HitSection
from ui.views.rights_due import RightsDue
from ui.views.telling import TellsFaults
from ui.widgets.banner import Banner
from ui.widgets.basics import Tone, button
from ui.widgets.first_focus import begin_at
from ui.widgets.page_head import PageHead
from ui.widgets.receipt import ReceiptLine
from ui.widgets.section_tabs import SectionTabs
from ui.wording import day, say, time_of


class ReviewsView(TellsFaults, QWidget):
    """Sections: `hits`, `emergencies`, `decoys` and, where they are confirmed, `rights`; the head goes through the audit."""

    scan_pressed = Signal()
    cancel_pressed = Signal()

    def __init__(
        self, *, may_scan: bool, may_propose: bool, may_keep: bool, may_certify: bool = False,
        may_record: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self._may_scan = may_scan
        self._scanned_at: datetime | None = None
        self._waiting: dict[str, int] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self._head = PageHead(say("rail.reviews"))
        self.scan = button(say("reviews.scan"), "go", self.scan_pressed.emit)
        if may_scan:
            self._head.add_action(self.scan)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(say("reviews.scan.progress"))
        self.cancel = button(say("reviews.scan.cancel"), pressed=self.cancel_pressed.emit)
        self._receipt, self._failure, self.summary = ReceiptLine(), Banner(), ErrorSummary()
        self.hits = HitSection()
        self.emergencies = EmergencySection()
        self.decoys = DecoySection(may_propose=may_propose, may_keep=may_keep)
        self._parts: dict[str, QWidget] = {
            "hits": self.hits,
            "emergencies": self.emergencies,
            "decoys": self.decoys,
        }
        self.rights = RightsDue() if may_certify else None
        self.conflicts = ConflictSection() if may_record else None
        self._name_tabs()
        for part in (self._head, self.bar, self.cancel, self._receipt, self._failure, self.summary):
            column.addWidget(part)
        column.addWidget(self.tabs)
        for section in self._parts.values():
            column.addWidget(section, 1)
        self.summary.link_chosen.connect(self._to_field)
        self.hide_progress()
        self.show_section("hits")
        begin_at(self, self.hits.table, self.tabs)

    def _name_tabs(self) -> None:
        for key, part in (("rights", self.rights), ("conflicts", self.conflicts)):
            if part is not None:
                self._parts[key] = part
        self.tabs = SectionTabs([(key, say(f"reviews.section.{key}")) for key in self._parts])
        self.tabs.chosen.connect(self.show_section)
        if self.rights is not None:
            self.rights.counted.connect(partial(self._count, "rights"))

    def open_section(self, section: str) -> None:
        """Show one section from the start, as if its tab was chosen."""
        self.tabs.choose(section)
        self.show_section(section)

    def show_section(self, section: str) -> None:
        """Show one section."""
        for key, part in self._parts.items():
            part.setVisible(key == section)

    def show_hits(self, page: HitPage) -> None:
        """Show questions, and when the audit was last gone through."""
        self._failure.leave()
        self.hits.show_page(page)
        self._scanned_at = page.scanned_at
        self._count("hits", waiting.hits(page))

    def append_hits(self, page: HitPage) -> None:
        """Add the page that was asked for."""
        self.hits.append_page(page)

    def show_decoys(self, rows: Sequence[DecoyRow]) -> None:
        """Show the decoys, and how many wait beside the section's name."""
        self.decoys.show_rows(rows)
        self._count("decoys", waiting.decoys(rows))

    def show_emergencies(self, rows: Sequence[BreakGlassRow]) -> None:
        """Show openings in emergencies, and how many wait beside the section's name."""
        self.emergencies.show_rows(rows)
        self._count("emergencies", waiting.emergencies(rows))

    def _count(self, section: str, count: int) -> None:
        """Show how many of a section wait for this person: the head says the sum of all."""
        self._waiting[section] = count
        words = say(f"reviews.section.{section}")
        counted = say("reviews.counted", section=words, count=count) if count else words
        self.tabs.set_text(section, counted)
        total = sum(self._waiting.values())
        pills: list[tuple[str, Tone]] = []
        if total:
            pills.append((say("reviews.waiting", count=total), "warn"))
        elif self._scanned_at is not None:
            pills.append((say("reviews.waiting.none"), "go"))
        self._head.show_pills([*pills, (self._scanned(), "plain")])

    def _scanned(self) -> str:
        at = self._scanned_at
        if at is None:
            return say("reviews.never" if self._may_scan else "reviews.never.others")
        return say("reviews.last", day=day(at), time=time_of(at))

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is; a total of 0 is not known yet."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.show()
        self.cancel.show()
        if self.scan.hasFocus():
            self.cancel.setFocus()
        self.scan.setEnabled(False)

    def hide_progress(self) -> None:
        """It is over."""
        self.scan.setEnabled(True)
        if self.cancel.hasFocus():
            self.scan.setFocus()
        self.bar.hide()
        self.cancel.hide()

    def _to_field(self, key: str) -> None:
        fields: dict[str, QWidget] = {
            "reason": self.hits.reason,
            "decoy_reason": self.decoys.reason,
            "reference": self.decoys.reference,
            "finding": self.emergencies.finding,
            "text": self.emergencies.text,
        }
        if self.conflicts is not None:
            fields |= {
                "conflict_reason": self.conflicts.reason,
                "account_id": self.conflicts.account,
                "conflict_reference": self.conflicts.family,
            }
        if key in fields:
            fields[key].setFocus()
