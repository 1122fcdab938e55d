"""Writes down that something was told by word of mouth, or was not.  Takes no telling nothing covers."""

from collections.abc import Iterator

from earlyhelp.domain.sharing import ENDED, Asked, Decision, covering, may_share, overridden
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.sharing import RecordDisclosure, SharingNote
from earlyhelp.records.people import Person
from earlyhelp.services.context import Context
from earlyhelp.services.entry_checks import LINE, TEXT, Faults
from earlyhelp.services.family_records import family_to_write
from earlyhelp.services.handlers import handles
from earlyhelp.services.sharing import log
from earlyhelp.services.sharing_records import (
    NOT_SHARED,
    SHARED,
    all_isas,
    choices_of,
    subjects,
    together,
)
from earlyhelp.storage.unit_of_work import UnitOfWork


@handles(RecordDisclosure)
def record_disclosure(uow: UnitOfWork, message: RecordDisclosure, _context: Context) -> Receipt:
    """Write down what was told and why, or that nothing was; the register decides about telling.

    Raises: Invalid at the field that keeps it from being covered; safety and courts override, with
    the reason.
    Source: domain.md 7.2 (golden rules 1, 3 and 7); DPIA risk 2.
    """
    family = family_to_write(uow, message.family_id)
    people = uow.all(Person, Person.family_id == family.id)
    faults = _entry_faults(message, {one.id for one in people})
    faults.stop()
    sources: tuple[str, ...] = ()
    if message.decision == SHARED:
        sources = (f"basis:{message.basis}",)
        if not overridden(message.basis):
            told = [one for one in people if one.id in set(message.person_ids)]
            sources = _covered(uow, message, told, faults)
            faults.stop()
    note = SharingNote(
        reader=message.reader.strip(), agency=" ".join(message.agency.split()),
        purpose=message.purpose, method=message.method, reason=message.reason.strip(),
        told_family=message.told_family, not_told_why=message.not_told_why.strip(),
        harm_check=message.harm_check.strip(), what=(message.what.strip(),),
        classes=message.classes, person_ids=message.person_ids, sources=sources,
    )  # fmt: skip
    row = log(uow, family.id, message.decision, message.basis, note)
    return Receipt(id=row.id, version=row.version, family_id=family.id)


def _entry_faults(message: RecordDisclosure, known: set[int]) -> Faults:
    faults, shared = Faults(), message.decision == SHARED
    agreed = shared and not overridden(message.basis)
    faults.unless(message.decision in {SHARED, NOT_SHARED}, "decision", "entry.not_in_list")
    faults.code("basis", "sharing_basis", message.basis, required=shared)
    faults.code("purpose", "sharing_purpose", message.purpose, required=agreed)
    faults.code("method", "sharing_method", message.method)
    faults.codes("classes", "data_class", message.classes)
    faults.text("reader", message.reader, LINE, required=True)
    faults.text("agency", message.agency, LINE, required=agreed)
    for name in ("reason", "what"):
        faults.text(name, getattr(message, name), TEXT, required=True)
    for name in ("not_told_why", "harm_check"):
        faults.text(name, getattr(message, name), TEXT)
    explained = message.told_family or bool(message.not_told_why.strip())
    faults.unless(not shared or explained, "not_told_why", "sharing.not_told")
    faults.unless(set(message.person_ids) <= known, "person_ids", "answer.person")
    for name in ("classes", "person_ids"):
        faults.unless(not agreed or bool(getattr(message, name)), name, "entry.required")
    return faults


def _covered(
    uow: UnitOfWork, message: RecordDisclosure, told: list[Person], faults: Faults
) -> tuple[str, ...]:
    """Return the records that permit it; note at its field what does not."""
    isas, today, standing = all_isas(uow), uow.clock.today(), together(uow, message.family_id)
    if standing in ENDED:
        faults.add("basis", "sharing.told.ended")
        return ()
    asked = [
        Asked(agency=message.agency, purpose=message.purpose, data_class=one, on=today)
        for one in message.classes
    ]
    if any(covering(isas, one) is None for one in asked):
        faults.add("agency", "sharing.told.no_isa")
        return ()
    choices = choices_of(uow, message.family_id)

    def decisions() -> Iterator[Decision]:
        for person in subjects(uow, told).values():
            yield from (may_share(choices, isas, person, one, together=standing) for one in asked)

    decided = tuple(decisions())
    faults.unless(all(one.permit for one in decided), "person_ids", "sharing.told.not_agreed")
    return tuple(dict.fromkeys(source for one in decided for source in one.sources))
