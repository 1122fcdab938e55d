"""Counts how many families a person would see, by the very filter that shows them.  Returns numbers only."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select

from earlyhelp.access.permissions import FAMILY_SCOPES, Scope
from earlyhelp.access.principal import Principal
from earlyhelp.records.people import Family
from earlyhelp.storage.guard import permit
from earlyhelp.storage.scopes import criterion
from earlyhelp.storage.standing import read_standing

Subject = tuple[Principal, Scope]


def families_reached(
    connection: Connection, subjects: Sequence[Subject], now: Callable[[], datetime]
) -> dict[Subject, int]:
    """Return the number of families for each person and scope; scopes without families give 0."""
    found: dict[Subject, int] = {}
    for subject in subjects:
        if subject in found:
            continue
        if subject[1] not in FAMILY_SCOPES:
            found[subject] = 0
            continue
        standing = read_standing(connection, subject, now, permit())
        counted = select(func.count(Family.id)).where(criterion(Family, standing))
        found[subject] = int(connection.execute(counted, execution_options=permit()).scalar_one())
    return found
