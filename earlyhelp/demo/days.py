"""Records the days between the papers: contacts, attempts, case notes, significant events, a concern."""

from datetime import date

from earlyhelp.demo.case_rows import at_ten, between
from earlyhelp.demo.course import working_day
from earlyhelp.demo.lots import one_in, weighted
from earlyhelp.demo.telling import Tale
from earlyhelp.messages.records import Narrative
from earlyhelp.records.cases import Case, ConcernAnswer, SafeguardingConcern
from earlyhelp.records.casework import CaseNote, ChronologyEvent, Contact
from earlyhelp.storage.unit_of_work import UnitOfWork

_KINDS = {
    "home_visit": ("contact_home", 40), "telephone": ("contact_phone", 30),
    "school_visit": ("contact_school", 15), "hub_visit": ("contact_hub", 15),
}  # fmt: skip
_EVENTS = {
    "strength": ("event_strength", 40), "moved": ("event_moved", 15),
    "emergency_care": ("event_care", 25), "exclusion": ("event_exclusion", 20),
}  # fmt: skip


def record_days(uow: UnitOfWork, case: Case, tale: Tale) -> None:
    """Record what happened with a family from the opening of its case until it ended or today."""
    rows = _Days(uow, case, tale)
    last = tale.course.closed or tale.today
    if tale.course.contacted is None:
        if one_in(tale.draw, 60):
            rows.contact(case.opened_on, "telephone", reached=False)
        return
    rows.contact(tale.course.contacted, "home_visit", reached=True)
    if one_in(tale.draw, 30):
        rows.contact(case.opened_on, "telephone", reached=False)
    weeks = (last - tale.course.contacted).days // 7
    for _ in range(min(4, weeks // 3)):
        kind = weighted(tale.draw, {one: share for one, (_, share) in _KINDS.items()})
        rows.contact(_a_day(tale, last), kind, reached=not one_in(tale.draw, 12))
    for _ in range(min(2, weeks // 4) + 1):
        rows.note(_a_day(tale, last))
    if one_in(tale.draw, 45):
        rows.event(_a_day(tale, last))
    if weeks > 8 and one_in(tale.draw, 3):
        rows.concern(_a_day(tale, last))


def _a_day(tale: Tale, last: date) -> date:
    assert tale.course.contacted is not None
    return max(tale.course.contacted, working_day(between(tale, tale.course.contacted, last)))


class _Days:
    def __init__(self, uow: UnitOfWork, case: Case, tale: Tale) -> None:
        self._uow, self._case, self._tale = uow, case, tale

    def contact(self, on: date, kind: str, *, reached: bool) -> None:
        words = _KINDS[kind][0] if reached else "contact_tried"
        row = Contact(
            family_id=self._case.family_id, happened_on=on, kind=kind, successful=reached,
            recorded_by=self._tale.lead_id,
        )  # fmt: skip
        self._uow.add(row, content=Narrative(text=self._tale.sentence(words)))

    def note(self, on: date) -> None:
        row = CaseNote(
            family_id=self._case.family_id, written_at=at_ten(on), author_id=self._tale.lead_id
        )
        self._uow.add(row, content=Narrative(text=self._tale.sentence("note")))

    def event(self, on: date) -> None:
        kind = weighted(self._tale.draw, {one: share for one, (_, share) in _EVENTS.items()})
        self._add_event(on, kind, self._tale.sentence(_EVENTS[kind][0]))

    def concern(self, on: date) -> None:
        """A concern that was answered "back to early help": it stays on record."""
        text = self._tale.sentence("concern")
        row = SafeguardingConcern(
            family_id=self._case.family_id, raised_at=at_ten(on), raised_by=self._tale.lead_id
        )
        self._uow.add(row, content=Narrative(text=text))
        self._uow.flush()
        answer = ConcernAnswer(
            family_id=self._case.family_id, concern_id=row.id, case_id=self._case.id,
            outcome="returned", answered_on=on, look_on=None, recorded_by=self._tale.lead_id,
        )  # fmt: skip
        self._uow.add(answer, content=Narrative(text=self._tale.sentence("concern_answer")))
        self._add_event(on, "safeguarding_concern", text)

    def _add_event(self, on: date, kind: str, text: str) -> None:
        row = ChronologyEvent(
            family_id=self._case.family_id, happened_on=on, kind=kind,
            recorded_by=self._tale.lead_id,
        )  # fmt: skip
        self._uow.add(row, content=Narrative(text=text))
