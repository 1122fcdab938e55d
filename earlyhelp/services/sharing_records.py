"""Reads what the decision about sharing needs, and who was told what.  Decides nothing itself."""

from datetime import date, datetime

from msgspec import Struct

from earlyhelp.domain.disclosure import Ask
from earlyhelp.domain.responsibility import CHECK
from earlyhelp.domain.sharing import Asked, Choice, Decision, Isa, Subject, may_share
from earlyhelp.messages.people import Contactable
from earlyhelp.messages.sharing import SharingNote
from earlyhelp.records.cases import Agreement
from earlyhelp.records.people import Person
from earlyhelp.records.sharing import IsaAgreement, SharingChoice, SharingLog
from earlyhelp.services.responsibility import answering
from earlyhelp.storage.unit_of_work import UnitOfWork

SHARED, NOT_SHARED = "shared", "not_shared"


class Recipient(Struct, frozen=True, kw_only=True):
    """Somebody who was told something about the family: for notices of a correction.

    Shape: `reader` is a named person or kind of reader, `agency` empty for the family's own.
    """

    log_id: int
    at: datetime
    reader: str
    agency: str
    what: tuple[str, ...]
    person_ids: tuple[int, ...]


def choices_of(uow: UnitOfWork, family_id: int) -> list[Choice]:
    """Return every choice about sharing of a family, the oldest first."""
    rows = uow.all(
        SharingChoice,
        SharingChoice.family_id == family_id,
        order=(SharingChoice.decided_on, SharingChoice.id),
    )
    return [choice(uow, row) for row in rows]


def choice(uow: UnitOfWork, row: SharingChoice) -> Choice:
    """Return a stored choice as the decision reads it."""
    said = uow.open(row, "content")
    return Choice(
        id=row.id,
        person_id=row.person_id,
        said_by=row.said_by,
        agency=said.agency,
        purposes=said.purposes,
        classes=said.classes,
        status=row.status,
        decided_on=row.decided_on,
        until_on=row.until_on,
    )


def newest_agreement(uow: UnitOfWork, family_id: int) -> Agreement | None:
    """Return what the family said last about working together, or none."""
    newest = (Agreement.given_on.desc(), Agreement.id.desc())
    return uow.first(Agreement, Agreement.family_id == family_id, order=newest)


def together(uow: UnitOfWork, family_id: int) -> str:
    """Return the status of what the family said last about working together; empty for nothing yet.

    Source: domain.md 1.6 (withdrawal and its effect), 7.3.
    """
    said = newest_agreement(uow, family_id)
    return said.status if said is not None else ""


def all_isas(uow: UnitOfWork) -> list[Isa]:
    """Return every sharing agreement with an agency, ended ones too."""
    return [isa(row) for row in uow.all(IsaAgreement, order=IsaAgreement.id)]


def isa(row: IsaAgreement) -> Isa:
    """Return a stored sharing agreement as the decision reads it."""
    return Isa(
        id=row.id,
        agency=row.agency,
        purposes=tuple(row.purposes.split()),
        classes=tuple(row.classes.split()),
        from_on=row.from_on,
        until_on=row.until_on,
        review_on=row.review_on,
        ended_on=row.ended_on,
        document=row.document,
    )


def subjects(uow: UnitOfWork, people: list[Person]) -> dict[int, Subject]:
    """Return people of one family as the decision reads them, by id."""
    if not people:
        return {}
    details = {row.id: uow.open(row, "directory") for row in people}
    return subjects_of(uow, people[0].family_id, details)


def subjects_of(
    uow: UnitOfWork, family_id: int, details: dict[int, Contactable]
) -> dict[int, Subject]:
    """Return people of a family whose details are known as the decision reads them, by id."""
    known = answering(uow, family_id)
    return {ident: _subject(ident, who, known.get(ident, {})) for ident, who in details.items()}


def asker(
    uow: UnitOfWork, family_id: int, details: dict[int, Contactable], agency: str, purpose: str
) -> Ask:
    """Return what answers, for one agency and purpose today, whether something may be told of somebody.

    Shape: `details` are the people's own, by id; whoever is not among them may not be asked about.
    """
    choices, isas, today = choices_of(uow, family_id), all_isas(uow), uow.clock.today()
    standing, people = together(uow, family_id), subjects_of(uow, family_id, details)

    def ask(person_id: int, data_class: str) -> Decision:
        asked = Asked(agency=agency, purpose=purpose, data_class=data_class, on=today)
        return may_share(choices, isas, people[person_id], asked, together=standing)

    return ask


def recipients(uow: UnitOfWork, family_id: int) -> tuple[Recipient, ...]:
    """Return everybody outside the team who was told something about a family, newest first."""
    rows = uow.all(
        SharingLog,
        SharingLog.family_id == family_id,
        SharingLog.decision == SHARED,
        order=(SharingLog.decided_at.desc(), SharingLog.id.desc()),
    )
    return tuple(_recipient(row, uow.open(row, "content")) for row in rows)


def _recipient(row: SharingLog, note: SharingNote) -> Recipient:
    return Recipient(
        log_id=row.id, at=row.decided_at, reader=note.reader, agency=note.agency,
        what=note.what, person_ids=note.person_ids,
    )  # fmt: skip


def _subject(ident: int, who: Contactable, answered: dict[int, str]) -> Subject:
    return Subject(
        id=ident, born_on=_born(who), answered_by=frozenset(answered),
        unsure=frozenset(one for one, said in answered.items() if said == CHECK),
    )  # fmt: skip


def _born(details: Contactable) -> date | None:
    return details.born_on or details.expected_on
