"""Makes a small made-up store large: copies its families under new ids and keys, straight into the file.

For benchmarks only: it goes round the guard and the audit, so nothing of the program may use it.
"""

import gc
from collections.abc import Iterator
from typing import Any

from sqlalchemy import insert, inspect, select

from earlyhelp.bootstrap import OpenStore
from earlyhelp.records.base import OfFamily, Record
from earlyhelp.records.cases import FactsEnvelope
from earlyhelp.records.people import Family, FamilyKey
from earlyhelp.records.staff import StaffAccount
from earlyhelp.storage.guard import permit
from earlyhelp.storage.sealing import Keyring

#: Not copied: an envelope opens only for its own case; a key is made anew.
_LEFT_OUT = (FactsEnvelope, FamilyKey)
_BATCH = 50
_KINDS = [Family, *(m.class_ for m in Record.registry.mappers if issubclass(m.class_, OfFamily))]


def multiply(store: OpenStore, wanted: int) -> Iterator[int]:
    """Copy the team's families until there are `wanted`; yield how many there are, by batches."""
    unhindered(store.context.vault._connection)
    models, workers = _models(store), _workers(store)
    gc.freeze()  # hundreds of thousands of values that stay: collecting them again costs more than copying
    for start in range(len(models), wanted, _BATCH):
        numbers = range(start, min(start + _BATCH, wanted))
        _write(store, [_copied(store, models[n % len(models)], n, workers) for n in numbers])
        yield numbers.stop


def unhindered(connection: Any) -> None:
    """Let a connection fill a large file: settings of the program would read each page again and again.

    Nothing that is measured runs with these.
    """
    connection.set_authorizer(None)
    for setting in (
        "cache_size=-6000000",
        "wal_autocheckpoint=100000",
        "cipher_memory_security=OFF",
    ):
        connection.execute(f"PRAGMA {setting}").fetchall()


def _workers(store: OpenStore) -> list[int]:
    """Practitioners nobody signs in as: copies must not swell a real caseload."""
    with store.context.vault.engine.begin() as connection:
        table = StaffAccount.__table__
        statement = select(table.c.id).where(table.c.role == "practitioner").order_by(table.c.id)
        return list(connection.execute(statement, execution_options=permit()).scalars())[3:]


def _models(store: OpenStore) -> list[dict[type[Record], list[dict[str, Any]]]]:
    """Every family of the team as plain rows: columns, and opened values under their column."""
    context = store.context
    keyring, team = context.vault.keyring, context.principal.teams[0]
    with context.vault.engine.begin() as connection:

        def rows(kind: type[Record], *where: Any) -> list[Any]:
            statement = select(kind.__table__).where(*where)
            return connection.execute(statement, execution_options=permit()).mappings().all()

        for key in rows(FamilyKey, FamilyKey.team_id == team):
            keyring.open_family_key(key["family_id"], team, key["epoch"], key["wrapped"])
        models = {
            row["id"]: {Family: [_opened(keyring, Family, row)]}
            for row in rows(Family, Family.team_id == team)
        }
        for kind in _KINDS[1:]:
            if kind in _LEFT_OUT:
                continue
            for row in rows(kind):
                if row["family_id"] in models:
                    found = models[row["family_id"]].setdefault(kind, [])
                    found.append(_opened(keyring, kind, row))
    return list(models.values())


def _opened(keyring: Keyring, kind: type[Record], row: Any) -> dict[str, Any]:
    values = dict(row)
    record = kind(**values)
    for column in kind.seals:
        values[column] = keyring.open(record, column)
    return values


def _copied(
    store: OpenStore,
    model: dict[type[Record], list[dict[str, Any]]],
    number: int,
    workers: list[int],
) -> dict[type[Record], list[dict[str, Any]]]:
    keyring, clock = store.context.vault.keyring, store.context.vault.clock
    ids = {row["id"]: clock.new_id() for rows in model.values() for row in rows}
    (family,) = model[Family]
    new_id, team = ids[family["id"]], family["team_id"]
    epoch, wrapped = keyring.new_family_key(new_id, team)
    key = {
        "id": clock.new_id(),
        "version": 1,
        "family_id": new_id,
        "team_id": team,
        "epoch": epoch,
        "wrapped": wrapped,
    }
    copy: dict[type[Record], list[dict[str, Any]]] = {FamilyKey: [key]}
    for kind, rows in model.items():
        points = [
            c.key for c in inspect(kind).columns if c.foreign_keys or c.key in {"id", "subject_id"}
        ]
        for row in rows:
            values = row | {name: ids.get(row[name], row[name]) for name in points}
            if kind is Family:
                values["reference"] = f"EH-{team % 8000 + 1000}-{number:06d}"
            for name in {"account_id", "lead_id"} & values.keys():
                values[name] = workers[number % len(workers)]
            record = kind(**values)
            for column in kind.seals:
                if row[column] is not None:
                    values[column] = keyring.seal(record, column, row[column])
            copy.setdefault(kind, []).append(values)
    keyring._families.pop(new_id)
    return copy


def _write(store: OpenStore, copies: list[dict[type[Record], list[dict[str, Any]]]]) -> None:
    merged: dict[type[Record], list[dict[str, Any]]] = {}
    for copy in copies:
        for kind, rows in copy.items():
            merged.setdefault(kind, []).extend(rows)
    with store.context.vault.engine.begin() as connection:
        for kind in _KINDS:
            if kind in merged:
                connection.execute(insert(kind.__table__), merged[kind], execution_options=permit())
