"""The index over a real, small store: misspelt names, identifiers, changes, and no key at all."""

from datetime import date

import pytest

from earlyhelp.messages.people import Contactable, Particulars
from earlyhelp.records.people import Person
from earlyhelp.storage.sealing import Keyring
from earlyhelp.storage.search_index import PeopleIndex
from tests.services.founded import Door, found, plant

PEOPLE = (
    ("Łukasz", "Kowalski"), ("Mohamed", "Al-Sayed"), ("Жанна", "Петрова"), ("Siân", "O'Hara"),
    ("Anna", "Reed"),
)  # fmt: skip


@pytest.fixture(scope="module")
def door(tmp_path_factory):
    founded = found(tmp_path_factory.mktemp("search") / "store")
    opened = Door(founded, founded.folder)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def planted(door):
    planted = plant(door, surname="Trevanion")
    with door("maureen").unit() as uow:
        for forename, surname in PEOPLE:
            uow.add(
                Person(family_id=planted.family_id, role="child"),
                directory=Contactable(
                    forename=forename, surname=surname, born_on=date(2015, 6, len(surname)),
                    local_id=f"L-{surname[:2]}" if surname == "Reed" else "",
                ),
                particulars=Particulars(),
            )  # fmt: skip
        uow.commit()
    return planted


@pytest.fixture
def index(door, planted):
    index = PeopleIndex(door("maureen").context.vault.engine, door("maureen").context.vault.keyring)
    while not index.step():
        assert index.total == 7
    return index


def names(door, index, text, visible=None):
    found = [hit.person_id for hit in index.find(text, visible, 10)]
    with door("maureen").unit() as uow:
        rows = {row.id: uow.open(row, "directory") for row in uow.all(Person, Person.id.in_(found))}
    return [rows[ident].surname for ident in found]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Lukasz", "Kowalski"), ("kowalsky", "Kowalski"), ("Kovalski", "Kowalski"),
        ("Muhammad", "Al-Sayed"), ("al sayed", "Al-Sayed"), ("жанна", "Петрова"),
        ("sian ohara", "O'Hara"), ("sian o'hara", "O'Hara"), ("Tre", "Trevanion"),
        ("4 June 2015", "Reed"), ("reed 2015", "Reed"), ("l-re", "Reed"), ("PL1", "Trevanion"),
    ],
)  # fmt: skip
def test_what_was_typed_finds_who_was_meant(door, index, typed, meant):
    assert meant in names(door, index, typed)


def test_what_does_not_fit_is_not_found(door, index):
    assert names(door, index, "reed 2014") == []
    assert names(door, index, "reed PL9") == []
    assert names(door, index, "zzyzx") == []
    assert names(door, index, "") == []


def test_an_invisible_family_is_not_found(door, index, planted):
    assert names(door, index, "reed", frozenset({planted.family_id})) == ["Reed"]
    assert names(door, index, "reed", frozenset({1})) == []
    assert names(door, index, "l-re", frozenset({1})) == []


def test_a_change_is_found_and_the_old_name_is_not(door, index, planted):
    with door("maureen").unit() as uow:
        person = next(
            row
            for row in uow.all(Person, Person.family_id == planted.family_id)
            if uow.open(row, "directory").surname == "Reed"
        )
        uow.change(person, None, directory=Contactable(forename="Anna", surname="Quillfeather"))
        uow.commit()
    counted, generation = index.counted, index.generation
    index.refresh({planted.family_id})
    assert names(door, index, "quilfether") == ["Quillfeather"]
    assert names(door, index, "reed") == []
    assert (index.counted, index.generation) == (counted, generation + 1)
    with door("maureen").unit() as uow:
        person = uow.get(Person, person.id)
        uow.change(
            person,
            None,
            directory=Contactable(
                forename="Anna", surname="Reed", local_id="L-Re", born_on=date(2015, 6, 4)
            ),
        )
        uow.commit()


def test_without_the_directory_key_the_index_is_empty_and_works(door, planted):
    index = PeopleIndex(door("maureen").context.vault.engine, Keyring(bytes(32)))
    assert index.step()
    index.refresh({planted.family_id})
    assert index.find("trevanion", None, 10) == []
    assert index.with_identifier("L-Re", 10) == []
    assert (index.counted, index.team_of(planted.family_id)) == (0, 0)
