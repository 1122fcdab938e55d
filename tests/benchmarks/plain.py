"""A family's rows read sealed and guarded, beside the same rows in plain SQLite by plain SQLAlchemy."""

from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from sqlalchemy import create_engine, event, select  # noqa: TID251 - the bare library to compare with
from sqlalchemy.orm import Session  # noqa: TID251

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.bootstrap import OpenStore, open_store
from earlyhelp.records.base import Envelope, OfFamily, Record
from earlyhelp.records.people import Family, FamilyKey
from tests.benchmarks.figures import Figure, spread_ms
from tests.benchmarks.store import account, packed

_KINDS = tuple(
    kind
    for mapper in Record.registry.mappers
    if issubclass(kind := mapper.class_, OfFamily)
    and kind is not FamilyKey
    and kind.__tablename__ not in {"facts_envelope", "import_link"}
)


def reading(folder: Path, families: int) -> list[Figure]:
    """Measure both on the same families."""
    store = open_store(folder, *account(folder, "team_manager"))
    try:
        with TemporaryDirectory(dir=folder) as scratch:
            return _compare(store, Path(scratch) / "plain.db", families)
    finally:
        store.close()


def _compare(store: OpenStore, path: Path, families: int) -> list[Figure]:
    ids = _copy(store, path, families)
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def no_keys(connection, _record) -> None:
        connection.execute("PRAGMA foreign_keys=OFF")

    for ident in ids[:10]:
        _plain(engine, ident)
        _guarded(store, ident, audit=False)
    plain, _ = spread_ms([lambda i=i: _plain(engine, i) for i in ids])
    store.context.vault.keyring._families.clear()
    guarded, _ = spread_ms([lambda i=i: _guarded(store, i, audit=False) for i in ids])
    store.context.vault.keyring._families.clear()
    audited, _ = spread_ms([lambda i=i: _guarded(store, i, audit=True) for i in ids])
    engine.dispose()
    return [
        Figure("a family's rows by plain SQLAlchemy on plain SQLite", plain, "ms", 0,
               f"{len(_KINDS) + 1} selects, values decoded"),
        Figure("the same rows sealed and guarded", guarded, "ms"),
        Figure("sealed and guarded beside plain", guarded / plain, "×", 3),
        Figure("sealed, guarded and audited beside plain", audited / plain, "×", 0,
               "the entry is written to the disk"),
    ]  # fmt: skip


def _unit(store: OpenStore):
    context = store.context
    return context.vault.unit(context.principal, Permission.FAMILY_READ, Scope.TEAM)


def _guarded(store: OpenStore, ident: int, *, audit: bool) -> int:
    opened = 0
    with _unit(store) as uow:
        rows = [uow.get(Family, ident)]
        for kind in _KINDS:
            rows += uow.all(kind, kind.family_id == ident)
        for row in rows:
            for column in row.seals:
                opened += uow.open(row, column) is not None
        if audit:
            uow.commit("viewed")
    return opened


def _plain(engine, ident: int) -> int:
    opened = 0
    with Session(engine) as session:
        rows = list(session.scalars(select(Family).where(Family.id == ident)))
        for kind in _KINDS:
            rows += session.scalars(select(kind).where(kind.family_id == ident))
        for row in rows:
            for column, (_, shape) in row.seals.items():
                value = getattr(row, column)
                opened += value is not None and bool(msgspec.msgpack.decode(value, type=shape) or 1)
    return opened


def _copy(store: OpenStore, path: Path, families: int) -> list[int]:
    """Copy the whole store into plain SQLite, as large as it is, with these families' rows unsealed."""
    _export(store, path)
    engine = create_engine(f"sqlite:///{path}")
    with _unit(store) as uow, Session(engine) as session:
        chosen = uow.all(Family, order=Family.id, limit=families)
        ids = [row.id for row in chosen]
        uow.need_keys(ids)
        rows = list(chosen)
        for kind in _KINDS:
            rows += uow.all(kind, kind.family_id.in_(ids))
        for row in rows:
            session.merge(_unsealed(uow, row), load=True)
        session.commit()
    engine.dispose()
    return ids


def _export(store: OpenStore, path: Path) -> None:
    connection = store.context.vault._connection
    connection.set_authorizer(None)
    connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(path),))
    connection.execute("SELECT sqlcipher_export('plain')").fetchall()
    connection.execute("DETACH DATABASE plain")


def _unsealed(uow, row: Record) -> Record:
    values = {column.key: getattr(row, column.key) for column in row.__table__.columns}
    for column in row.seals:
        if values[column] is not None:
            values[column] = Envelope(packed(uow.open(row, column)))
    return type(row)(**values)
