"""Turns a scope into SQL: the only translation of a rule into rows.  Unknown pairs open nothing."""

from typing import Any, cast

from sqlalchemy import ColumnElement, false, or_, select, true

from earlyhelp.access.permissions import FAMILY_SCOPES, Scope
from earlyhelp.access.principal import Principal
from earlyhelp.errors import Bug
from earlyhelp.records.base import Audience, OfFamily, Record
from earlyhelp.records.cases import Allocation, FactsEnvelope, RequestForSupport
from earlyhelp.records.people import Family
from earlyhelp.records.staff import Draft
from earlyhelp.records.store import AuditCheckpoint, AuditEntry, FiguresRelease, ImportRun

# Aliases of their own: a criterion must never correlate with a table the statement happens to name.
_family = Family.__table__.alias("scope_family")
_allocation = Allocation.__table__.alias("scope_allocation")
_request = RequestForSupport.__table__.alias("scope_request")


def criterion(kind: type[Record], principal: Principal, scope: Scope) -> ColumnElement[bool]:
    """Return which rows of a record class the scope opens.

    Shape: plain expressions over Core tables, so that they do not filter themselves.
    Raises: Bug for a class without an audience.
    """
    audience = getattr(kind, "audience", None)
    if audience is Audience.SHARED:
        return true()
    if audience is Audience.OWN:
        return _own(kind, principal)
    if audience is Audience.FAMILY:
        return _of_family(kind, principal, scope)
    if audience is Audience.STORE:
        return _of_store(kind, principal, scope)
    raise Bug("scopes.unclassified", name=kind.__name__)


def _own(kind: type[Record], principal: Principal) -> ColumnElement[bool]:
    if kind is not Draft:
        raise Bug("scopes.unclassified", name=kind.__name__)
    return Draft.account_id == principal.account_id


def _of_family(kind: type[Record], principal: Principal, scope: Scope) -> ColumnElement[bool]:
    if kind is FactsEnvelope and scope is Scope.FIGURES:
        return true()
    if scope not in FAMILY_SCOPES:
        return false()
    if kind is Family:
        return _seen(Family.id, Family.team_id, principal, scope)
    if not issubclass(kind, OfFamily):
        raise Bug("scopes.unclassified", name=kind.__name__)
    return _seen(kind.family_id, None, principal, scope)


def _of_store(kind: type[Record], principal: Principal, scope: Scope) -> ColumnElement[bool]:
    if scope is Scope.AUDIT and kind in {AuditEntry, AuditCheckpoint}:
        return true()
    if scope is Scope.FIGURES and kind is FiguresRelease:
        return true()
    if scope in FAMILY_SCOPES and kind is AuditEntry:
        return _seen(AuditEntry.family_id, None, principal, scope)
    if scope is Scope.TEAM and kind is ImportRun:
        return ImportRun.team_id.in_(principal.teams)
    return false()


def _seen(family_id: Any, team_id: Any, principal: Principal, scope: Scope) -> ColumnElement[bool]:
    if scope is Scope.TEAM:
        if team_id is not None:
            return cast("ColumnElement[bool]", team_id.in_(principal.teams))
        # EXISTS probes one family by its key; IN would gather the team's every family first.
        return (
            select(_family.c.id)
            .where(_family.c.id == family_id, _family.c.team_id.in_(principal.teams))
            .exists()
        )
    allocated = select(_allocation.c.family_id).where(
        _allocation.c.account_id == principal.account_id, _allocation.c.ended_on.is_(None)
    )
    waiting = select(_request.c.family_id).where(
        _request.c.team_id.in_(principal.teams), _request.c.status == "waiting"
    )
    return or_(family_id.in_(allocated), family_id.in_(waiting))
