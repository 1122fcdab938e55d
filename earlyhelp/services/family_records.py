"""Reads every record of one family once.  Puts nothing into words and changes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import select

from earlyhelp.domain.case_flow import IN_HAND, CaseStatus
from earlyhelp.records.base import OfFamily
from earlyhelp.records.cases import (
    Agreement,
    Allocation,
    Case,
    Closure,
    ConcernAnswer,
    PrivacyNotice,
    RequestForSupport,
    SafeguardingConcern,
)
from earlyhelp.records.casework import (
    Assessment,
    CaseNote,
    ChronologyEvent,
    Contact,
    EarlyHelpPlan,
    Oversight,
    Review,
    ScaleReading,
)
from earlyhelp.records.people import Family, Home, Person, Relationship
from earlyhelp.records.staff import StaffAccount
from earlyhelp.storage.unit_of_work import UnitOfWork

T = TypeVar("T", bound=OfFamily)

#: How many dated things of one kind the page shows at first and at most, newest first.
SHOWN, MOST_SHOWN = 100, 5000


@dataclass
class FamilyRecords:
    """All that is held of one family, newest first where there is a date."""

    uow: UnitOfWork
    family: Family
    people: list[Person]
    relationships: list[Relationship]
    homes: list[Home]
    cases: list[Case]
    requests: list[RequestForSupport]
    allocations: list[Allocation]
    agreements: list[Agreement]
    notices: list[PrivacyNotice]
    concerns: list[SafeguardingConcern]
    answers: list[ConcernAnswer]
    closures: list[Closure]
    assessments: list[Assessment]
    plans: list[EarlyHelpPlan]
    reviews: list[Review]
    readings: list[ScaleReading]
    oversight: list[Oversight]
    contacts: list[Contact]
    notes: list[CaseNote]
    events: list[ChronologyEvent]
    shown: int = SHOWN
    names: dict[int, str] = field(default_factory=dict)

    @property
    def case(self) -> Case | None:
        """Return the newest case, open or not."""
        return self.cases[0] if self.cases else None

    @property
    def has_open_case(self) -> bool:
        """Say whether early help is going on."""
        return self.case is not None and is_open(self.case)

    @property
    def rests(self) -> bool:
        """Say whether a safeguarding concern has put early help on hold."""
        return self.case is not None and self.case.status == CaseStatus.ESCALATED

    @property
    def answer(self) -> ConcernAnswer | None:
        """Return the last answer to the newest concern, if the front door gave one."""
        newest = self.concerns[0].id if self.concerns else 0
        return next((one for one in self.answers if one.concern_id == newest), None)

    def who(self, account_id: int) -> str:
        """Return a member of staff by name; an empty text where nobody is meant."""
        return self.names.get(account_id, "")


def is_open(case: Case) -> bool:
    """Say whether the case is still worked on; one that was escalated waits for its answer."""
    return CaseStatus(case.status) in IN_HAND


class _Reader:
    """Asks for the records of one family, kind by kind."""

    def __init__(self, uow: UnitOfWork, family_id: int) -> None:
        self._uow, self._family_id = uow, family_id

    def all(self, kind: type[T], *order: Any, limit: int | None = None) -> list[T]:
        return self._uow.all(kind, kind.family_id == self._family_id, order=order, limit=limit)


def family_to_write(uow: UnitOfWork, family_id: int) -> Family:
    """Return a family with its key in the ring, so that a new record of it can be sealed.

    Raises: Refused where the family is not there or not the person's.
    """
    family = uow.get(Family, family_id)
    uow.need_keys({family_id})
    return family


def read_family(uow: UnitOfWork, family_id: int, shown: int = SHOWN) -> FamilyRecords:
    """Return all records of a family, with the names of the staff they mention.

    Shape:  of contacts, notes and events the `shown` newest of each.
    Raises: Refused where the family is not there or not the person's.
    """
    family = family_to_write(uow, family_id)
    of, limit = _Reader(uow, family_id), min(max(shown, SHOWN), MOST_SHOWN)
    records = FamilyRecords(
        uow=uow,
        family=family,
        people=of.all(Person, Person.id),
        relationships=of.all(Relationship, Relationship.id),
        homes=of.all(Home, Home.from_on.desc()),
        cases=of.all(Case, Case.opened_on.desc(), Case.id.desc()),
        requests=of.all(RequestForSupport, RequestForSupport.received_on.desc()),
        allocations=of.all(Allocation, Allocation.started_on, Allocation.id),
        agreements=of.all(Agreement, Agreement.given_on.desc(), Agreement.id.desc()),
        notices=of.all(PrivacyNotice, PrivacyNotice.given_on.desc(), PrivacyNotice.id.desc()),
        concerns=of.all(SafeguardingConcern, SafeguardingConcern.id.desc()),
        answers=of.all(ConcernAnswer, ConcernAnswer.id.desc()),
        closures=of.all(Closure, Closure.closed_on.desc(), Closure.id.desc()),
        assessments=of.all(Assessment, Assessment.started_on.desc(), Assessment.id.desc()),
        plans=of.all(EarlyHelpPlan, EarlyHelpPlan.started_on.desc(), EarlyHelpPlan.id.desc()),
        reviews=of.all(Review, Review.held_on.desc(), Review.id.desc()),
        readings=of.all(ScaleReading, ScaleReading.read_on, ScaleReading.id),
        oversight=of.all(Oversight, Oversight.decided_at.desc()),
        contacts=of.all(Contact, Contact.happened_on.desc(), Contact.id.desc(), limit=limit),
        notes=of.all(CaseNote, CaseNote.written_at.desc(), limit=limit),
        shown=limit,
        events=of.all(ChronologyEvent, ChronologyEvent.happened_on.desc(), limit=limit),
    )
    records.names = staff_names(uow, _staff_of(records))
    return records


def staff_names(uow: UnitOfWork, account_ids: Iterable[int]) -> dict[int, str]:
    """Return the names of members of staff by id."""
    wanted = set(account_ids) - {0}
    if not wanted:
        return {}
    chosen: Any = select(StaffAccount.id, StaffAccount.name).where(StaffAccount.id.in_(wanted))
    return dict(map(tuple, uow.rows(chosen)))


_STAFF_COLUMNS = (
    "lead_id", "account_id", "author_id", "authorised_by", "decided_by", "raised_by",
    "recorded_by", "closed_by",
)  # fmt: skip


def _staff_of(records: FamilyRecords) -> set[int]:
    """Return every account the records name."""
    kinds = (value for value in vars(records).values() if isinstance(value, list))
    return {
        getattr(row, column)
        for rows in kinds
        for row in rows
        for column in _STAFF_COLUMNS
        if hasattr(row, column)
    }
