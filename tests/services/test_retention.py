"""The queue tells what is due and why; holds stop everything; one person alone erases nothing."""

from datetime import date, timedelta

import pytest

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.people import PeopleFound
from earlyhelp.messages.retention import (
    ConfirmErasure,
    EndHold,
    HoldEverything,
    KeepFamily,
    PeopleToErase,
    ProposeErasure,
    RetentionQueue,
    WithdrawErasure,
)
from earlyhelp.records.retention import RetentionDate
from earlyhelp.services.retention_dates import backfill
from earlyhelp.storage import audit_trail
from tests.services.founded import TODAY, plant
from tests.services.retiring import erase, plant_ended, prove


@pytest.fixture
def ended(door):
    return plant_ended(door)


def row_of(door, login, planted):
    rows = door(login).dispatch(RetentionQueue()).due
    return next((row for row in rows if row.reference == planted.reference), None)


def propose(door, login, planted, reason="due", **more):
    wish = ProposeErasure(reference=planted.reference, reason=reason, **more)
    return door(login).dispatch(wish).id


def confirm(door, login, proposal_id):
    prove(door(login))
    return door(login).dispatch(ConfirmErasure(proposal_id=proposal_id))


@pytest.mark.parametrize("login", ["ira", "maureen"])
def test_what_is_due_is_in_the_queue_with_its_rule(door, ended, login):
    row = row_of(door, login, ended)
    assert (row.state, row.rule, row.keep_until) == ("due", "birthday", date(2015, 4, 1))


def test_another_team_and_the_families_that_are_kept_are_not_in_it(door, ended):
    late, still_open = plant_ended(door, born=(date(1990, 1, 1), date(2017, 9, 30))), plant(door)
    assert row_of(door, "sam", ended) is None
    assert row_of(door, "ira", late) is None
    with door("maureen").unit() as uow:
        dated = uow.first(RetentionDate, RetentionDate.family_id == late.family_id)
        assert (dated.keep_until, dated.rule) == (date(2043, 4, 1), "birthday")
        assert uow.first(RetentionDate, RetentionDate.family_id == still_open.family_id) is None


def test_a_date_is_worked_out_again_when_a_case_is_opened(door, ended):
    from earlyhelp.records.cases import Case

    with door("maureen").unit() as uow:
        uow.change(uow.get(Case, ended.case_id), None, closed_on=None, status="assessing")
        from earlyhelp.services.retention_dates import keep_dates

        keep_dates(uow)
        uow.commit()
    assert row_of(door, "ira", ended) is None


def test_families_closed_before_there_were_dates_get_theirs(door, ended):
    with door("maureen").unit() as uow:
        uow.remove(uow.first(RetentionDate, RetentionDate.family_id == ended.family_id))
        uow.commit()
    assert row_of(door, "ira", ended) is None
    door("maureen").sit()
    while not backfill(door("maureen").context):
        pass
    assert row_of(door, "ira", ended).state == "due"
    assert backfill(door("ira").context) is True


@pytest.mark.parametrize("until", [None, TODAY + timedelta(days=30)])
def test_a_hold_stops_proposing_and_confirming_until_it_ends(door, ended, until):
    waiting = propose(door, "maureen", ended)
    hold = door("ira").dispatch(
        KeepFamily(reference=ended.reference, reason="legal_hold", until_on=until)
    )
    assert row_of(door, "maureen", ended).state == "held"
    with pytest.raises(Refused, match=r"erasure\.held"):
        confirm(door, "ira", waiting)
    door("ira").dispatch(WithdrawErasure(proposal_id=waiting))
    with pytest.raises(Refused, match=r"erasure\.held"):
        propose(door, "maureen", ended)
    door("ira").dispatch(EndHold(hold_id=hold.id, reason="over"))
    assert confirm(door, "ira", propose(door, "maureen", ended)).rows["family"] == 1


def test_a_hold_that_has_run_out_holds_nothing(door, ended):
    door("maureen").dispatch(
        KeepFamily(
            reference=ended.reference, reason="complaint", until_on=TODAY + timedelta(days=1)
        )
    )
    with pytest.raises(Refused):
        propose(door, "maureen", ended)
    before = door.clock.instant
    door.clock.instant += timedelta(days=3)
    try:
        assert confirm(door, "ira", propose(door, "maureen", ended)).number
    finally:
        door.clock.instant = before


def test_an_inquiry_holds_the_whole_store_and_only_governance_places_it(door, ended):
    with pytest.raises(Invalid):
        door("maureen").dispatch(KeepFamily(reference="", reason="inquiry"))
    hold = door("ira").dispatch(HoldEverything(reason="inquiry"))
    assert row_of(door, "maureen", ended).held_by == "inquiry"
    with pytest.raises(Refused, match=r"erasure\.held"):
        propose(door, "maureen", ended, reason="order")
    with pytest.raises(Refused):
        door("maureen").dispatch(EndHold(hold_id=hold.id, reason="over"))
    door("ira").dispatch(EndHold(hold_id=hold.id, reason="over"))
    assert propose(door, "maureen", ended, reason="order")


