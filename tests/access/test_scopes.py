"""How far each scope reaches, class by class; policy and cryptography agree in any world."""

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.errors import Bug, Refused
from earlyhelp.messages.base import Page
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.people import FamilyList
from earlyhelp.records.access import (
    BreakGlass,
    InterestConflict,
    InterestDeclaration,
    Restriction,
)
from earlyhelp.records.base import Audience, Record
from earlyhelp.records.cases import FactsEnvelope
from earlyhelp.records.erasure import BackupRun, ErasureNote
from earlyhelp.records.erasure_naming import ErasureNaming
from earlyhelp.records.looks import AccessHit, AccessScan, DecoyMark, OwnHome
from earlyhelp.records.people import Family, FamilyKey
from earlyhelp.records.register import RegisterRun
from earlyhelp.records.retention import ErasureProposal, RetentionDate, RetentionHold
from earlyhelp.records.rights import SubjectAnswer, SubjectPack, SubjectPause, SubjectRequest
from earlyhelp.records.staff import Draft
from earlyhelp.records.store import AuditCheckpoint, AuditEntry, FiguresRelease, ImportRun
from earlyhelp.storage.scopes import criterion
from earlyhelp.storage.standing import Standing
from tests.access.world import PROTECTED, plant_world
from tests.access.worlds import RELATIONS, Relation, place, place_all

HELD = {RetentionHold, ErasureProposal, ErasureNaming}
KINDS = [mapper.class_ for mapper in Record.registry.mappers]
#: requests of people for what is held about them: managers and information governance take part
REQUESTS = {SubjectRequest, SubjectPause, SubjectAnswer, SubjectPack}
#: which protected classes each scope opens any row of; shared classes are open in every scope
OPENS = {
    Scope.NONE: set(),
    Scope.OWN: set(),
    Scope.STAFF: set(),
    Scope.AUDIT: {AccessHit, AccessScan, DecoyMark, AuditEntry, AuditCheckpoint}
    | {BackupRun, RegisterRun},
    Scope.RETENTION: {RetentionDate, *HELD, ErasureNote},
    Scope.FIGURES: {DecoyMark, FactsEnvelope, FiguresRelease},
    Scope.TEAM: {*PROTECTED, *HELD, *REQUESTS, AccessHit, AccessScan, AuditEntry, ImportRun},
    Scope.ALLOCATED: {*PROTECTED, *HELD, AuditEntry},
    Scope.GRANTED: {*PROTECTED, *HELD, *REQUESTS, AuditEntry},
}
OPENS[Scope.EMERGENCY] = OPENS[Scope.GRANTED] - REQUESTS
for _scope in (Scope.AUDIT, Scope.TEAM, Scope.ALLOCATED, Scope.GRANTED, Scope.EMERGENCY):
    OPENS[_scope] |= {Restriction, BreakGlass}
OPENS[Scope.AUDIT].add(InterestConflict)
OPENS[Scope.TEAM].add(InterestConflict)


def standing(desk, scope, granted=True):
    return Standing(desk.context.principal, scope, desk.context.vault.clock.now, granted)


def never(kind, desk, scope) -> bool:
    """Tell whether the criterion is the constant false."""
    return str(criterion(kind, standing(desk, scope))).lower() == "false"


@pytest.mark.parametrize("scope", Scope)
def test_a_scope_opens_these_classes_and_no_other(door, scope):
    desk = door("maureen")
    opened = {kind for kind in KINDS if not never(kind, desk, scope)}
    always = {kind for kind in KINDS if kind.audience in {Audience.SHARED, Audience.OWN}}
    assert opened == OPENS[scope] | always


def test_every_scope_and_audience_is_in_the_tables_above():
    assert set(OPENS) == set(Scope)
    assert {kind.audience for kind in KINDS} == set(Audience)
    assert {kind for kind in KINDS if kind.audience is Audience.OWN} == {
        Draft, InterestDeclaration, OwnHome
    }  # fmt: skip


@pytest.mark.parametrize("scope", [Scope.NONE, Scope.OWN, Scope.STAFF, Scope.AUDIT, Scope.FIGURES])
def test_scopes_without_families_read_none(door, seen, scope):
    desk = door("maureen")
    desk.sit()
    who = desk.context.principal
    with desk.context.vault.unit(who, Permission.SESSION_READ, scope) as uow:
        for kind in PROTECTED:
            if kind is FactsEnvelope and scope is Scope.FIGURES:
                continue
            assert uow.count(kind) == 0, kind
            with pytest.raises(Refused):
                uow.get(kind, seen[kind])
    with desk.unit() as uow:
        assert all(uow.count(kind) for kind in PROTECTED)


def test_a_class_nobody_classified_stops_the_work(door):
    desk = door("maureen")

    class Unclassified:
        audience = None

    class Strange:
        audience = Audience.OWN

    class Astray:
        audience = Audience.FAMILY

    for kind, scope in ((Unclassified, Scope.TEAM), (Strange, Scope.OWN), (Astray, Scope.TEAM)):
        with pytest.raises(Bug) as told:
            criterion(kind, standing(desk, scope))
        assert told.value.key == "scopes.unclassified"
    assert criterion(Family, standing(desk, Scope.TEAM)) is not None


