"""Destroys what a store holds of a family or of one of its people.  Decides nothing, opens nothing.

Goes by structure, not by a list that could be forgotten: every table with a family's id, every row that
points at a row that goes, drafts and keys named after one.  Only the audit and the ledger stay.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Table

from earlyhelp.audit.erasures import BEGINNING, Erasure, digest
from earlyhelp.records import every_module
from earlyhelp.records.base import OfFamily, Record
from earlyhelp.records.people import Family, Person

#: Tables with a family's id whose rows stay: the chain must hold, and holds no name.
STAYS = frozenset({"audit_entry", "erasure_note"})
#: What the decision itself leaves behind: it goes too, and is no record about anybody.
_DECISION = frozenset({
    "erasure_naming", "erasure_proposal", "retention_date", "retention_hold",
})  # fmt: skip
_AT_ONCE = 500


class Said(msgspec.Struct, frozen=True):
    """What a certificate may tell of an erasure: rule, roles, the audit entry, rows by table.

    Shape: `left` counts rows with texts about the family that stay where one person of it goes.
    """

    rule: str = ""
    proposed: str = ""
    confirmed: str = ""
    entry: int = 0
    rows: dict[str, int] = {}
    left: int = 0


def notes(connection: Any) -> list[str]:
    """Return the notes of the ledger in an open file, oldest first."""
    return [text for (text,) in connection.execute("SELECT text FROM erasure_note ORDER BY id")]


def following(connection: Any, origin: str, whom: tuple[int, int], at: datetime) -> Erasure:
    """Return the erasure that comes next; `whom` is family and person (0 for everybody)."""
    known = notes(connection)
    before = digest(known[-1]) if known else BEGINNING
    stamp = f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"
    return Erasure(origin, len(known) + 1, *whom, before, stamp)


def erase(connection: Any, erasure: Erasure, note: str, said: Said) -> Said:
    """Destroy rows and keep the note, inside the transaction that is open on this connection."""
    every_module()
    if erasure.person_id:
        gone = going(connection, erasure.family_id, erasure.person_id)
        for name, ids in gone.items():
            _taken(connection, name, "id", ids)
    else:
        gone = dict(_of_family(connection, erasure.family_id))
    told = msgspec.structs.replace(
        said, rows={name: len(ids) for name, ids in gone.items() if ids and name not in _DECISION}
    )
    ids = {ident for some in gone.values() for ident in some}
    told.rows.update(_named_after(connection, ids))
    if erasure.person_id:
        told = msgspec.structs.replace(told, left=_texts_left(connection, erasure.family_id))
    connection.execute(
        "INSERT INTO erasure_note (id, version, at, erased_family, erased_person, text, said)"
        " VALUES (?, 1, ?, ?, ?, ?, ?)",
        (
            erasure.number, erasure.at_utc, erasure.family_id, erasure.person_id, note,
            msgspec.json.encode(told).decode(),
        ),
    )  # fmt: skip
    return told


def _of_family(connection: Any, family_id: int) -> Iterator[tuple[str, set[int]]]:
    gone: dict[str, set[int]] = {"subject_pack": _packs(connection, family_id)}
    for table in _tables():
        if "family_id" in table.c:
            gone[table.name] = _taken(connection, table.name, "family_id", [family_id])
    gone[Family.__tablename__] = _taken(connection, Family.__tablename__, "id", [family_id])
    for table in _tables():
        if "family_id" not in table.c:
            for column, target in _pointers(table):
                more = _taken(connection, table.name, column, gone.get(target, ()))
                gone[table.name] = gone.get(table.name, set()) | more
    yield from gone.items()


def going(connection: Any, family_id: int, person_id: int) -> dict[str, set[int]]:
    """Return what goes with one person of a family, by table: their rows and what hangs on them."""
    every_module()
    own = "SELECT count(*) FROM person WHERE id = ? AND family_id = ?"
    if not connection.execute(own, (person_id, family_id)).fetchone()[0]:
        return {}
    fresh = {
        table.name: _found(connection, table.name, "person_id", [person_id])
        for table in _tables()
        if "person_id" in table.c
    }
    fresh[Person.__tablename__] = {person_id} | fresh.get(Person.__tablename__, set())
    gone: dict[str, set[int]] = {}
    while fresh:  # what points at a row that goes, and what points at that, to the end
        for name, ids in fresh.items():
            gone[name] = gone.get(name, set()) | ids
        found: dict[str, set[int]] = {}
        for table in _tables():
            for column, target in _pointers(table):
                more = _found(connection, table.name, column, fresh.get(target, ()))
                found[table.name] = found.get(table.name, set()) | more
        fresh = {name: more for name, ids in found.items() if (more := ids - gone.get(name, set()))}
    return gone


def texts(connection: Any, family_id: int) -> dict[str, dict[int, int]]:
    """Return which texts about a family there are, by table and id with their versions; opens none."""
    every_module()
    found: dict[str, dict[int, int]] = {}
    for name in text_tables():
        where = f'FROM "{name}" WHERE family_id = ?'
        rows = connection.execute(f"SELECT id, version {where}", (family_id,)).fetchall()
        if rows:
            found[name] = dict(rows)
    return found


def _tables() -> list[Table]:
    return [table for table in Record.metadata.sorted_tables if table.name not in STAYS]


def _pointers(table: Table) -> Iterator[tuple[str, str]]:
    """Yield the columns that point at rows of families, with the table they point at."""
    for key in table.foreign_keys:
        target = key.column.table
        if "family_id" in target.c or target.name == Family.__tablename__:
            yield key.parent.name, target.name


def _taken(connection: Any, table: str, column: str, values: Iterable[int]) -> set[int]:
    """Delete the rows of a table with one of these values in a column; return their ids."""
    found = _found(connection, table, column, values)
    for some in _blocks(sorted(found)):
        where = f'FROM "{table}" WHERE id IN ({", ".join("?" * len(some))})'
        connection.execute(f"DELETE {where}", some)
    return found


def _found(connection: Any, table: str, column: str, values: Iterable[int]) -> set[int]:
    """Return the ids of the rows of a table with one of these values in a column."""
    found: set[int] = set()
    for some in _blocks(sorted(values)):
        where = f'FROM "{table}" WHERE "{column}" IN ({", ".join("?" * len(some))})'
        found |= {ident for (ident,) in connection.execute(f"SELECT id {where}", some)}
    return found


def _named_after(connection: Any, ids: set[int]) -> dict[str, int]:
    """Delete drafts about rows that have gone, and wrapped keys named after one of them."""
    drafts = _taken(connection, "draft", "subject_id", ids)
    names = connection.execute(
        "SELECT id, key_name FROM key_wrap WHERE key_name LIKE '%:%' AND key_name NOT LIKE 'team:%'"
    ).fetchall()
    keys = {ident for ident, name in names if name.rpartition(":")[2] in set(map(str, ids))}
    found = {"draft": len(drafts), "key_wrap": len(_taken(connection, "key_wrap", "id", keys))}
    return {name: number for name, number in found.items() if number}


def _texts_left(connection: Any, family_id: int) -> int:
    where = (f'FROM "{name}" WHERE family_id = ?' for name in text_tables())
    found = (connection.execute(f"SELECT count(*) {one}", (family_id,)).fetchone() for one in where)
    return sum(int(row[0]) for row in found)


def text_tables() -> list[str]:
    """Return the tables of families' texts: whatever is sealed with the family's own key."""
    kinds = [mapper.class_ for mapper in Record.registry.mappers]
    return sorted(
        kind.__tablename__
        for kind in kinds
        if issubclass(kind, OfFamily) and any(key == "family" for key, _ in kind.seals.values())
    )


def _packs(connection: Any, family_id: int) -> set[int]:
    """Delete the packs kept of requests about this family's people, with their keys; return them."""
    asked = "SELECT DISTINCT request_id FROM subject_match WHERE family_id = ?"
    requests = [ident for (ident,) in connection.execute(asked, (family_id,))]
    for ident in requests:
        connection.execute("DELETE FROM key_wrap WHERE key_name = ?", (f"pack:{ident}",))
    return _taken(connection, "subject_pack", "request_id", requests)


#: What is still to be answered to a family's people: grants for it, requests, corrections.
_OPEN = (
    (
        "SELECT count(*) FROM family_grant"
        " WHERE family_id = ? AND kind = 'subject_request' AND ended_at IS NULL"
    ),
    (
        "SELECT count(*) FROM subject_match JOIN subject_request ON subject_request.id = request_id"
        " WHERE family_id = ? AND subject_request.status = 'open'"
    ),
    "SELECT count(*) FROM rectification WHERE family_id = ? AND status = 'open'",
)


def open_requests(connection: Any, family_id: int) -> bool:
    """Tell whether a request or a correction of the family's people is not finished."""
    return any(connection.execute(one, (family_id,)).fetchone()[0] for one in _OPEN)


def _blocks(values: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
