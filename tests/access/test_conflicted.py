"""Of a family somebody is too close to no search hints that it is there; others are not touched by it."""

from sqlalchemy import event, inspect, select

from earlyhelp.messages.conflicts import EndConflict, RecordConflict
from earlyhelp.messages.people import PossibleMatches
from earlyhelp.records.access import InterestConflict
from earlyhelp.records.people import Family, Person
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services import grants
from tests.services.founded import plant

ASKED = PossibleMatches(forename="Anna", surname="Beinahe", postcode="PL1 3AB")


def test_whoever_is_too_close_gets_no_blind_match(door):
    planted = plant(door, surname="Beinahe")
    for login in ("sol", "sam"):
        door(login).built()
        assert len(door(login).dispatch(ASKED)) == 1
    sol = door("sol").id
    with door("sol").unit() as uow:
        assert uow.session.conflicts() == frozenset()
    told = door("maureen").dispatch(
        RecordConflict(family_id=planted.family_id, account_id=sol, lead_known=True)
    )
    with door("sol").unit() as uow:
        assert uow.session.conflicts() == {planted.family_id}
    assert door("sol").dispatch(ASKED) == ()
    assert len(door("sam").dispatch(ASKED)) == 1
    door("maureen").dispatch(EndConflict(conflict_id=told.id, reason="mistake"))
    assert len(door("sol").dispatch(ASKED)) == 1


def test_what_a_session_records_or_gives_counts_in_it_at_once(door):
    told, kept = plant(door, surname="Danach"), plant(door, surname="Sonst")
    with door("maureen").unit() as uow:
        assert {told.family_id, kept.family_id} <= set(uow.session.scalars(select(Family.id)))
        asked = uow.session.standing
        assert uow.session.standing is asked  # once, until something of the kind is written
        uow.change(uow.get(Family, kept.family_id), None, level="L3")
        uow.session.flush()
        assert uow.session.standing is asked
        uow.add(
            InterestConflict(
                account_id=door("maureen").id, family_id=told.family_id,
                declared_by=door("maureen").id, from_at=door.clock.now(), ended_at=None,
            )
        )  # fmt: skip
        uow.session.flush()
        assert uow.session.conflicts() == {told.family_id}
        assert told.family_id not in set(uow.session.scalars(select(Family.id)))
        assert kept.family_id in set(uow.session.scalars(select(Family.id)))


def test_a_way_in_that_a_session_gives_is_asked_for_anew(door):
    planted = plant(door, surname="Danach")
    ident = door("sol").id
    with door("maureen").unit() as uow:
        asked = uow.session.standing
        account = uow.get(StaffAccount, ident)
        grants.give(uow, door("maureen").context, planted.family_id, account, "quality_audit", None)
        uow.session.flush()
        assert uow.session.standing is not asked


def test_a_look_writes_nothing_of_what_an_action_has_in_hand(door):
    planted = plant(door, surname="Danach")
    with door("maureen").unit() as uow:
        family = uow.get(Family, planted.family_id)
        uow.change(family, None, level="L3")
        assert uow.session.scalars(select(Family.id)).all()
        assert family in uow.session.dirty
        uow.commit()
        assert family.level == "L3"
        assert not inspect(
            family
        ).expired  # what was checked when it was read is not read past the check


def test_a_family_that_was_read_is_not_asked_for_again_at_each_row_that_is_written(door):
    planted = plant(door, surname="Danach")
    asked = []
    with door("maureen").unit() as uow:
        person = uow.session.scalars(
            select(Person).where(Person.family_id == planted.family_id)
        ).first()
        uow.change(person, None, role="sibling")
        engine = uow.session.get_bind()

        def note(*told):
            asked.append(told[2])

        event.listen(engine, "before_cursor_execute", note)
        uow.session.flush()
        event.remove(engine, "before_cursor_execute", note)
    assert [one for one in asked if one.startswith("UPDATE person")]
    assert not [one for one in asked if one.startswith("SELECT") and "FROM family" in one]
