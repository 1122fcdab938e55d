"""Print the DDL of the mapped classes and the audit's triggers, to be frozen as a new revision."""

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

import earlyhelp.records.cases
import earlyhelp.records.casework
import earlyhelp.records.people
import earlyhelp.records.staff
import earlyhelp.records.store  # noqa: F401 - mapped by import
from earlyhelp.records.base import Record

TRIGGERS = """
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END

CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END

CREATE TRIGGER audit_entry_no_gap BEFORE INSERT ON audit_entry
WHEN new.id <> (SELECT coalesce(max(id), 0) + 1 FROM audit_entry)
BEGIN SELECT RAISE(ABORT, 'the audit has no gaps'); END

CREATE TRIGGER audit_checkpoint_no_update BEFORE UPDATE ON audit_checkpoint
BEGIN SELECT RAISE(ABORT, 'checkpoints stay'); END

CREATE TRIGGER audit_checkpoint_no_delete BEFORE DELETE ON audit_checkpoint
BEGIN SELECT RAISE(ABORT, 'checkpoints stay'); END
""".strip()


def statements() -> list[str]:
    """Return the DDL, one statement an item."""
    dialect = sqlite.dialect()
    found = []
    for table in Record.metadata.sorted_tables:
        lines = str(CreateTable(table).compile(dialect=dialect)).strip().splitlines()
        found.append("\n".join(line.rstrip() for line in lines if line.strip()))
        found.extend(
            str(CreateIndex(index).compile(dialect=dialect))
            for index in sorted(table.indexes, key=lambda index: str(index.name))
        )
    return [*found, *TRIGGERS.split("\n\n")]


if __name__ == "__main__":
    print("\n\n".join(statements()))
