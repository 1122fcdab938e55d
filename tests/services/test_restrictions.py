"""A restricted family is there for named people only, on every row and under another key."""

from datetime import timedelta

import pytest

from earlyhelp.errors import Invalid, Locked, Refused
from earlyhelp.messages.access import (
    AskRestriction,
    EndRestriction,
    PossibleReaders,
    RefuseRestriction,
    RestrictFamily,
    Restrictions,
    ReviewRestriction,
)
from earlyhelp.messages.casework import AddCaseNote
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.people import PeopleFound, PossibleMatches
from earlyhelp.records.access import FormerKey
from earlyhelp.records.casework import CaseNote
from earlyhelp.records.grants import FamilyGrant
from earlyhelp.records.people import Family, FamilyKey, Home, Person
from earlyhelp.storage.sealing import key_kind
from tests.services.founded import plant
from tests.services.restricted import opens, restrict


def asked(door, planted, login="priya"):
    message = AskRestriction(family_id=planted.family_id, reason="staff_relative", text="A niece.")
    return door(login).dispatch(message)


def fresh_index(desk):
    """Build somebody's search anew, as their next sign-in would."""
    vault = desk.context.vault
    desk.context.index = type(desk.context.index)(vault.engine, vault.keyring)
    desk.built()


def standing(door, login, planted):
    return door(login).dispatch(FamilyPageView(family_id=planted.family_id)).standing


def test_the_named_see_it_and_nobody_else(door):
    planted = plant(door, surname="Verborgen")
    door("priya").dispatch(AddCaseNote(family_id=planted.family_id, text="A made-up note."))
    for login in ("priya", "maureen"):
        assert opens(door, login, planted)
    restrict(door, planted, "omar")
    assert [login for login in ("priya", "omar", "maureen", "sol", "sam") if opens(door, login, planted)] == [
        "omar", "maureen",
    ]  # fmt: skip
    page = door("omar").dispatch(FamilyPageView(family_id=planted.family_id))
    assert page.name == "Verborgen"
    assert page.homes[0].details.postcode == "PL1 3AB"
    assert any("A made-up note." in row.text for row in page.timeline)
    assert page.standing.readers == ("Maureen Tregear", "Omar Haddad")
    assert (page.standing.reason, page.standing.review_late) == ("high_profile", False)


def test_its_rows_lie_under_a_key_the_team_does_not_hold(door):
    planted = plant(door)
    with door("priya").unit() as uow:
        uow.need_keys({planted.family_id})
        former = uow.keyring.family_secret(planted.family_id)
        key = uow.first(FamilyKey, FamilyKey.family_id == planted.family_id)
    restrict(door, planted)
    with door("maureen").unit() as uow:
        assert uow.count(FamilyKey, FamilyKey.family_id == planted.family_id) == 0
        uow.need_keys({planted.family_id})
        assert uow.keyring.family_secret(planted.family_id) != former
        rows = [uow.get(Family, planted.family_id)]
        rows += uow.all(Person, Person.family_id == planted.family_id)
        rows += uow.all(Home, Home.family_id == planted.family_id)
        assert {key_kind(row, "directory") for row in rows} == {"family"}
        kept = uow.first(FormerKey, FormerKey.family_id == planted.family_id)
        assert uow.open(kept, "key") == former
    ring = door("priya").context.vault.keyring
    ring.open_family_key(planted.family_id, key.team_id, key.epoch, key.wrapped)
    for row in rows:  # a script with the directory key, the team key and the former wrap
        with pytest.raises(Locked):
            ring.open(row, "directory")
    for person in rows[1:3]:
        with pytest.raises(Locked):
            ring.open(person, "particulars")
    ring._families.pop(planted.family_id)


def test_what_is_written_afterwards_lies_under_it_too(door):
    planted = plant(door)
    restrict(door, planted, "priya")
    door("priya").dispatch(AddCaseNote(family_id=planted.family_id, text="A later note."))
    with door("priya").unit() as uow:
        person = uow.get(Person, planted.child_id)
        who = uow.open(person, "directory")
        uow.change(person, person.version, directory=who)
        home = Home(family_id=planted.family_id, from_on=uow.clock.today(), until_on=None)
        kept = uow.open(uow.first(Home, Home.family_id == planted.family_id), "directory")
        uow.add(home, directory=kept)
        uow.commit()
        assert key_kind(person, "directory") == key_kind(home, "directory") == "family"
    with door("maureen").unit() as uow:
        note = uow.first(CaseNote, CaseNote.family_id == planted.family_id)
        assert uow.open(note, "content").text == "A later note."


