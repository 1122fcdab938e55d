"""Collects every record about a family's member as parts.  Knows every kind of record, or says so.

Refuses to pass over a kind in silence: a class is collected, or left out with a reason that is printed.
"""

from datetime import date
from typing import Any

from earlyhelp.errors import Bug
from earlyhelp.messages.rights import RecordPart
from earlyhelp.records.base import Record
from earlyhelp.records.people import Family
from earlyhelp.services import rights_kinds, rights_kinds_more, rights_kinds_work
from earlyhelp.services.rights_collect import LEFT_OUT, MAKERS, Collecting, family_kinds
from earlyhelp.services.rights_files import file_parts

#: The rooms that register makers.
ROOMS = (rights_kinds, rights_kinds_work, rights_kinds_more)


def unknown_kinds() -> set[type[Record]]:
    """Return the kinds of record a pack would pass over in silence: there must be none."""
    return family_kinds() - MAKERS.keys() - LEFT_OUT.keys()


def parts_of(collecting: Collecting) -> tuple[RecordPart, ...]:
    """Return every record of the family as parts, by kind and day.

    Raises: Bug where a kind of record is not known to the collector.
    """
    unknown = unknown_kinds()
    if unknown:
        raise Bug("rights.collect.unknown", name=", ".join(sorted(map(str, unknown))))
    made: list[RecordPart] = []
    for kind, maker in MAKERS.items():
        rows = _rows(collecting, kind)
        found = [part for row in rows if (part := maker(collecting, row)) is not None]
        made += sorted(found, key=lambda part: (part.on or date.min, part.key))
    return (*made, *file_parts(collecting))


def _rows(collecting: Collecting, kind: type[Record]) -> list[Any]:
    if kind is Family:
        return [collecting.family]
    family_id: Any = getattr(kind, "family_id")  # noqa: B009 - known to be there: family_kinds
    return collecting.uow.all(kind, family_id == collecting.family.id, order=kind.id)
