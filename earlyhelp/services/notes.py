"""Contacts, case notes, significant events and safeguarding concerns.  Changes none that was recorded."""

from datetime import date

from earlyhelp.clock import day_of
from earlyhelp.domain.case_flow import OPEN, CaseStatus, Step, after
from earlyhelp.domain.codes import code_list
from earlyhelp.errors import Invalid
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.cases import RaiseConcern
from earlyhelp.messages.casework import AddCaseNote, AddChronologyEvent, AddContact
from earlyhelp.messages.records import Narrative
from earlyhelp.records.cases import Case, SafeguardingConcern
from earlyhelp.records.casework import CaseNote, ChronologyEvent, Contact
from earlyhelp.records.people import Family
from earlyhelp.services.context import Context
from earlyhelp.services.family_records import family_to_write
from earlyhelp.services.family_words import concern_words, shortened
from earlyhelp.services.handlers import handles
from earlyhelp.storage.unit_of_work import UnitOfWork

_CONTACT, _NOTE, _EVENT, _CONCERN = 4000, 10_000, 4000, 10_000
_LINE = 300
_OLDEST = date(1900, 1, 1)


@handles(AddContact)
def add_contact(uow: UnitOfWork, message: AddContact, _context: Context) -> Receipt:
    """Record a contact or an attempt; the first that succeeds stops the clock of first contact."""
    family = family_to_write(uow, message.family_id)
    wrong = text_fault("text", message.text, _CONTACT) | _day_fault(uow, message.happened_on)
    if not code_list("contact_kind").has(message.kind):
        wrong["kind"] = "answer.not_an_option"
    _refuse(wrong)
    contact = Contact(
        family_id=family.id,
        happened_on=message.happened_on,
        kind=message.kind,
        successful=message.successful,
        recorded_by=uow.principal.account_id,
    )
    uow.add(contact, content=Narrative(text=message.text.strip()))
    if message.successful:
        _stop_the_clock(uow, family, message.happened_on)
    return Receipt(id=contact.id, version=contact.version, family_id=family.id)


def _stop_the_clock(uow: UnitOfWork, family: Family, happened_on: date) -> None:
    case = open_case(uow, family.id)
    if case is None or happened_on < case.opened_on:
        return
    if case.first_contact_on is None or happened_on < case.first_contact_on:
        uow.change(case, None, first_contact_on=happened_on)


def open_case(uow: UnitOfWork, family_id: int) -> Case | None:
    """Return the family's case that is worked on, if there is one."""
    statuses = [status.value for status in OPEN]
    where = (Case.family_id == family_id, Case.status.in_(statuses))
    return uow.first(Case, *where, order=Case.opened_on.desc())


@handles(AddCaseNote)
def add_case_note(uow: UnitOfWork, message: AddCaseNote, _context: Context) -> Receipt:
    """Add a case note, and an event to the chronology where the writer asks for it."""
    family = family_to_write(uow, message.family_id)
    _refuse(text_fault("text", message.text, _NOTE))
    text, author = message.text.strip(), uow.principal.account_id
    note = CaseNote(family_id=family.id, written_at=uow.clock.now(), author_id=author)
    uow.add(note, content=Narrative(text=text))
    if message.to_chronology:
        add_event(
            uow, family.id, uow.clock.today(), "other", Narrative(text=shortened(text, _LINE))
        )
    return Receipt(id=note.id, version=note.version, family_id=family.id)


@handles(AddChronologyEvent)
def add_chronology_event(
    uow: UnitOfWork, message: AddChronologyEvent, _context: Context
) -> Receipt:
    """Add a significant event by the day it happened."""
    family = family_to_write(uow, message.family_id)
    wrong = text_fault("text", message.text, _EVENT) | _day_fault(uow, message.happened_on)
    if not code_list("chronology_event").has(message.kind):
        wrong["kind"] = "answer.not_an_option"
    if len(message.source) > _LINE:
        wrong["source"] = "answer.too_long"
    _refuse(wrong)
    content = Narrative(text=message.text.strip(), answers={"source": message.source.strip()})
    event = add_event(uow, family.id, message.happened_on, message.kind, content)
    return Receipt(id=event.id, version=event.version, family_id=family.id)


def add_event(
    uow: UnitOfWork, family_id: int, happened_on: date, kind: str, content: Narrative
) -> ChronologyEvent:
    """Put one event into the chronology."""
    event = ChronologyEvent(
        family_id=family_id,
        happened_on=happened_on,
        kind=kind,
        recorded_by=uow.principal.account_id,
    )
    return uow.add(event, content=content)


@handles(RaiseConcern)
def raise_concern(uow: UnitOfWork, message: RaiseConcern, _context: Context) -> Receipt:
    """Record a safeguarding concern: asks for no agreement, waits for no step, stops early help."""
    family = family_to_write(uow, message.family_id)
    _refuse(_concern_faults(message))
    concern = SafeguardingConcern(
        family_id=family.id, raised_at=uow.clock.now(), raised_by=uow.principal.account_id
    )
    what = message.what.strip()
    told = {
        name: getattr(message, name).strip()
        for name in ("child_words", "safe_now", "told", "reference")
    }
    uow.add(concern, content=Narrative(text=what, answers=dict(told)))
    said = Narrative(text=concern_words(what))
    on = day_of(concern.raised_at)
    add_event(uow, family.id, on, "safeguarding_concern", said)
    case = open_case(uow, family.id)
    if case is not None:
        status = after(CaseStatus(case.status), Step.RAISE_CONCERN)
        uow.change(case, None, status=status.value)
    return Receipt(id=concern.id, version=concern.version, family_id=family.id)


def _concern_faults(message: RaiseConcern) -> dict[str, str]:
    wrong = text_fault("what", message.what, _CONCERN)
    for name in ("child_words", "safe_now", "told", "reference"):
        if len(getattr(message, name)) > _CONCERN:
            wrong[name] = "answer.too_long"
    return wrong


def text_fault(name: str, text: str, most: int) -> dict[str, str]:
    """Return what is wrong with a text that must be there, by the name of its field."""
    if not text.strip():
        return {name: "answer.required"}
    return {name: "answer.too_long"} if len(text) > most else {}


def _day_fault(uow: UnitOfWork, happened_on: date) -> dict[str, str]:
    if happened_on > uow.clock.today():
        return {"happened_on": "casepages.future"}
    return {} if happened_on >= _OLDEST else {"happened_on": "date.not_real"}


def _refuse(wrong: dict[str, str]) -> None:
    if wrong:
        raise Invalid(wrong)
