"""Unusual looks are found in the audit, asked about, and answered by somebody else."""

from datetime import timedelta

import pytest

from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.messages.base import Page
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.looks import (
    AccessHits,
    ContinueScan,
    DecideHit,
    OwnHomePlace,
    OwnPlace,
    SaveOwnHome,
    ScanAccess,
)
from earlyhelp.messages.people import WhoLooked
from earlyhelp.records.looks import AccessHit
from earlyhelp.services.look_purpose import Purposes
from earlyhelp.storage import audit_trail
from tests.services.founded import MORNING, plant


@pytest.fixture
def at(door):
    """Move the clock for one test."""

    def move(**more):
        door.clock.instant = MORNING + timedelta(**more)

    yield move
    door.clock.instant = MORNING


def scan(door, login="ira"):
    """Go through the whole audit; return the steps it took."""
    work, steps = door(login).dispatch(ScanAccess()), 1
    while not work.finished:
        work, steps = door(login).dispatch(ContinueScan(work_id=work.work_id)), steps + 1
    assert work.result == "done"
    return steps


def hits(door, rule, login="ira", **more):
    return door(login).dispatch(AccessHits(rule=rule, **more)).rows


def looked(door, planted, login="maureen", purpose="cover"):
    context = door(login).context
    usual, context.purposes = context.purposes, Purposes()
    door(login).dispatch(FamilyPageView(family_id=planted.family_id, purpose=purpose))
    context.purposes = usual


def test_a_look_without_later_work_is_a_question_for_the_manager_and_for_governance(
    door, at, planted
):
    at(days=1)
    looked(door, planted)
    at(days=17)
    scan(door)
    mine = [hit for hit in hits(door, "no_work") if hit.family_id == planted.family_id]
    assert [(hit.who, hit.role, hit.count) for hit in mine] == [
        ("Maureen Tregear", "team_manager", 1)
    ]
    assert mine[0].family == ""  # governance works with numbers, not with names
    scan(door)  # asked once, however often the audit is gone through
    again = [hit for hit in hits(door, "no_work") if hit.family_id == planted.family_id]
    assert [hit.id for hit in again] == [hit.id for hit in mine]


def test_a_scan_that_is_stopped_keeps_nothing(door, at, planted):
    at(days=1)
    looked(door, planted)
    at(days=17)
    before = {hit.id for hit in hits(door, "no_work")}
    work = door("ira").dispatch(ScanAccess())
    done = door("ira").dispatch(ContinueScan(work_id=work.work_id, cancel=True))
    assert (done.finished, done.result) == (True, "")
    assert {hit.id for hit in hits(door, "no_work")} == before
    with pytest.raises(Refused):
        door("ira").dispatch(ContinueScan(work_id=work.work_id))


def test_a_manager_sees_their_teams_people_but_not_themselves(door, planted):
    with door("maureen").unit() as uow:
        for login in ("omar", "maureen", "sol"):
            plant_hit(uow, door(login).id, planted.family_id)
        uow.commit()
    seen = {row.who for row in hits(door, "searches", "maureen")}
    assert seen == {"Omar Haddad"}
    assert {"Omar Haddad", "Maureen Tregear", "Sol Pengelly"} <= {
        row.who for row in hits(door, "searches")
    }
    (row,) = [
        one for one in hits(door, "searches", "maureen") if one.family_id == planted.family_id
    ]
    assert row.family == planted.reference
    for login in ("priya", "bea"):
        with pytest.raises(Refused):
            door(login).dispatch(AccessHits())


def plant_hit(uow, account_id, family_id=0, rule="searches"):
    hit = AccessHit(
        rule=rule, account_id=account_id, family_id=family_id, on_day=uow.clock.today(), count=1,
        entry_id=1, status="open",
    )  # fmt: skip
    return uow.add(hit).id


def test_a_question_is_accepted_with_a_reason_or_raised_and_then_accepted(door):
    with door("maureen").unit() as uow:
        ident = plant_hit(uow, door("omar").id)
        uow.commit()
    raised = DecideHit(hit_id=ident, version=1, status="raised", reason="ask_manager")
    door("ira").dispatch(raised)
    (row,) = [one for one in hits(door, "searches", status="raised") if one.id == ident]
    assert (row.reason, row.decided_by, row.version) == ("ask_manager", "Ira Menhenick", 2)
    with pytest.raises(Conflict):
        door("maureen").dispatch(raised)
    accepted = DecideHit(hit_id=ident, version=2, status="accepted", reason="duty_rota")
    door("maureen").dispatch(accepted)
    with pytest.raises(Refused) as told:
        door("ira").dispatch(accepted)
    assert told.value.key == "looks.decided"