def test_an_open_request_of_the_family_blocks_it(door, ended):
    from earlyhelp.records.staff import StaffAccount
    from earlyhelp.services import grants

    with door("maureen").unit() as uow:
        account = uow.first(StaffAccount, StaffAccount.login == "ira")
        grant = grants.give(
            uow, door("maureen").context, ended.family_id, account, "subject_request"
        )
        uow.commit()
    waiting = propose(door, "maureen", ended)
    with pytest.raises(Refused, match=r"erasure\.held"):
        confirm(door, "ira", waiting)
    with door("maureen").unit() as uow:
        grants.end(uow, uow.get(type(grant), grant.id))
        uow.commit()
    assert confirm(door, "ira", waiting).rows["family_grant"] == 1


@pytest.mark.parametrize(
    ("first", "second"), [("maureen", "maureen"), ("ira", "ira"), ("sam", "ira"), ("ira", "sam")]
)
def test_neither_alone_nor_by_another_team(door, ended, first, second):
    with pytest.raises((Refused, Invalid)):
        confirm(door, second, propose(door, first, ended))
    assert door("maureen").dispatch(FamilyPageView(family_id=ended.family_id)).id


@pytest.mark.parametrize(("first", "second"), [("maureen", "ira"), ("ira", "maureen")])
def test_two_people_erase_a_family_for_good(door, ended, first, second, own_witness):
    looked = door("maureen").dispatch(FamilyPageView(family_id=ended.family_id))
    assert looked.id == ended.family_id
    found = confirm(door, second, propose(door, first, ended))
    assert found.rows["person"] == 2
    with pytest.raises(Refused, match=r"refused\.record"):
        door("maureen").dispatch(FamilyPageView(family_id=ended.family_id))
    assert row_of(door, "ira", ended) is None
    vault = door("ira").context.vault
    with vault.engine.connect() as connection:
        assert list(audit_trail.broken_links(connection)) == []
        entry = next(one for one, _ in audit_trail.entries(connection, found.entry - 1))
    assert (entry.act, entry.family_id) == ("erasure:confirm", ended.family_id)
    assert vault.problems() == []
    vault_id = vault.facts["vault"].decode()
    assert len(list(own_witness.glob(f"{vault_id}.erased.txt"))) == 1
    assert f"erased {found.number}\n" in (own_witness / f"{vault_id}.txt").read_text(
        encoding="utf-8"
    )


def test_the_search_forgets_who_was_erased(door):
    gone, stays = plant_ended(door, "Quillonberry"), plant_ended(door, "Quillonbury")
    desk = door("maureen")
    desk.built()
    hits = {hit.family_id for hit in desk.dispatch(PeopleFound(text="Quillonberry", limit=50))}
    assert hits >= {gone.family_id}
    erase(door, gone, first="ira", second="maureen")
    hits = {hit.family_id for hit in desk.dispatch(PeopleFound(text="Quillonberry", limit=50))}
    assert (gone.family_id in hits, stays.family_id in hits) == (False, True)


def test_confirming_asks_for_the_passphrase_again(door, ended):
    waiting = propose(door, "maureen", ended)
    door("ira").sit()
    door("ira").context.confirmed_at = None
    with pytest.raises(Refused, match=r"confirm\.needed"):
        door("ira").dispatcher.dispatch(ConfirmErasure(proposal_id=waiting))
    assert confirm(door, "ira", waiting).number


def test_not_due_is_only_erased_for_another_reason(door):
    young = plant_ended(door, born=(date(2017, 9, 30),))
    with pytest.raises(Refused, match=r"erasure\.not_due"):
        propose(door, "ira", young)
    assert confirm(door, "maureen", propose(door, "ira", young, reason="right")).rows["family"] == 1


def test_one_person_of_a_family(door, planted):
    people = door("maureen").dispatch(PeopleToErase(reference=planted.reference))
    assert [one.id for one in people] == [planted.mother_id, planted.child_id]
    with pytest.raises(Invalid):
        propose(door, "ira", planted, reason="right", person_id=planted.mother_id)
    found = erase(door, planted, person_id=planted.mother_id)
    assert found.rows == {"person": 1}
    left = door("maureen").dispatch(FamilyPageView(family_id=planted.family_id))
    assert [one.id for one in left.people] == [planted.child_id]


def test_a_person_of_another_family_is_not_there(door, planted):
    other = plant(door)
    with pytest.raises(Refused):
        propose(door, "maureen", planted, reason="right", person_id=other.child_id)
    assert propose(door, "maureen", planted, reason="right", person_id=planted.child_id)


@pytest.mark.parametrize(
    ("message", "field"),
    [
        (ProposeErasure(reference="EH-0000-000000", reason="right"), "reference"),
        (ProposeErasure(reference="x", reason="because"), "reason"),
        (KeepFamily(reference="EH-1", reason="legal_hold"), "reference"),
        (KeepFamily(reference="x", reason=""), "reason"),
        (HoldEverything(reason=""), "reason"),
        (KeepFamily(reference="x", reason="inquiry", until_on=TODAY), "until_on"),
    ],
)
def test_what_does_not_fit_is_said_at_the_field(door, ended, message, field):
    with pytest.raises(Invalid) as told:
        door("ira").dispatch(message)
    assert field in told.value.fields
    assert propose(door, "ira", ended)
