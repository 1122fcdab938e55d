"""How the audit names a row and fingerprints its state.  Reads no database."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import inspect

from earlyhelp.records.base import OfFamily, Record
from earlyhelp.records.people import Family

#: What stands for the state of a row that was taken away.
GONE = "gone"


def reference(row: Record) -> str:
    """Name a row as the audit does: table, id, version."""
    return f"{row.__tablename__}:{row.id}:v{row.version}"


def row_hash(row: Record) -> str:
    """Return a fingerprint of a row's every column, so that one put back later is noticed.

    Shape: 32 hex digits, or GONE for a row that this unit took away.
    """
    if inspect(row).deleted:
        return GONE
    return state_hash({key.key: getattr(row, key.key) for key in inspect(type(row)).columns})


def state_hash(state: Mapping[Any, Any]) -> str:
    """Return the fingerprint of a row's columns by name, as `row_hash` does."""
    return hashlib.sha256(
        msgspec.json.encode(dict(state), enc_hook=bytes, order="sorted")
    ).hexdigest()[:32]


def families_of(rows: Iterable[Record]) -> set[int]:
    """Return the ids of the families that rows belong to."""
    return {
        row.id if isinstance(row, Family) else row.family_id
        for row in rows
        if isinstance(row, Family | OfFamily)
    }
