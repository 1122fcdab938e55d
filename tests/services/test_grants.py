"""A grant opens one family for one person until its end, on the row and in the ring alike."""

from datetime import timedelta

import pytest

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.errors import Bug, Locked, Refused
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.people import Contactable, Particulars
from earlyhelp.records.grants import FamilyGrant
from earlyhelp.records.people import Family, Home, Person
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services import grants
from tests.services.founded import plant

HOUR = timedelta(hours=1)


def give(door, family_id, login, kind="quality_audit", until=None, giver="maureen"):
    with door(giver).unit() as uow:
        account = uow.get(StaffAccount, door(login).id)
        grant = grants.give(uow, door(giver).context, family_id, account, kind, until)
        uow.commit()
    return grant.id


def unit(door, login, scope=Scope.GRANTED):
    desk = door(login)
    desk.sit()
    return desk.context.vault.unit(desk.context.principal, Permission.FAMILY_READ, scope)


def opened(door, login, family_id, scope=Scope.GRANTED) -> bool:
    """Tell whether rows and key of a family open; the two must agree."""
    with unit(door, login, scope) as uow:
        seen = uow.count(Family, Family.id == family_id) == 1
        assert seen == (uow.count(Person, Person.family_id == family_id) == 2)
        uow.keyring._families.pop(family_id, None)
        uow.need_keys({family_id})
        assert uow.keyring.knows_family(family_id) == seen
    return seen


@pytest.fixture
def governed(door, monkeypatch):
    """Information governance's session with the tables of families open, as a rule of theirs would."""
    monkeypatch.setattr(door("ira"), "closed", frozenset())
    door.seated = None
    yield door
    door.seated = None


@pytest.mark.parametrize("scope", [Scope.ALLOCATED, Scope.TEAM, Scope.GRANTED])
@pytest.mark.parametrize("login", ["sol", "sam"])
def test_a_grant_opens_one_family_of_another_team(door, login, scope):
    planted, other = plant(door), plant(door)
    assert not opened(door, login, planted.family_id, scope)
    give(door, planted.family_id, login)
    assert opened(door, login, planted.family_id, scope)
    assert not opened(door, login, other.family_id, scope)
    assert not opened(door, "omar", planted.family_id, Scope.GRANTED)


def test_it_opens_a_page_to_read(door):
    planted = plant(door)
    with pytest.raises(Refused):
        door("sol").dispatch(FamilyPageView(family_id=planted.family_id))
    give(door, planted.family_id, "sol")
    page = door("sol").dispatch(FamilyPageView(family_id=planted.family_id))
    assert page.id == planted.family_id


def test_past_its_end_it_opens_nothing_and_the_ring_forgets(door):
    planted = plant(door)
    until = door.clock.now() + HOUR
    give(door, planted.family_id, "sol", until=until)
    before = door.clock.instant
    try:
        with unit(door, "sol") as uow:
            uow.need_keys({planted.family_id})
            assert uow.count(Family) >= 1
            door.clock.instant = until
            assert uow.count(Family, Family.id == planted.family_id) == 0
        assert not door("sol").context.vault.keyring.knows_family(planted.family_id)
        assert not opened(door, "sol", planted.family_id)
        door.clock.instant = until - timedelta(milliseconds=1)
        assert opened(door, "sol", planted.family_id)
        door.clock.instant = before - HOUR  # a grant opens nothing before it was given
        assert not opened(door, "sol", planted.family_id)
    finally:
        door.clock.instant = before


def test_an_ended_one_opens_nothing(door):
    planted = plant(door)
    ident = give(door, planted.family_id, "sol")
    with door("maureen").unit() as uow:
        grants.end(uow, uow.get(FamilyGrant, ident))
        uow.commit()
    assert not opened(door, "sol", planted.family_id)
    with door("maureen").unit() as uow:
        assert grants.live(uow, family_id=planted.family_id) == []


def test_one_given_in_the_unit_counts_at_once(door):
    planted, south = plant(door), plant(door, manager="sam", lead="sol")
    with door("maureen").unit() as uow:
        assert uow.count(Family, Family.id == south.family_id) == 0
        row = FamilyGrant(
            family_id=planted.family_id, account_id=door("maureen").id, kind="partner",
            from_at=uow.clock.now(), until_at=None, ended_at=None, given_by=0, wrapped=b"",
        )  # fmt: skip
        assert not uow.session.standing.granted
        uow.add(row, names=None)
        uow.flush()
        assert uow.session.standing.granted
        assert len(grants.live(uow, account_id=door("maureen").id, kind="partner")) == 1


