"""Turns a scope into SQL: the only translation of a rule into rows.  Unknown pairs open nothing."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import ColumnClause, ColumnElement, and_, false, literal_column, or_, select, true

from earlyhelp.access.permissions import FAMILY_SCOPES, Scope
from earlyhelp.errors import Bug
from earlyhelp.records.access import (
    BreakGlass,
    InterestConflict,
    InterestDeclaration,
    Restriction,
    SealedNote,
)
from earlyhelp.records.base import Audience, OfFamily, Record
from earlyhelp.records.cases import Allocation, FactsEnvelope, RequestForSupport
from earlyhelp.records.erasure import BackupRun, ErasureNote
from earlyhelp.records.erasure_naming import ErasureNaming
from earlyhelp.records.grants import FamilyGrant
from earlyhelp.records.looks import AccessHit, AccessScan, DecoyMark, OwnHome
from earlyhelp.records.partner_shares import PartnerShare
from earlyhelp.records.people import Family
from earlyhelp.records.register import RegisterRun
from earlyhelp.records.retention import ErasureProposal, RetentionDate, RetentionHold
from earlyhelp.records.rights import SubjectAnswer, SubjectPack, SubjectPause, SubjectRequest
from earlyhelp.records.staff import Draft, KeyWrap, Membership
from earlyhelp.records.store import AuditCheckpoint, AuditEntry, FiguresRelease, ImportRun
from earlyhelp.storage.standing import Standing, live

# Constants and single comparisons, not lists of parameters: these run with every statement.
_NO: ColumnClause[Any] = literal_column("0")
_YES: ColumnClause[Any] = literal_column("1")
# Aliases of their own: a criterion must never correlate with a table the statement happens to name.
_family = Family.__table__.alias("scope_family")
_restricted = Family.__table__.alias("scope_restricted")
_grant = FamilyGrant.__table__.alias("scope_grant")
_membership = Membership.__table__.alias("scope_membership")
_allocation = Allocation.__table__.alias("scope_allocation")
_request = RequestForSupport.__table__.alias("scope_request")
_conflict = InterestConflict.__table__.alias("scope_conflict")
_wrap = KeyWrap.__table__.alias("scope_wrap")
#: Classes whose rows are their account's own.
_OWN = frozenset({Draft, InterestDeclaration, OwnHome})
#: What managers see of the families they see, and information governance of all.
_SUPERVISED = frozenset({Restriction, BreakGlass, InterestConflict})
#: Rows of families that tell nothing of them, and the scope that reads them all.
_BY_REFERENCE = {(FactsEnvelope, Scope.FIGURES), (RetentionDate, Scope.RETENTION)}
_RETENTION = frozenset({RetentionHold, ErasureProposal, ErasureNaming})

#: classes of the store itself that a scope opens every row of
_WHOLE: dict[Scope, frozenset[type[Record]]] = {
    Scope.AUDIT: frozenset({AuditEntry, AuditCheckpoint, BackupRun, RegisterRun, *_SUPERVISED}),
    Scope.FIGURES: frozenset({FiguresRelease}),
    Scope.RETENTION: frozenset({ErasureNote, *_RETENTION}),
}


@lru_cache(maxsize=4096)
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
    if kind not in _OWN:
        raise Bug("scopes.unclassified", name=kind.__name__)
    return kind.account_id == who.principal.account_id  # type: ignore[attr-defined, no-any-return]


def _of_family(kind: type[Record], who: Standing) -> ColumnElement[bool]:
    if (kind, who.scope) in _BY_REFERENCE:
        return true()
    if who.scope not in FAMILY_SCOPES:
        return false()
    if kind is Family:
        return _seen(Family.id, Family.team_id, who)
    if not issubclass(kind, OfFamily):
        raise Bug("scopes.unclassified", name=kind.__name__)
    seen = _seen(kind.family_id, None, who)
    if kind is PartnerShare and who.scope is Scope.GRANTED:
        return and_(seen, _by_its_grant(who))
    return and_(seen, _for_named_reader(who)) if kind is SealedNote else seen


def _of_store(kind: type[Record], who: Standing) -> ColumnElement[bool]:
    if kind in {AccessHit, AccessScan, DecoyMark}:
        return _of_looks(kind, who)
    if kind in _WHOLE.get(who.scope, ()):
        return true()
    if who.scope in FAMILY_SCOPES and kind in _BESIDE:
        return _BESIDE[kind](kind, who)
    if who.scope is Scope.TEAM and kind is ImportRun:
        return ImportRun.team_id.in_(who.principal.teams)
    return _of_rights(kind, who)


def _of_rights(kind: type[Record], who: Standing) -> ColumnElement[bool]:
    """What other teams answered is information governance's to know, not a manager's."""
    known = {SubjectRequest, SubjectPause, SubjectPack, SubjectAnswer}
    if kind not in known or who.scope not in {Scope.TEAM, Scope.GRANTED}:
        return false()
    if kind is not SubjectAnswer or who.scope is Scope.GRANTED:
        return true()
    mine = SubjectAnswer.account_id == who.principal.account_id
    return or_(mine, SubjectAnswer.team_id.in_(who.principal.teams))


def _of_looks(kind: type[Record], who: Standing) -> ColumnElement[bool]:
    """Questions about looks: all for the audit, of their teams' others for a manager."""
    if kind is DecoyMark:  # what is marked opens with the holder's key alone
        return true() if who.scope in {Scope.AUDIT, Scope.FIGURES} else false()
    if who.scope is Scope.AUDIT or (who.scope is Scope.TEAM and kind is AccessScan):
        return true()
    if who.scope is not Scope.TEAM:
        return false()
    others = select(_membership.c.account_id).where(
        _membership.c.team_id.in_(who.principal.teams),
        _membership.c.account_id != who.principal.account_id,
    )
    family_id = AccessHit.family_id  # a question about a family that is not there would betray it
    reach = or_(_unrestricted(family_id), _granted(family_id, who))
    return and_(AccessHit.account_id.in_(others), reach, _no_conflict(family_id, who))


