"""What a person has besides role and teams: grants, conflicts, the emergency key.  Asked once per unit."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Connection,
    and_,
    bindparam,
    func,
    or_,
    select,
)

from earlyhelp.access.permissions import FAMILY_SCOPES, Scope
from earlyhelp.access.principal import Principal
from earlyhelp.records.access import FormerKey, InterestConflict
from earlyhelp.records.base import Instant
from earlyhelp.records.grants import FamilyGrant
from earlyhelp.records.staff import KeyWrap

#: The name of the key that opens restricted families out of hours (security.md, settled 4).
EMERGENCY = "emergency"
_grant, _conflict, _wrap = FamilyGrant.__table__, InterestConflict.__table__, KeyWrap.__table__
_former, _mine = FormerKey.__table__, bindparam("mine", type_=BigInteger())
#: Made once: to put it together took longer than to ask it.  Ids follow the clock, which may be set back:
#: how many turnings there were tells what the newest id does not.
_ASKED = select(
    select(_grant.c.id).where(_grant.c.account_id == _mine, _grant.c.ended_at.is_(None)).exists(),
    select(_conflict.c.id)
    .where(_conflict.c.account_id == _mine, _conflict.c.ended_at.is_(None))
    .exists(),
    select(func.count(_former.c.id)).scalar_subquery(),
    select(func.coalesce(func.max(_former.c.id), 0)).scalar_subquery(),
)


@dataclass(frozen=True)
class Standing:
    """Who asks, how far, by which clock, and what must be looked at besides role and teams.

    Shape: `granted` is False only where the person has no grant that has not ended, `conflicted`
    only where they have no conflict: then none is looked for.  `emergency` is True where the scope
    asks for the emergency key and the person holds it.  `turned` is another one whenever any family
    got another key, in whichever session; None where no family is asked for.
    """

    principal: Principal
    scope: Scope
    now: Callable[[], datetime]
    granted: bool = True
    conflicted: bool = True
    emergency: bool = False
    turned: tuple[int, int] | None = field(default=None, compare=False)


def read_standing(
    connection: Connection,
    who: tuple[Principal, Scope],
    now: Callable[[], datetime],
    options: dict[str, object],
) -> Standing:
    """Ask the store how somebody stands; scopes without families have nothing to ask."""
    principal, scope = who
    if scope not in FAMILY_SCOPES:
        return Standing(principal, scope, now, granted=False, conflicted=False)
    mine = principal.account_id
    found = connection.execute(_ASKED, {"mine": mine}, execution_options=options).one()
    granted, conflicted, *turned = found
    emergency = False
    if scope is Scope.EMERGENCY:
        held = select(_wrap.c.id).where(_wrap.c.account_id == mine, _wrap.c.key_name == EMERGENCY)
        emergency = connection.execute(held, execution_options=options).first() is not None
    return Standing(
        principal, scope, now, bool(granted), bool(conflicted), emergency, (turned[0], turned[1])
    )


def conflicts_of(
    connection: Connection, account_id: int, options: dict[str, object]
) -> frozenset[int]:
    """Return the families an account is too close to, for leaving them out of what memory holds."""
    ids = select(_conflict.c.family_id).where(
        _conflict.c.account_id == account_id, _conflict.c.ended_at.is_(None)
    )
    return frozenset(connection.execute(ids, execution_options=options).scalars())


def live(grant: Any, now: Callable[[], datetime]) -> ColumnElement[bool]:
    """Return which grants are open; the clock is read when the statement runs, not before."""
    at: BindParameter[datetime] = bindparam(None, type_=Instant(), callable_=now, unique=True)
    return and_(
        grant.ended_at.is_(None),
        grant.from_at <= at,
        or_(grant.until_at.is_(None), grant.until_at > at),
    )