def test_names_open_without_a_directory_key(governed, planted):
    door = governed
    give(door, planted.family_id, "ira", "subject_request")
    with door("maureen").unit() as uow:
        late = Person(family_id=planted.family_id, role="adult")
        comer = Contactable(forename="Late", surname="Comer")
        uow.add(late, directory=comer, particulars=Particulars())
        uow.commit()
    with unit(door, "ira") as uow:
        assert not uow.keyring.has_directory
        family = uow.get(Family, planted.family_id)
        assert uow.open(family, "directory") == "Kowalska"
        assert uow.open(uow.get(Person, planted.child_id), "directory").forename == "Maja"
        (home,) = uow.all(Home, Home.family_id == planted.family_id)
        assert uow.open(home, "directory").postcode == "PL1 3AB"
        assert uow.open(uow.get(Person, planted.mother_id), "particulars").gender == "female"
        with pytest.raises(Locked):  # whoever came later is not among the names that were given
            uow.open(uow.get(Person, late.id), "directory")


def test_what_the_granted_write_others_can_read(door):
    planted = plant(door)
    give(door, planted.family_id, "sol")
    with unit(door, "sol") as uow:
        person = uow.get(Person, planted.mother_id)
        told = Contactable(forename="Anne", surname="Kowalska")
        uow.change(person, person.version, directory=told)
        uow.commit()
    with door("maureen").unit() as uow:
        assert uow.open(uow.get(Person, planted.mother_id), "directory") == told


def test_nobody_opens_a_family_for_themselves_or_what_they_cannot_open(door):
    planted, south = plant(door), plant(door, manager="sam", lead="sol")
    desk = door("maureen")
    with desk.unit() as uow:
        me, sol = uow.get(StaffAccount, desk.id), uow.get(StaffAccount, door("sol").id)
        with pytest.raises(Refused) as told:
            grants.give(uow, desk.context, planted.family_id, me, "restricted")
        assert told.value.key == "grants.self"
        with pytest.raises(Refused):
            grants.give(uow, desk.context, south.family_id, sol, "restricted")
        with pytest.raises(Bug):
            grants.give(uow, desk.context, planted.family_id, sol, "made up")
        waiting = StaffAccount(id=7, status="waiting", public=b"")
        with pytest.raises(Refused) as told:
            grants.give(uow, desk.context, planted.family_id, waiting, "restricted")
        assert told.value.key == "grants.account"
        assert grants.give(uow, desk.context, planted.family_id, sol, "restricted").id
    desk.context.vault.keyring._families.pop(planted.family_id)
    desk.context.vault.keyring._secrets.pop(planted.family_id)
    with pytest.raises(Locked):
        desk.context.vault.keyring.family_secret(planted.family_id)


def test_a_grant_s_key_is_bound_to_its_family_and_its_person(door):
    one, other = plant(door), plant(door)
    give(door, one.family_id, "sol")
    give(door, other.family_id, "sol")
    with door("maureen").unit() as uow:
        first, second = (grants.live(uow, family_id=family.family_id)[0] for family in (one, other))
        first.wrapped, second.wrapped = second.wrapped, first.wrapped
        uow.commit()
    _opens_neither(door, "sol", one, other)
    with door("maureen").unit() as uow:
        first, second = (grants.live(uow, family_id=family.family_id)[0] for family in (one, other))
        first.wrapped, second.wrapped = second.wrapped, first.wrapped
        uow.commit()
    assert opened(door, "sol", one.family_id)  # the twin: put back, they open again
    give(door, one.family_id, "sam")
    with door("maureen").unit() as uow:
        first, second = grants.live(uow, family_id=one.family_id)
        first.wrapped, second.wrapped = second.wrapped, first.wrapped
        uow.commit()
    for login in ("sol", "sam"):
        _opens_neither(door, login, one)


def _opens_neither(door, login, *families):
    """The rows are there, their keys are not: no wrap of another family or person opens."""
    with unit(door, login) as uow:
        for family in families:
            uow.keyring._families.pop(family.family_id, None)
            child = uow.get(Person, family.child_id)
            uow.need_keys({family.family_id})
            assert not uow.keyring.knows_family(family.family_id)
            with pytest.raises(Locked):
                uow.open(child, "particulars")
