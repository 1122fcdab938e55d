"""Turns a scope into SQL: the only translation of a rule into rows.  Unknown pairs open nothing."""

from typing import Any, cast

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from earlyhelp.access.permissions import FAMILY_SCOPES, Scope
from earlyhelp.errors import Bug
from earlyhelp.records.base import Audience, OfFamily, Record
from earlyhelp.records.cases import Allocation, FactsEnvelope, RequestForSupport
from earlyhelp.records.erasure import BackupRun, ErasureNote
from earlyhelp.records.grants import FamilyGrant
from earlyhelp.records.looks import AccessHit, AccessScan, DecoyMark, OwnHome
from earlyhelp.records.people import Family
from earlyhelp.records.register import RegisterRun
from earlyhelp.records.retention import ErasureProposal, RetentionDate, RetentionHold
from earlyhelp.records.staff import Draft, Membership
from earlyhelp.records.store import AuditCheckpoint, AuditEntry, FiguresRelease, ImportRun
from earlyhelp.storage.standing import Standing, live

# Aliases of their own: a criterion must never correlate with a table the statement happens to name.
_family = Family.__table__.alias("scope_family")
_restricted = Family.__table__.alias("scope_restricted")
_grant = FamilyGrant.__table__.alias("scope_grant")
_membership = Membership.__table__.alias("scope_membership")
_allocation = Allocation.__table__.alias("scope_allocation")
_request = RequestForSupport.__table__.alias("scope_request")
#: Rows of families that tell nothing of them, and the scope that reads them all.
_BY_REFERENCE = {(FactsEnvelope, Scope.FIGURES), (RetentionDate, Scope.RETENTION)}
_RETENTION = frozenset({RetentionHold, ErasureProposal})

#: classes of the store itself that a scope opens every row of
_WHOLE: dict[Scope, frozenset[type[Record]]] = {
    Scope.AUDIT: frozenset({AuditEntry, AuditCheckpoint, BackupRun, RegisterRun}),
    Scope.FIGURES: frozenset({FiguresRelease}),
    Scope.RETENTION: frozenset({RetentionHold, ErasureProposal, ErasureNote}),
}


def criterion(kind: type[Record], who: Standing) -> ColumnElement[bool]:
    """Return which rows of a record class the scope opens.

    Shape: plain expressions over Core tables, so that they do not filter themselves.
    Raises: Bug for a class without an audience.
    """
    audience = getattr(kind, "audience", None)
    if audience is Audience.SHARED:
        return true()
    if audience is Audience.OWN:
        return _own(kind, who)
    if audience is Audience.FAMILY:
        return _of_family(kind, who)
    if audience is Audience.STORE:
        return _of_store(kind, who)
    raise Bug("scopes.unclassified", name=kind.__name__)


def _own(kind: type[Record], who: Standing) -> ColumnElement[bool]:
    if kind is Draft:
        return Draft.account_id == who.principal.account_id
    if kind is OwnHome:
        return OwnHome.account_id == who.principal.account_id
    raise Bug("scopes.unclassified", name=kind.__name__)


def _of_family(kind: type[Record], who: Standing) -> ColumnElement[bool]:
    if (kind, who.scope) in _BY_REFERENCE:
        return true()
    if who.scope not in FAMILY_SCOPES:
        return false()
    if kind is Family:
        return _seen(Family.id, Family.team_id, who)
    if not issubclass(kind, OfFamily):
        raise Bug("scopes.unclassified", name=kind.__name__)
    return _seen(kind.family_id, None, who)


def _of_store(kind: type[Record], who: Standing) -> ColumnElement[bool]:
    if kind in {AccessHit, AccessScan, DecoyMark}:
        return _of_looks(kind, who)
    if kind in _WHOLE.get(who.scope, ()):
        return true()
    if who.scope in FAMILY_SCOPES and kind in _RETENTION:
        return _held(kind, who)
    if who.scope in FAMILY_SCOPES and kind is AuditEntry:
        return _seen(AuditEntry.family_id, None, who)
    if who.scope is Scope.TEAM and kind is ImportRun:
        return ImportRun.team_id.in_(who.principal.teams)
    return false()


def _of_looks(kind: type[Record], who: Standing) -> ColumnElement[bool]:
    """Questions about looks: all for the audit, of their teams' others for a manager."""
    if kind is DecoyMark:
        holds = DecoyMark.holder_id == who.principal.account_id
        return holds if who.scope in {Scope.AUDIT, Scope.FIGURES} else false()
    if who.scope is Scope.AUDIT or (who.scope is Scope.TEAM and kind is AccessScan):
        return true()
    if who.scope is not Scope.TEAM:
        return false()
    others = select(_membership.c.account_id).where(
        _membership.c.team_id.in_(who.principal.teams),
        _membership.c.account_id != who.principal.account_id,
    )
    return cast("ColumnElement[bool]", AccessHit.account_id.in_(others))


def _held(kind: Any, who: Standing) -> ColumnElement[bool]:
    # Family 0: a hold on the whole store, which everybody who decides must see.
    return or_(kind.family_id == 0, _seen(kind.family_id, None, who))


def _seen(family_id: Any, team_id: Any, who: Standing) -> ColumnElement[bool]:
    if who.scope is Scope.GRANTED:
        return _granted(family_id, who)
    ordinary = _of_teams if who.scope is Scope.TEAM else _allocated
    if not who.granted:
        return ordinary(family_id, team_id, who)
    return or_(ordinary(family_id, team_id, who), _granted(family_id, who))


def _of_teams(family_id: Any, team_id: Any, who: Standing) -> ColumnElement[bool]:
    if team_id is not None:
        return and_(team_id.in_(who.principal.teams), _unrestricted(family_id))
    # EXISTS probes one family by its key; IN would gather the team's every family first.
    return (
        select(_family.c.id)
        .where(
            _family.c.id == family_id,
            _family.c.team_id.in_(who.principal.teams),
            _family.c.restricted == 0,
        )
        .exists()
    )


def _allocated(family_id: Any, _team_id: Any, who: Standing) -> ColumnElement[bool]:
    allocated = select(_allocation.c.family_id).where(
        _allocation.c.account_id == who.principal.account_id, _allocation.c.ended_on.is_(None)
    )
    waiting = select(_request.c.family_id).where(
        _request.c.team_id.in_(who.principal.teams), _request.c.status == "waiting"
    )
    ours = or_(family_id.in_(allocated), family_id.in_(waiting))
    return and_(ours, _unrestricted(family_id))


def _unrestricted(family_id: Any) -> ColumnElement[bool]:
    # The restricted are few: gathered once by their index, lists of the others keep to theirs.
    restricted = select(_restricted.c.id).where(_restricted.c.restricted == 1)
    return cast("ColumnElement[bool]", family_id.not_in(restricted))


def _granted(family_id: Any, who: Standing) -> ColumnElement[bool]:
    given = select(_grant.c.family_id).where(
        _grant.c.account_id == who.principal.account_id, live(_grant.c, who.now)
    )
    return cast("ColumnElement[bool]", family_id.in_(given))
