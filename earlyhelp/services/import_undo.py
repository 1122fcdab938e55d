"""Takes an import back: first looks at everything it brought, then removes it family by family.

Refuses where somebody has worked on what it brought, or where a later import builds on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import inspect, select

from earlyhelp.errors import Refused
from earlyhelp.messages.importing import ImportReport
from earlyhelp.records.base import OfFamily, Record
from earlyhelp.records.cases import FactsEnvelope
from earlyhelp.records.casework import WorkItem
from earlyhelp.records.people import Family, FamilyKey
from earlyhelp.records.retention import RetentionDate
from earlyhelp.records.store import ImportLink, ImportRun
from earlyhelp.storage.unit_of_work import UnitOfWork

_BLOCK = 25
_NAMED = 5
#: Kinds the program keeps by itself: they go with what they belong to.
_FOLLOWS = (FamilyKey, FactsEnvelope, RetentionDate, WorkItem)


@dataclass
class Undoing:
    """An undo between its steps; `report` is that of a cancelled import."""

    import_id: int
    families: list[int]
    report: ImportReport | None = None
    checked: int = 0
    removed: int = 0
    worked_on: list[int] = field(default_factory=list)


def begin_undo(uow: UnitOfWork, import_id: int, report: ImportReport | None = None) -> Undoing:
    """Return the undo of an import, with nothing done yet.

    Raises: Refused where the import is not there or not into one of the person's teams.
    """
    run = uow.get(ImportRun, import_id)
    brought = select(ImportLink.family_id).where(ImportLink.import_id == run.id).distinct()
    return Undoing(run.id, sorted(ident for (ident,) in uow.rows(brought)), report)


def undo_step(uow: UnitOfWork, undo: Undoing) -> bool:
    """Look at the next families or, when all were looked at, remove the next; tell whether it ends.

    Raises: Refused, before anything is removed, where somebody has worked on what came in.
    """
    if undo.checked < len(undo.families):
        _check(uow, undo)
        return False
    run = uow.get(ImportRun, undo.import_id)
    left = _next_family(uow, run)
    if left is not None:
        _remove(uow, run, left)
        undo.removed = min(undo.removed + 1, len(undo.families))
        left = _next_family(uow, run)
    if left is None:
        uow.remove(run)
    return left is None


def _check(uow: UnitOfWork, undo: Undoing) -> None:
    block = undo.families[undo.checked : undo.checked + _BLOCK]
    undo.worked_on += sorted(_Brought(uow, undo.import_id, block).worked_on())
    undo.checked += len(block)
    if undo.checked == len(undo.families) and undo.worked_on:
        raise _refusal(uow, undo.worked_on)


def _next_family(uow: UnitOfWork, run: ImportRun) -> int | None:
    """Ask the store, not the memory, what is left: a step that could not be saved comes again."""
    link = uow.first(ImportLink, ImportLink.import_id == run.id)
    return None if link is None else link.family_id


def _remove(uow: UnitOfWork, run: ImportRun, family_id: int) -> None:
    brought = _Brought(uow, run.id, [family_id])
    if brought.worked_on():
        raise _refusal(uow, [family_id])
    uow.need_keys({family_id})
    if run.status != "undoing":
        uow.change(run, None, status="undoing")
    for row in brought.going():
        uow.remove(row)
    # Before the unit ends nothing may derive new records from what has just gone.
    uow.flush()


def _refusal(uow: UnitOfWork, families: list[int]) -> Refused:
    asked = select(Family.reference).where(Family.id.in_(families[:_NAMED]))
    names = sorted(reference for (reference,) in uow.rows(asked))
    more = "…" if len(families) > _NAMED else ""
    return Refused("import.undo.worked_on", count=len(families), families=", ".join(names) + more)


class _Brought:
    """What an import brought into some families, beside everything else they have."""

    def __init__(self, uow: UnitOfWork, import_id: int, families: list[int]) -> None:
        rows = list(_rows_of(uow, families))
        links = [row for row in rows if isinstance(row, ImportLink) and row.import_id == import_id]
        self._came = {(link.record_kind, link.record_id): link.record_version for link in links}
        came = [row for row in rows if _name(row) in self._came]
        names = {_name(row) for row in came}
        follows = [row for row in rows if isinstance(row, _FOLLOWS) and _targets(row) & names]
        self._brought = came
        self._going = [*came, *links, *follows]
        gone = {_name(row) for row in self._going}
        self._staying = [row for row in rows if _name(row) not in gone]

    def going(self) -> list[Record]:
        """Return the records that an undo removes."""
        return self._going

    def worked_on(self) -> set[int]:
        """Return families where a record was changed since, or has others that build on it."""
        changed = {
            _family_of(row) for row in self._brought if row.version != self._came[_name(row)]
        }
        gone = {_name(row) for row in self._going}
        built_on = {_family_of(row) for row in self._staying if _targets(row) & gone}
        return changed | built_on


def _rows_of(uow: UnitOfWork, families: list[int]) -> Iterable[Record]:
    yield from uow.all(Family, Family.id.in_(families))
    for kind in _kinds():
        yield from uow.all(kind, kind.family_id.in_(families))


@cache
def _kinds() -> tuple[type[OfFamily], ...]:
    mapped = (mapper.class_ for mapper in Record.registry.mappers)
    kinds: list[Any] = [kind for kind in mapped if issubclass(kind, OfFamily)]
    return tuple(sorted(kinds, key=lambda kind: kind.__tablename__))


def _name(row: Record) -> tuple[str, int]:
    return row.__tablename__, row.id


def _family_of(row: Record) -> int:
    return row.family_id if isinstance(row, OfFamily) else row.id


def _targets(row: Record) -> set[tuple[str, int]]:
    """Return what a record points to."""
    keys = inspect(type(row)).local_table.foreign_keys
    return {(key.column.table.name, getattr(row, key.parent.name)) for key in keys}
