"""How the audit names a row and fingerprints its state.  Reads no database."""

import hashlib

import msgspec
from sqlalchemy import inspect

from earlyhelp.records.base import Record


def reference(row: Record) -> str:
    """Name a row as the audit does: table, id, version."""
    return f"{row.__tablename__}:{row.id}:v{row.version}"


def row_hash(row: Record) -> str:
    """Return a fingerprint of a row's every column, so that one put back later is noticed."""
    state = {column.key: getattr(row, column.key) for column in inspect(type(row)).columns}
    return hashlib.sha256(msgspec.json.encode(state, enc_hook=bytes, order="sorted")).hexdigest()[
        :32
    ]