def test_search_and_matches_show_no_sign_to_the_others(door):
    planted = plant(door, surname="Zauberberg")
    everyone = ("priya", "omar", "maureen", "sol", "sam")
    for login in everyone:
        door(login).built()
    restrict(door, planted, "omar")
    door("maureen").built()
    asked_for = PossibleMatches(forename="Anna", surname="Zauberberg", postcode="PL1 3AB")
    for login in ("maureen", "omar"):
        assert door(login).dispatch(PeopleFound(text="Zauberberg"))
    for login in ("priya", "sol", "sam"):
        desk = door(login)
        fresh_index(desk)
        assert desk.dispatch(PeopleFound(text="Zauberberg")) == ()
        assert desk.dispatch(PeopleFound(text=planted.reference)) == ()
        assert desk.dispatch(asked_for) == ()


def test_who_asked_does_not_decide(door):
    planted = plant(door)
    asked(door, planted, "maureen")
    with pytest.raises(Refused) as told:
        restrict(door, planted)
    assert told.value.key == "restriction.own"
    with pytest.raises(Refused):
        door("maureen").dispatch(RefuseRestriction(family_id=planted.family_id))
    assert standing(door, "maureen", planted).asked_by_me
    assert opens(door, "priya", planted)


def test_a_worker_asks_and_a_manager_decides(door):
    planted = plant(door)
    asked(door, planted)
    told = standing(door, "maureen", planted)
    assert (told.asked_by, told.reason, told.text) == ("Priya Nandra", "staff_relative", "A niece.")
    assert not told.restriction_id
    with pytest.raises(Invalid):
        asked(door, planted)
    restrict(door, planted)
    assert not opens(door, "priya", planted)
    with pytest.raises(Invalid) as fault:
        restrict(door, planted)
    assert fault.value.fields == {"reason": "restriction.known"}
    refused = plant(door)
    asked(door, refused)
    door("maureen").dispatch(RefuseRestriction(family_id=refused.family_id))
    assert standing(door, "maureen", refused) is None
    with pytest.raises(Refused):
        door("maureen").dispatch(RefuseRestriction(family_id=refused.family_id))


def test_readers_and_reasons_are_checked(door):
    planted = plant(door)
    for changes in ({"reader_ids": (door("bea").id,)}, {"reader_ids": (7,)}, {"reason": "because"}):
        with pytest.raises(Invalid):
            door("maureen").dispatch(
                RestrictFamily(
                    **{"family_id": planted.family_id, "reason": "high_profile"} | changes
                )
            )
    names = [one.name for one in door("maureen").dispatch(PossibleReaders())]
    assert {"Omar Haddad", "Sam Trevithick"} <= set(names)
    assert not {"Bea Laity", "Ira Menhenick"} & set(names)
    with pytest.raises(Refused):
        door("priya").dispatch(RestrictFamily(family_id=planted.family_id, reason="high_profile"))


def test_a_review_moves_the_day_and_changes_the_readers(door):
    planted = plant(door)
    restrict(door, planted, "omar")
    first = standing(door, "maureen", planted).review_on
    assert first == door.clock.today() + timedelta(days=90)
    before = door.clock.instant
    door.clock.instant += timedelta(days=91)
    try:
        assert standing(door, "maureen", planted).review_late
        late = [row for row in door("ira").dispatch(Restrictions()) if row.late]
        assert planted.family_id in {row.family_id for row in late}
        ids = (door("priya").id, door("sol").id)
        door("maureen").dispatch(ReviewRestriction(family_id=planted.family_id, reader_ids=ids))
        told = standing(door, "maureen", planted)
        assert told.readers == ("Maureen Tregear", "Priya Nandra", "Sol Pengelly")
        assert told.review_on == door.clock.today() + timedelta(days=90)
        assert not opens(door, "omar", planted)
        assert opens(door, "priya", planted)
        assert opens(door, "sol", planted)
    finally:
        door.clock.instant = before


def test_given_back_the_team_sees_it_and_the_outsider_no_more(door):
    planted = plant(door, surname="Zurueck")
    restrict(door, planted, "sol")
    assert opens(door, "sol", planted)
    door("maureen").dispatch(EndRestriction(family_id=planted.family_id))
    assert not opens(door, "sol", planted)
    door("priya").context.vault.keyring._families.pop(planted.family_id, None)
    assert opens(door, "priya", planted)
    assert standing(door, "priya", planted) is None
    with door("priya").unit() as uow:
        assert key_kind(uow.get(Family, planted.family_id), "directory") == "directory"
        assert uow.count(FamilyGrant, FamilyGrant.family_id == planted.family_id) == 2
    fresh_index(door("priya"))
    assert door("priya").dispatch(PeopleFound(text="Zurueck"))
    with pytest.raises(Refused):
        door("maureen").dispatch(EndRestriction(family_id=planted.family_id))


def test_information_governance_sees_numbers_and_no_family(door):
    planted = plant(door, surname="Unsichtbar")
    restrict(door, planted)
    rows = door("ira").dispatch(Restrictions())
    assert planted.family_id in {row.family_id for row in rows}
    assert "Unsichtbar" not in str(rows)
    assert planted.family_id not in {row.family_id for row in door("sam").dispatch(Restrictions())}
