"""One row of every protected record class in a family of West and in a family of South."""

import typing
from datetime import UTC, date, datetime

import msgspec
from sqlalchemy import inspect

from earlyhelp.records import casework, staff
from earlyhelp.records.access import SealedNote
from earlyhelp.records.base import Envelope, OfFamily, Record
from earlyhelp.records.people import Family, FamilyKey
from earlyhelp.records.store import ImportRun
from earlyhelp.services import named_keys
from earlyhelp.services.topics import load_topics
from earlyhelp.storage import guard

load_topics()  # every class is mapped
OF_FAMILY = sorted(
    (mapper.class_ for mapper in Record.registry.mappers if issubclass(mapper.class_, OfFamily)),
    key=lambda kind: kind.__name__,
)
PROTECTED = [Family, *OF_FAMILY]
_MOMENT = datetime(2026, 11, 22, 9, tzinfo=UTC)


def value_for(shape):
    """Return some value of a type that may lie in a sealed column."""
    if shape is str:
        return "Made-up text"
    if shape is bytes:
        return b"made up"
    fields = {
        field.name: {str: "made up", bytes: b"x"}.get(field.type, 1)
        for field in msgspec.structs.fields(shape)
        if field.required
    }
    return shape(**fields)


def make(uow, kind, family_id: int, team_id: int, parents: dict[type, int]):
    """Add one row of a class to a family, with parents of the same family."""
    columns, sealed = {}, {}
    for column in inspect(kind).columns:
        name = column.key
        if name in {"id", "version"} or column.default is not None:
            continue
        if name in kind.seals:
            sealed[name] = value_for(kind.seals[name][1])
        elif name == "family_id":
            columns[name] = family_id
        elif name == "team_id":
            columns[name] = team_id
        elif column.foreign_keys:
            columns[name] = _parent(uow, column, parents)
        elif not column.nullable:
            columns[name] = _plain(kind, name)
    if kind is SealedNote:  # seen by those who hold its key
        columns["key_name"] = f"made_up:{uow.clock.new_id()}"
        mine = uow.get(staff.StaffAccount, uow.principal.account_id)
        named_keys.make(uow, None, columns["key_name"], [mine])
    if kind is casework.WorkItem:  # lists show it, and a record has one of a kind
        columns |= {"kind": "contact", "subject_id": uow.clock.new_id()}
    return uow.add(kind(**columns), **sealed)


def _parent(uow, column, parents):
    (key,) = column.foreign_keys
    for kind, ident in parents.items():
        if kind.__table__ is key.column.table:
            return ident
    if column.nullable:
        return None
    if key.column.table.name == "staff_account":
        return uow.principal.account_id
    return _bare(uow, key.column.table)


def _bare(uow, table):
    """Lay down a row of a class that belongs to no family, so that a pointer at it holds."""
    kind = next(one.class_ for one in Record.registry.mappers if one.local_table is table)
    columns = [one for one in table.columns if not one.nullable and one.default is None]
    values = {one.name: _bare_value(kind, one.name) for one in columns}
    ident = uow.clock.new_id()
    values |= {one.name: f"x{ident}" for one in columns if one.unique}
    values |= {"id": ident, "version": 1}
    connection = guard.connection_of(uow.session)
    connection.execute(table.insert().values(values), execution_options=guard.permit())
    return ident


def _bare_value(kind, name):
    return Envelope(b"x") if name in kind.seals else _plain(kind, name)


def _plain(kind, name):
    hint = typing.get_type_hints(kind, include_extras=True)[name]
    (inner,) = typing.get_args(hint)
    plain = next((part for part in typing.get_args(inner) if part is not type(None)), inner)
    values = {int: 1, str: "x", bool: True, date: date(2026, 11, 1), datetime: _MOMENT, bytes: b"x"}
    assert plain is not Envelope
    return values[plain]


def plant_world(desk) -> dict[type, int]:
    """Plant a family with one row of every class as this manager; return ids by class."""
    ids: dict[type, int] = {}
    with desk.unit() as uow:
        family = Family(
            team_id=desk.team_id, reference=f"EH-2026-{uow.clock.new_id() % 10**6:06d}",
            status="open", opened_on=date(2026, 11, 1),
        )  # fmt: skip
        family.id = uow.clock.new_id()
        uow.new_family(family, "Hidden")
        ids[Family] = family.id
        uow.session.flush()
        ids[FamilyKey] = next(r.id for r in uow.touched if isinstance(r, FamilyKey))
        run = ImportRun(
            team_id=desk.team_id, account_id=desk.id, at=_MOMENT, file_name="made-up.xlsx",
            status="finished",
        )  # fmt: skip
        ids[ImportRun] = uow.add(run).id
        for kind in _in_order():
            ids[kind] = make(uow, kind, family.id, desk.team_id, ids).id
        uow.commit()
    return ids


def _in_order():
    tables = Record.metadata.sorted_tables
    by_table = {kind.__table__: kind for kind in OF_FAMILY if kind is not FamilyKey}
    return [by_table[table] for table in tables if table in by_table]
