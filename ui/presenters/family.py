"""One family: loads it once, shows its sections, opens its forms and papers.  Keeps no copy."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from msgspec.structs import replace

from earlyhelp.errors import HouseError
from earlyhelp.forms.definition import Answers
from earlyhelp.marks import Drawing
from earlyhelp.messages.access import SealedNoteRow, SealedNotes
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.casework import StartAssessment
from earlyhelp.messages.family_view import FamilyPageView, FamilyView
from earlyhelp.messages.people import ElsewhereLine, KnownElsewhere, LookRow, WhoLooked
from earlyhelp.messages.plans import StartPlan
from earlyhelp.messages.requests import Colleagues, StaffChoice
from earlyhelp.messages.sharing import SharingPage, SharingView
from ui.presenters import (
    family_access,
    family_asks,
    family_corrections,
    family_endings,
    family_members,
    family_partners,
    family_sharing,
    family_statements,
)
from ui.presenters.asking import Go, Send
from ui.presenters.family_corrections import CorrectionsDesk, CorrectionsScreen
from ui.presenters.family_forms import Ask, FormDesk, FormsView
from ui.presenters.family_picture import drawing_of
from ui.wording import knows, say

Announce = Callable[[frozenset[str]], None]
#: Contacts, notes and events shown at first, and more by each press.
_STEP = 100
_FORMS: dict[str, Callable[[FamilyView], Ask]] = {
    "concern": family_asks.concern,
    "concern_answer": family_asks.concern_answer,
    "contact": family_asks.contact,
    "note": family_asks.note,
    "event": family_asks.event,
    "agreement": family_statements.agreement,
    "privacy_notice": family_statements.privacy_notice,
    "review": family_statements.review,
    "closure": family_endings.closure,
    "ask_sign_off": family_endings.ask_sign_off,
    "sign_off": family_endings.sign_off,
}
_BEGINS = {"contact": "contact:add"}  # forms another page may lead to, and what they need
_SHARING: dict[str, Callable[[SharingView], Ask]] = {
    "sharing": family_sharing.sharing,
    "disclosure": family_sharing.disclosure,
}


class FamilyPage(FormsView, CorrectionsScreen, Protocol):
    """What the page must offer."""

    def show_family(self, family: FamilyView, picture: Drawing) -> None: ...
    def show_section(self, section: str) -> None: ...
    def show_elsewhere(self, rows: tuple[ElsewhereLine, ...]) -> None: ...
    def show_looks(self, rows: tuple[LookRow, ...]) -> None: ...
    def show_sharing(self, view: SharingView) -> None: ...
    def show_receipt(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str, ways: tuple[tuple[str, str], ...] = ()) -> None: ...
    def show_sealed_notes(self, notes: tuple[SealedNoteRow, ...]) -> None: ...


class FamilyPresenter:
    """Everything done on the page of one family."""

    def __init__(
        self, view: FamilyPage, send: Send, go: Go, announce: Announce, family_id: int
    ) -> None:
        self._view, self._send, self._go = view, send, go
        self._announce = announce
        self._family_id = family_id
        self._family: FamilyView | None = None
        self._section = self._form = ""
        self._shown = _STEP
        self.forms = FormDesk(view, send, self._done)
        self._corrections = CorrectionsDesk(view, send, self.forms, self._failed, family_id)

    @property
    def family(self) -> FamilyView | None:
        """Return the family as it was told last."""
        return self._family

    def load(self) -> None:
        """Fetch the family: one audited look."""
        asked = FamilyPageView(family_id=self._family_id, shown=self._shown)
        self._send(asked, self._show, self._not_shown)

    def begin_with(self, form: str) -> None:
        """Open a form as soon as the family is there, if the person may send it."""
        self._form = form

    def section_chosen(self, section: str) -> None:
        """Show a section; who looked and what is shared are read only when they are asked for."""
        self._section = section
        self._view.show_section(section)
        if section == "looked":
            asked = WhoLooked(family_id=self._family_id)
            self._send(asked, self._view.show_looks, self._failed)
        elif section == "agreement":
            self._ask_sharing(self._view.show_sharing)
        elif section == "corrections" and self._may("rectification:read"):
            self._corrections.load()

    def form_wanted(self, name: str, subject_id: int) -> None:
        """Open a form; `subject_id` 0 adds, otherwise corrects what has this id."""
        family = self._family
        if name in family_access.FORMS:
            family_access.open_form(name, family, self.forms, self._send, self._failed)
        elif family is None:
            return
        elif name in family_access.ACTS:
            self._send(family_access.ACTS[name](family.id), self._acted(name), self._failed)
        elif name == "sealed_notes":
            asked = SealedNotes(family_id=family.id)
            self._send(asked, self._view.show_sealed_notes, self._failed)
        elif name in family_partners.FORMS:
            family_partners.open_form(name, family, self.forms, self._send, self._failed)
        elif name in _FORMS:
            self.forms.open(replace(_FORMS[name](family), done=partial(self._saved, name)))
        elif name in _SHARING:
            self._ask_sharing(lambda view: self.forms.open(_SHARING[name](view)))
        elif name in family_corrections.NAMES:
            self._corrections.open(name, subject_id)
        elif name == "lead":
            self._send(Colleagues(), self._choose_lead, self._failed)
        else:
            self._open_other(family, name, subject_id)

    def _open_other(self, family: FamilyView, name: str, subject_id: int) -> None:
        if name == "person":
            people = {row.id: row for row in family.people}
            self.forms.open(family_members.person(family, people.get(subject_id)))
        elif name == "relationship":
            ties = {row.id: row for row in family.relationships}
            self.forms.open(family_members.relationship(family, ties.get(subject_id)))
        elif name == "home":
            homes = {row.id: row for row in family.homes}
            self.forms.open(family_members.home(family, homes.get(subject_id)))
        elif name == "more":
            self._shown += _STEP
            self.load()

    def open_assessment(self, assessment_id: int) -> None:
        """Go to an assessment."""
        self._go("assessment", assessment_id=assessment_id)

    def open_plan(self, plan_id: int) -> None:
        """Go to a plan version."""
        self._go("plan", plan_id=plan_id)

    def start_assessment(self) -> None:
        """Start an assessment and go to it."""
        if self._family and self._family.case:
            case_id = self._family.case.id
            self._send(StartAssessment(case_id=case_id), self._assessment_started, self._failed)

    def start_plan(self) -> None:
        """Start the next version of the plan and go to it."""
        if self._family and self._family.case:
            self._send(StartPlan(case_id=self._family.case.id), self._plan_started, self._failed)

    def typed(self, answers: Answers) -> None:
        """Keep what is typed into the open form."""
        self.forms.typed(answers)

    def saved(self, answers: Answers) -> None:
        """Save the open form."""
        self.forms.saved(answers)

    def _show(self, family: FamilyView) -> None:
        self._family = family
        self._view.show_family(family, drawing_of(family))
        if family.standing is not None and family.standing.restriction_id:
            asked = KnownElsewhere(family_id=family.id)
            self._send(asked, self._view.show_elsewhere, self._failed)
        if self._section in {"looked", "agreement", "corrections"}:
            self.section_chosen(self._section)
        form, self._form = self._form, ""
        if form and self._may(_BEGINS[form]):
            self.form_wanted(form, 0)

    def _may(self, permission: str) -> bool:
        return self._family is not None and permission in self._family.may

    def _ask_sharing(self, show: Callable[[SharingView], None]) -> None:
        if self._family is not None and "sharing:read" in self._family.may:
            self._send(SharingPage(family_id=self._family_id), show, self._failed)

    def _choose_lead(self, colleagues: tuple[StaffChoice, ...]) -> None:
        family = self._family
        if family is not None and family.case is not None:
            others = tuple(one for one in colleagues if one.account_id != family.case.lead_id)
            self.forms.open(family_asks.lead(family, others))

    def _assessment_started(self, receipt: Receipt) -> None:
        self._announce(receipt.changed)
        self._go("assessment", assessment_id=receipt.id)

    def _plan_started(self, receipt: Receipt) -> None:
        self._announce(receipt.changed)
        self._go("plan", plan_id=receipt.id)

    def _done(self, receipt: Receipt) -> None:
        self._saved("", receipt)

    def _saved(self, name: str, receipt: Receipt) -> None:
        """Say what was done; "Saved." is too little for a concern or the end of a case."""
        words = f"family.form.{name}.saved"
        self._view.show_receipt(say(words if knows(words) else "family.saved"))
        self._announce(receipt.changed)
        if receipt.family_id and receipt.family_id != self._family_id:  # opened by its reference
            self._go("family", family_id=receipt.family_id)

    def _acted(self, name: str) -> Callable[[Receipt], None]:
        def done(receipt: Receipt) -> None:
            self._done(receipt)
            if name == "conflict":  # the family is not there any more
                self._go("families")

        return done

    def _not_shown(self, error: HouseError) -> None:
        """Say it; whether the family is there is not said, only what may be tried."""
        way = ("break_glass", say("family.standing.emergency_way"))
        ways = (way,) if error.key == "refused.record" else ()
        self._view.show_failure(say(error.key, **error.params), ways)

    def _failed(self, error: HouseError) -> None:
        self._view.show_failure(say(error.key, **error.params))
