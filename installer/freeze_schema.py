"""Print the DDL that the mapped classes need beyond the released revisions: what the next one holds.

`python -m installer.freeze_schema > resources/schema/0004.sql` while that revision is not released.
"""

import re

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateColumn, CreateIndex, CreateTable

from earlyhelp.records import every_module
from earlyhelp.records.base import Record
from earlyhelp.settings import resource

every_module()
_DIALECT = sqlite.dialect()
#: Revisions that stores in use have; what they hold is never printed again.
RELEASED = ("0001", "0002", "0003")
_TABLE = re.compile(r"CREATE TABLE (\w+) \(\n(.*)\n\)", re.DOTALL)
_COLUMN = re.compile(r'^\t"?(\w+)"? ', re.MULTILINE)
_ADDED = re.compile(r'^ALTER TABLE (\w+) ADD COLUMN "?(\w+)"? ')
_INDEX = re.compile(r"CREATE (?:UNIQUE )?INDEX (\w+) ")


def statements() -> list[str]:
    """Return the DDL beyond the released revisions, one statement an item: columns, tables, indexes."""
    tables, indexes = _released()
    found: list[str] = []
    for table in Record.metadata.sorted_tables:
        known = tables.get(table.name)
        if known is None:
            lines = str(CreateTable(table).compile(dialect=_DIALECT)).strip().splitlines()
            found.append("\n".join(line.rstrip() for line in lines if line.strip()))
        else:
            found.extend(
                f"ALTER TABLE {table.name} ADD COLUMN {CreateColumn(column).compile(dialect=_DIALECT)}"
                for column in table.columns
                if column.name not in known
            )
        found.extend(
            str(CreateIndex(index).compile(dialect=_DIALECT))
            for index in sorted(table.indexes, key=lambda index: str(index.name))
            if index.name not in indexes
        )
    return found


def _released() -> tuple[dict[str, set[str]], set[str]]:
    """Return columns by table, and index names, of the released revisions."""
    text = "\n\n".join(
        resource(f"schema/{name}.sql").read_text(encoding="utf-8") for name in RELEASED
    )
    tables: dict[str, set[str]] = {}
    for statement in map(str.strip, text.split("\n\n")):
        if found := _TABLE.match(statement):
            tables[found[1]] = set(_COLUMN.findall(found[2]))
        elif found := _ADDED.match(statement):
            tables[found[1]].add(found[2])
    return tables, set(_INDEX.findall(text))


if __name__ == "__main__":
    print("\n\n".join(statements()))
