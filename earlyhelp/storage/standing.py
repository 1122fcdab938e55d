"""What a person has besides role and teams: live grants.  Asked once per unit, told apart by clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, and_, bindparam, or_, select

from earlyhelp.access.permissions import Scope
from earlyhelp.access.principal import Principal
from earlyhelp.records.base import Instant
from earlyhelp.records.grants import FamilyGrant

_grant = FamilyGrant.__table__


@dataclass(frozen=True)
class Standing:
    """Who asks, how far, by which clock, and whether any grant needs looking at.

    `granted` is False only where the person has no grant that has not ended: then none is looked for.
    """

    principal: Principal
    scope: Scope
    now: Callable[[], datetime]
    granted: bool = True


def live(grant: Any, now: Callable[[], datetime]) -> ColumnElement[bool]:
    """Return which grants are open; the clock is read when the statement runs, not before."""
    at: BindParameter[datetime] = bindparam(None, type_=Instant(), callable_=now, unique=True)
    return and_(
        grant.ended_at.is_(None),
        grant.from_at <= at,
        or_(grant.until_at.is_(None), grant.until_at > at),
    )


def has_grants(connection: Connection, account_id: int, options: dict[str, object]) -> bool:
    """Tell whether an account was given any family and the grant was not taken back."""
    rows = select(_grant.c.id).where(_grant.c.account_id == account_id, _grant.c.ended_at.is_(None))
    return connection.execute(rows.limit(1), execution_options=options).first() is not None