def _held(kind: Any, who: Standing) -> ColumnElement[bool]:
    # Family 0: a hold on the whole store, which everybody who decides must see.
    return or_(kind.family_id == 0, _seen(kind.family_id, None, who))


def _seen(family_id: Any, team_id: Any, who: Standing) -> ColumnElement[bool]:
    ways = []
    if who.scope is Scope.ALLOCATED:
        ways.append(and_(_allocated(family_id, who), _of_teams(family_id, team_id, who)))
    elif who.scope is not Scope.GRANTED:
        ways.append(_of_teams(family_id, team_id, who))
    if who.granted or not ways:
        ways.append(_granted(family_id, who))
    if who.emergency:
        ways.append(family_id.in_(_restricted_ids()))
    return and_(or_(*ways), _no_conflict(family_id, who)) if who.conflicted else or_(*ways)


def _of_teams(family_id: Any, team_id: Any, who: Standing) -> ColumnElement[bool]:
    if team_id is not None:
        return and_(_one_of(team_id, who.principal.teams), _unrestricted(family_id))
    # EXISTS probes one family by its key; IN would gather the team's every family first.
    return (
        select(_family.c.id)
        .where(
            _family.c.id == family_id,
            _one_of(_family.c.team_id, who.principal.teams),
            _family.c.restricted == _NO,
        )
        .exists()
    )


def _one_of(team_id: Any, teams: Iterable[int]) -> ColumnElement[bool]:
    return or_(false(), *(team_id == team for team in sorted(teams)))


def _allocated(family_id: Any, who: Standing) -> ColumnElement[bool]:
    allocated = select(_allocation.c.family_id).where(
        _allocation.c.account_id == who.principal.account_id, _allocation.c.ended_on.is_(None)
    )
    waiting = select(_request.c.family_id).where(
        _one_of(_request.c.team_id, who.principal.teams), _request.c.status == "waiting"
    )
    return or_(family_id.in_(allocated), family_id.in_(waiting))


def _unrestricted(family_id: Any) -> ColumnElement[bool]:
    return cast("ColumnElement[bool]", family_id.not_in(_restricted_ids()))


def _restricted_ids() -> Any:
    # The restricted are few: gathered once by their index, lists of the others keep to theirs.
    return select(_restricted.c.id).where(_restricted.c.restricted == _YES)


def _granted(family_id: Any, who: Standing) -> ColumnElement[bool]:
    given = select(_grant.c.family_id).where(
        _grant.c.account_id == who.principal.account_id, live(_grant.c, who.now)
    )
    return cast("ColumnElement[bool]", family_id.in_(given))


def _no_conflict(family_id: Any, who: Standing) -> ColumnElement[bool]:
    close = select(_conflict.c.family_id).where(
        _conflict.c.account_id == who.principal.account_id, _conflict.c.ended_at.is_(None)
    )
    return cast("ColumnElement[bool]", family_id.not_in(close))


def _for_named_reader(who: Standing) -> ColumnElement[bool]:
    held = select(_wrap.c.key_name).where(_wrap.c.account_id == who.principal.account_id)
    return SealedNote.key_name.in_(held)


def _by_its_grant(who: Standing) -> ColumnElement[bool]:
    """What a partner was shown opens with the grant it was shown by; other kinds of grant open all."""
    given = select(_grant.c.family_id).where(
        _grant.c.account_id == who.principal.account_id,
        live(_grant.c, who.now),
        or_(_grant.c.kind != "partner", _grant.c.id == PartnerShare.grant_id),
    )
    return PartnerShare.family_id.in_(given)


def _supervised(kind: Any, who: Standing) -> ColumnElement[bool]:
    """Restrictions and conflicts go with the family; of emergencies everybody sees their own too."""
    if kind is InterestConflict and who.scope is not Scope.TEAM:
        return false()
    if kind is not BreakGlass:
        return _seen(kind.family_id, None, who)
    own = BreakGlass.account_id == who.principal.account_id
    return or_(own, _seen(BreakGlass.family_id, None, who)) if who.scope is Scope.TEAM else own


def _audit_of(kind: Any, who: Standing) -> ColumnElement[bool]:
    return _seen(kind.family_id, None, who)


#: Classes of the store that follow a family, and how.
_BESIDE: dict[type[Record], Callable[[Any, Standing], ColumnElement[bool]]] = {
    AuditEntry: _audit_of,
    **dict.fromkeys(_RETENTION, _held),
    **dict.fromkeys(_SUPERVISED, _supervised),
}
