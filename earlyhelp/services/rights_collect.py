"""What collecting needs: a family opened, and which maker turns which kind of record into a part.

Refuses two makers for one kind.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from earlyhelp.clock import day_of
from earlyhelp.errors import Bug
from earlyhelp.messages.people import Contactable
from earlyhelp.messages.rights import PartField, RecordPart
from earlyhelp.records.base import Audience, Record
from earlyhelp.records.people import Family, Home, Person
from earlyhelp.records.staff import StaffAccount
from earlyhelp.reports.sheets import PersonLine
from earlyhelp.services.family_words import role_words
from earlyhelp.services.paper_people import person_lines
from earlyhelp.storage.unit_of_work import UnitOfWork
from earlyhelp.wording import say


@dataclass
class Collecting:
    """One family opened for a pack: who is in it, and the roles of the staff it names."""

    uow: UnitOfWork
    family: Family
    people: dict[int, Contactable]
    lines: tuple[PersonLine, ...]
    roles: dict[int, str] = field(default_factory=dict)
    homes: list[Home] = field(default_factory=list)
    involved: set[int] = field(default_factory=set)
    #: how many files whose words are not known yet may be read now
    may_read: int = 0

    def name(self, person_id: int) -> str:
        """Return a member's name."""
        return next((line.name for line in self.lines if line.person_id == person_id), "")

    def role(self, account_id: int) -> str:
        """Return what a member of staff is, never who; they count as involved from now on."""
        self.involved.add(account_id)
        return self.roles.get(account_id, "")


#: How a record becomes a part; and which kinds are no part, with the key of the sentence that says why.
Maker = Callable[[Collecting, Any], RecordPart | None]
MAKERS: dict[type[Record], Maker] = {}
LEFT_OUT: dict[type[Record], str] = {}


def collects(kind: type[Record]) -> Callable[[Maker], Maker]:
    """Register how one kind of record becomes a part."""

    def register(maker: Maker) -> Maker:
        if kind in MAKERS or kind in LEFT_OUT:
            raise Bug("rights.collect.twice", name=kind.__name__)
        MAKERS[kind] = maker
        return maker

    return register


def leave_out(reason: str, *kinds: type[Record]) -> None:
    """Say that kinds hold nothing about anybody that is not in other parts, and why."""
    for kind in kinds:
        LEFT_OUT[kind] = reason


def family_kinds() -> set[type[Record]]:
    """Return every mapped class that follows a family or names one."""
    return {
        mapper.class_
        for mapper in Record.registry.mappers
        if getattr(mapper.class_, "audience", None) is Audience.FAMILY
        or "family_id" in mapper.columns
    }


def open_family(uow: UnitOfWork, family_id: int) -> Collecting:
    """Open a family for collecting.

    Raises: Refused where it is not there or not the person's.
    """
    family = uow.get(Family, family_id)
    uow.need_keys({family_id})
    people = uow.all(Person, Person.family_id == family_id, order=Person.id)
    return Collecting(
        uow=uow,
        family=family,
        people={one.id: uow.open(one, "directory") for one in people},
        lines=person_lines(uow, people),
        roles={one.id: role_words(one.role) for one in uow.all(StaffAccount)},
        homes=uow.all(Home, Home.family_id == family_id, order=Home.from_on),
    )


def part(
    collecting: Collecting,
    row: Any,
    fields: list[PartField] | tuple[PartField, ...],
    **more: Any,
) -> RecordPart:
    """Make a part of a row: `on` its day, `by` the account that recorded it, `about`, `told_by`."""
    on = more.pop("on", None)
    by = more.pop("by", 0)
    return RecordPart(
        key=f"{row.__tablename__}:{row.id}",
        family_id=collecting.family.id,
        kind=row.__tablename__,
        title=say(f"rights.kind.{row.__tablename__}"),
        on=day_of(on) if isinstance(on, datetime) else on,
        source=collecting.role(by),
        fields=tuple(fields),
        **more,
    )