@pytest.mark.parametrize(
    ("status", "reason"), [("accepted", "ask_manager"), ("raised", ""), ("open", "duty_rota")]
)
def test_a_reason_must_be_one_of_the_decision(door, status, reason):
    with door("maureen").unit() as uow:
        ident = plant_hit(uow, door("omar").id)
        uow.commit()
    with pytest.raises(Invalid):
        door("ira").dispatch(DecideHit(hit_id=ident, version=1, status=status, reason=reason))


def test_nobody_decides_what_they_caused(door):
    before = door("ira").dispatch(AccessHits()).to_answer
    with door("maureen").unit() as uow:
        own, others = plant_hit(uow, door("ira").id), plant_hit(uow, door("maureen").id)
        plant_hit(uow, door("maureen").id, rule="sample")
        uow.commit()
    assert door("ira").dispatch(AccessHits()).to_answer == before + 1  # not one's own
    for ident, login, key in ((own, "ira", "looks.own"), (others, "maureen", "refused.record")):
        with pytest.raises(Refused) as told:
            door(login).dispatch(
                DecideHit(hit_id=ident, version=1, status="accepted", reason="duty_rota")
            )
        assert told.value.key == key
    (mine,) = [row for row in hits(door, "searches") if row.id == own]
    assert mine.mine
    decided = DecideHit(hit_id=others, version=1, status="accepted", reason="duty_rota")
    assert door("ira").dispatch(decided).version == 2


def near(door, login, family_id):
    name = door(login).context.principal.display_name
    return [row for row in hits(door, "near") if (row.family_id, row.who) == (family_id, name)]


def test_a_look_at_ones_own_surname_is_a_question_once(door):
    family = plant(door, surname="Nandra")
    for _ in range(2):
        door("priya").dispatch(FamilyPageView(family_id=family.family_id))
        door("maureen").dispatch(FamilyPageView(family_id=family.family_id))
    assert len(near(door, "priya", family.family_id)) == 1
    assert near(door, "maureen", family.family_id) == []
    door("priya").dispatch(FamilyPageView(family_id=plant(door, surname="Nandrasson").family_id))


@pytest.mark.parametrize(
    ("street", "postcode", "asked"),
    [
        ("27 Made up row", "", True),
        ("Flat 2, 9 Made Up Row", "", True),
        ("", "pl13ab", True),
        ("27 Other Row", "PL1 3AD", False),
        ("", "", False),
    ],
)
def test_a_look_at_ones_own_street_is_a_question(door, street, postcode, asked):
    family, maureen = plant(door, surname="Penrose"), door("maureen")
    maureen.dispatch(SaveOwnHome(place=OwnPlace(street=street, postcode=postcode)))
    try:
        maureen.dispatch(WhoLooked(family_id=family.family_id))
        assert bool(near(door, "maureen", family.family_id)) == asked
    finally:
        maureen.dispatch(SaveOwnHome(place=OwnPlace()))


def test_ones_own_address_is_for_oneself_alone_and_may_be_taken_back(door):
    place = OwnPlace(street="3 Hidden Lane", postcode="PL1 3AB")
    door("omar").dispatch(SaveOwnHome(place=place))
    assert door("omar").dispatch(OwnHomePlace()) == place
    assert door("priya").dispatch(OwnHomePlace()) == OwnPlace()
    door("omar").dispatch(SaveOwnHome(place=OwnPlace()))
    assert door("omar").dispatch(OwnHomePlace()) == OwnPlace()
    with pytest.raises(Invalid) as told:
        door("omar").dispatch(SaveOwnHome(place=OwnPlace(postcode="not one")))
    assert "postcode" in told.value.fields


def test_the_colleagues_who_read_who_looked_do_not_learn_of_the_question(door):
    family = plant(door, surname="Haddad", lead="omar")
    door("omar").dispatch(FamilyPageView(family_id=family.family_id))
    assert near(door, "omar", family.family_id)
    vault = door("omar").context.vault
    with vault.engine.connect() as connection:
        entries = [entry for entry, _ in audit_trail.entries(connection)]
    about = [entry for entry in entries if entry.family_id == family.family_id]
    assert about[-1].outcome == "viewed"
    assert not any("access_hit" in str(entry) for entry in about)


def test_pages_follow_each_other(door):
    with door("maureen").unit() as uow:
        made = {plant_hit(uow, door("omar").id, rule="above_peers") for _ in range(5)}
        uow.commit()
    seen, after = [], ""
    while True:
        page = door("ira").dispatch(AccessHits(rule="above_peers", page=Page(after=after, limit=2)))
        seen += [row.id for row in page.rows]
        after = page.next_after
        if not after:
            break
    assert made <= set(seen)
    assert len(seen) == len(set(seen))
    assert page.open_by_rule["above_peers"] == len(seen)
    assert page.may_scan
    assert not door("maureen").dispatch(AccessHits()).may_scan
