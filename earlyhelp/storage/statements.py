"""Reads which classes a statement asks for, and refuses every shape the filter cannot reach."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy.orm.context import FromStatement
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import ClauseElement, ColumnClause, TextClause
from sqlalchemy.sql.selectable import Select

from earlyhelp.errors import Bug
from earlyhelp.records.base import Record


def refuse_unfilterable(statement: Any) -> set[type[Record]]:
    """Return the classes a statement reads; refuse every shape the filter cannot reach.

    Raises: Bug with the name of the shape.
    """
    kinds: set[type[Record]] = set()
    for element in visitors.iterate(statement):
        if isinstance(element, (TextClause, FromStatement)):
            raise Bug("guard.text")
        if isinstance(element, ColumnClause) and element.is_literal:
            raise Bug("guard.literal_column")
        if isinstance(element, Column) and not element._annotations:  # noqa: SLF001
            raise Bug("guard.column_without_entity")
        if isinstance(element, Select):
            _refuse_bare_tables(element)
        entity = getattr(element, "_annotations", {}).get("parententity")
        if entity is not None:
            kinds.add(entity.mapper.class_)
    return kinds


def _refuse_bare_tables(element: Select[Any]) -> None:
    if element._propagate_attrs.get("compile_state_plugin") != "orm":  # noqa: SLF001
        raise Bug("guard.subquery_without_entity")
    joins = (join[0] for join in element._setup_joins)  # noqa: SLF001
    sources: Iterable[Any] = (*element._from_obj, *joins)  # noqa: SLF001
    for source in sources:
        if "parententity" in getattr(source, "_annotations", {}):
            continue  # an entity or an alias of one: the criteria reach it
        if isinstance(source, ClauseElement) and any(
            isinstance(part, Table) and not part._annotations  # noqa: SLF001
            for part in visitors.iterate(source)
        ):
            raise Bug("guard.table_without_entity")
