"""Who agreed that what may be told to whom, and what was told or kept back, with the reason.

Refuses a choice by nobody of the family, and something told in spite of it without a reason.
"""

from earlyhelp.domain.sharing import ENDED, asked_themselves, is_live, overridden, who_to_ask
from earlyhelp.errors import Invalid
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.sharing import (
    RecordSharing,
    SharingChoiceRow,
    SharingLogRow,
    SharingNote,
    SharingPage,
    SharingPerson,
    SharingSaid,
    SharingView,
)
from earlyhelp.records.people import Person
from earlyhelp.records.sharing import PartnerPackage, SharingChoice, SharingLog
from earlyhelp.services.assessment_people import full_name
from earlyhelp.services.context import Context
from earlyhelp.services.entry_checks import LINE, TEXT, Faults
from earlyhelp.services.family_records import family_to_write, staff_names
from earlyhelp.services.handlers import handles
from earlyhelp.services.paper_readers import offered_colleagues
from earlyhelp.services.sharing_grid import cells
from earlyhelp.services.sharing_records import (
    all_isas,
    choice,
    subjects,
    together,
)
from earlyhelp.storage.unit_of_work import UnitOfWork

_SHOWN = 200


@handles(RecordSharing)
def record_sharing(uow: UnitOfWork, message: RecordSharing, _context: Context) -> Receipt:
    """Record a choice for each person; earlier ones stay and are read as history."""
    family = family_to_write(uow, message.family_id)
    people = uow.all(Person, Person.family_id == family.id)
    _choice_faults(uow, message, people).stop()
    said = SharingSaid(
        agency=" ".join(message.agency.split()),
        purposes=message.purposes,
        classes=message.classes,
        words=message.words.strip(),
    )
    first = 0
    for person_id in dict.fromkeys(message.person_ids):
        row = SharingChoice(
            family_id=family.id,
            person_id=person_id,
            said_by=message.said_by,
            status=message.status,
            decided_on=message.decided_on,
            until_on=message.until_on,
            recorded_by=uow.principal.account_id,
        )
        uow.add(row, content=said)
        first = first or row.id
    return Receipt(id=first, version=1, family_id=family.id)


def log(
    uow: UnitOfWork, family_id: int, decision: str, basis: str, note: SharingNote,
    package_id: int = 0,
) -> SharingLog:  # fmt: skip
    """Add an entry to a family's sharing log.

    Raises: Invalid where something is told against or without agreement and no reason is given.
    """
    if overridden(basis) and not note.reason:
        raise Invalid({"reason": "sharing.override_reason"})
    row = SharingLog(
        family_id=family_id,
        decided_at=uow.clock.now(),
        decided_by=uow.principal.account_id,
        decision=decision,
        basis=basis,
        package_id=package_id,
    )
    return uow.add(row, content=note)


@handles(SharingPage)
def sharing_page(uow: UnitOfWork, message: SharingPage, _context: Context) -> SharingView:
    """Return the grid of people and agencies, every choice and the log."""
    family = family_to_write(uow, message.family_id)
    people = uow.all(Person, Person.family_id == family.id, order=Person.id)
    rows = uow.all(
        SharingChoice, SharingChoice.family_id == family.id,
        order=(SharingChoice.decided_on.desc(), SharingChoice.id.desc()),
    )  # fmt: skip
    entries = uow.all(
        SharingLog, SharingLog.family_id == family.id, order=(SharingLog.decided_at.desc(), SharingLog.id.desc()),
        limit=_SHOWN,
    )  # fmt: skip
    names = staff_names(
        uow, {one.recorded_by for one in rows} | {one.decided_by for one in entries}
    )
    today, who, isas = uow.clock.today(), subjects(uow, people), all_isas(uow)
    said = [choice(uow, row) for row in rows]
    standing = together(uow, family.id)
    known = sorted({one.agency for one in isas if is_live(one, today)}, key=str.casefold)
    agencies = sorted({one.agency for one in said} | set(known), key=str.casefold)
    return SharingView(
        family_id=family.id,
        people=tuple(
            SharingPerson(
                person_id=row.id,
                name=full_name(uow.open(row, "directory")),
                themselves=asked_themselves(who[row.id], today),
            )
            for row in people
        ),
        agencies=tuple(agencies),
        known=tuple(known),
        cells=cells(said, isas, who, agencies, today, together=standing),
        colleagues=offered_colleagues(uow, family),
        ended=standing if standing in ENDED else "",
        choices=tuple(_row(uow, row, names) for row in rows),
        log=_log_rows(uow, entries, names),
    )


def _choice_faults(uow: UnitOfWork, message: RecordSharing, people: list[Person]) -> Faults:
    today, known, faults = uow.clock.today(), {one.id for one in people}, Faults()
    faults.unless(bool(message.person_ids), "person_ids", "entry.required")
    faults.unless(set(message.person_ids) <= known, "person_ids", "answer.person")
    faults.unless(message.said_by in known, "said_by", "answer.person")
    faults.text("agency", message.agency, LINE, required=True)
    faults.text("words", message.words, TEXT)
    faults.unless(bool(message.purposes), "purposes", "entry.required")
    faults.unless(bool(message.classes), "classes", "entry.required")
    faults.codes("purposes", "sharing_purpose", message.purposes)
    faults.codes("classes", "data_class", message.classes)
    faults.code("status", "sharing_status", message.status, required=True)
    faults.past("decided_on", message.decided_on, today)
    late = message.until_on is not None and message.until_on < message.decided_on
    faults.unless(not late, "until_on", "sharing.ends_first")
    if message.status == "given" and set(message.person_ids) <= known:
        _who_was_asked(uow, message, people, faults)
    return faults


def _who_was_asked(
    uow: UnitOfWork, message: RecordSharing, people: list[Person], faults: Faults
) -> None:
    """A yes counts only from whoever must be asked: tell it at the field, not at the next print."""
    who = subjects(uow, [row for row in people if row.id in set(message.person_ids)])
    for person in who.values():
        if wrong := who_to_ask(person, message.said_by, message.decided_on):
            faults.add("said_by", f"sharing.{wrong}")


def _row(uow: UnitOfWork, row: SharingChoice, names: dict[int, str]) -> SharingChoiceRow:
    said = uow.open(row, "content")
    return SharingChoiceRow(
        id=row.id, person_id=row.person_id, said_by=row.said_by, agency=said.agency,
        purposes=said.purposes, classes=said.classes, status=row.status,
        decided_on=row.decided_on, until_on=row.until_on, words=said.words,
        by=names.get(row.recorded_by, ""),
    )  # fmt: skip


def _log_rows(
    uow: UnitOfWork, entries: list[SharingLog], names: dict[int, str]
) -> tuple[SharingLogRow, ...]:
    wanted = {row.package_id for row in entries} - {0}
    packages = uow.all(PartnerPackage, PartnerPackage.id.in_(wanted)) if wanted else []
    states = {one.id: one.state for one in packages}
    return tuple(
        SharingLogRow(
            id=row.id, at=row.decided_at, by=names.get(row.decided_by, ""),
            decision=row.decision, basis=row.basis, note=uow.open(row, "content"),
            package=states.get(row.package_id, ""),
        )
        for row in entries
    )  # fmt: skip