def test_drafts_belong_to_their_writer_in_every_scope(door):
    mine = door("maureen").context.principal.account_id
    for scope in Scope:
        told = criterion(Draft, standing(door("maureen"), scope))
        assert told.compare(Draft.account_id == mine)


def test_the_audit_of_a_family_goes_with_the_family(door, seen, hidden):
    looks = {}
    for login in ("maureen", "sam", "priya"):
        with door(login).unit(Permission.FAMILY_WHO_LOOKED) as uow:
            looks[login] = {
                name: uow.count(AuditEntry, AuditEntry.family_id == ids[Family])
                for name, ids in (("seen", seen), ("hidden", hidden))
            }
    assert looks["maureen"]["seen"]
    assert looks["sam"]["hidden"]
    assert looks["maureen"]["hidden"] == looks["sam"]["seen"] == 0
    with door("maureen").unit(Permission.FAMILY_WHO_LOOKED) as uow:
        assert uow.count(AuditEntry, AuditEntry.family_id == 0) == 0


WEST, SOUTH = ("maureen", ("priya", "omar")), ("sam", ("sol",))
CASEWORKERS = ("priya", "omar", "maureen", "sol", "sam")


@st.composite
def relations(draw):
    """Any allocation of a team's own people, any request, an open or a closed case."""
    manager, staff = draw(st.sampled_from([WEST, SOUTH]))
    lead = draw(st.sampled_from(staff))
    ended = st.booleans()
    others = [(who, "member", draw(ended)) for who in staff if draw(st.booleans())]
    allocated = [(lead, "lead", draw(ended)), *others]
    request = draw(st.sampled_from(["", "waiting", "accepted", "ended", "escalated"]))
    return Relation("Anyname", manager, tuple(allocated), request, draw(st.booleans()))


def expected(login, relation) -> bool:
    """The oracle: a manager sees the team's, a practitioner their own and what waits for the team."""
    ours = login in {relation.manager, *dict((WEST, SOUTH))[relation.manager]}
    if login in {"maureen", "sam"}:
        return ours
    mine = any(who == login and not ended for who, _, ended in relation.allocated)
    return ours and (mine or relation.request == "waiting")


def unwraps(desk, family_id) -> bool:
    """Tell whether the session gets the family's key, from an empty ring."""
    desk.context.vault.keyring._families.clear()
    with desk.unit(Permission.FAMILY_READ) as uow:
        uow.need_keys({family_id})
        return uow.keyring.knows_family(family_id)


def shown(desk, family_id) -> bool:
    after = ""
    while True:
        page = desk.dispatch(FamilyList(page=Page(after=after, limit=200)))
        if any(row.id == family_id for row in page.rows):
            return True
        after = page.next_after
        if not after:
            return False


def opens(desk, family_id) -> bool:
    try:
        return desk.dispatch(FamilyPageView(family_id=family_id)).id == family_id
    except Refused:
        return False


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(relations())
def test_list_page_and_key_agree_in_any_world(door, relation):
    placed = place(door, relation)
    with door(relation.manager).unit() as uow:
        key = uow.first(FamilyKey, FamilyKey.family_id == placed.family_id)
    for login in CASEWORKERS:
        desk, ident = door(login), placed.family_id
        answers = {shown(desk, ident), opens(desk, ident), unwraps(desk, ident)}
        assert answers == {expected(login, relation)}, login
        ring = desk.context.vault.keyring
        ours = relation.manager == ("maureen" if login in {"priya", "omar", "maureen"} else "sam")
        assert ring.open_family_key(ident, key.team_id, key.epoch, key.wrapped) is ours


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sets(st.sampled_from(sorted(RELATIONS)), min_size=1, max_size=3))
def test_the_narrower_scope_never_sees_more(door, names):
    world = place_all(door, {name: RELATIONS[name] for name in names})
    desk = door("priya")
    desk.sit()
    seen = {}
    for scope in (Scope.ALLOCATED, Scope.TEAM):
        with desk.context.vault.unit(desk.context.principal, Permission.FAMILY_LIST, scope) as uow:
            seen[scope] = {row.id for row in uow.all(Family)}
    assert seen[Scope.ALLOCATED] <= seen[Scope.TEAM]
    ours = {one.family_id for one in world.values() if one.relation.manager == "maureen"}
    assert ours <= seen[Scope.TEAM]
    assert not seen[Scope.TEAM] & {one.family_id for one in world.values()} - ours


def test_rows_of_every_class_follow_their_family(door):
    own, foreign = plant_world(door("maureen")), plant_world(door("sam"))
    for login, mine, other in (("maureen", own, foreign), ("sam", foreign, own)):
        with door(login).unit() as uow:
            for kind in PROTECTED:
                assert uow.count(kind, kind.id == mine[kind]) == 1
                assert uow.count(kind, kind.id == other[kind]) == 0
