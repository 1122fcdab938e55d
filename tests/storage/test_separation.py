"""What is sealed stays sealed: other teams' keys, the file key and the source code open nothing."""

from datetime import UTC, datetime

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select

from earlyhelp.errors import Bug, Locked
from earlyhelp.messages.people import Contactable, Particulars
from earlyhelp.messages.records import Narrative
from earlyhelp.records.base import Record
from earlyhelp.records.casework import CaseNote
from earlyhelp.records.people import Family, FamilyKey, Person
from earlyhelp.records.staff import KeyWrap
from earlyhelp.services.staff_keys import wrap_info
from earlyhelp.storage.guard import permit
from earlyhelp.storage.sealing import place
from tests.services.founded import plant

_NOTES = 200  # a family: 50 families of South make the 10,000 values
_AT = datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def sealed(door):
    """10,000 notes of South as they lie in the file, with what each is bound to."""
    desk = door("sam")
    for _ in range(50):
        family = plant(door, manager="sam", lead="sol")
        with desk.unit() as uow:
            uow.need_keys({family.family_id})
            for number in range(_NOTES):
                note = CaseNote(family_id=family.family_id, written_at=_AT, author_id=desk.id)
                uow.add(note, content=Narrative(text=f"made-up note {number}"))
            uow.commit()
    with desk.unit() as uow:
        notes = uow.all(CaseNote)
        return [(bytes(note.content), place(note, "content")) for note in notes]


def _opened(sealed, keys) -> int:
    ciphers = [AESGCM(key) for key in keys]
    count = 0
    for envelope, where in sealed:
        for cipher in ciphers:
            try:
                cipher.decrypt(envelope[3:15], envelope[15:], where)
                count += 1
            except InvalidTag:
                continue
    return count


def _keys_in_hand(desk) -> list[bytes]:
    """Every key a person holds, and every key made with them from what the file gives away."""
    ring, found = desk.context.vault.keyring, [desk.context.vault.facts["audit_key"]]
    found += [ring._directory_key, *ring._teams.values()]
    engine = desk.context.vault.engine
    with engine.begin() as connection:
        table = FamilyKey.__table__
        rows = connection.execute(select(table), execution_options=permit()).all()
    for row in rows:
        ring.open_family_key(row.family_id, row.team_id, row.epoch, row.wrapped)
    desk.families_opened = len(ring._families)
    return [key for key in found if key]


def test_another_teams_keys_open_none_of_10_000_values(door, sealed):
    assert len(sealed) == 10_000
    west, south = door("maureen"), door("sam")
    west_plant = plant(door)
    keys = _keys_in_hand(west)
    with west.unit() as uow:
        record = uow.get(Family, west_plant.family_id)
        assert uow.open(record, "directory") == "Kowalska"
    ciphers = list(west.context.vault.keyring._families.values())
    assert _opened(sealed, keys) == 0
    assert not any(_opens(cipher, *one) for cipher in ciphers for one in sealed)
    with south.unit() as uow:  # the twin: their own team opens every one
        assert all(uow.open(note, "content").text for note in uow.all(CaseNote))


def _opens(cipher, envelope, where) -> bool:
    try:
        return bool(cipher.decrypt(envelope[3:15], envelope[15:], where))
    except InvalidTag:
        return False


@pytest.mark.parametrize("login", ["priya", "maureen", "bea", "ira"])
def test_nobody_unwraps_a_key_wrapped_for_somebody_else(door, login):
    desk = door(login)
    with door("maureen").unit() as uow:
        wraps = uow.all(KeyWrap)
    assert any(wrap.account_id == desk.id for wrap in wraps) == (login != "bea")
    for wrap in wraps:
        info = wrap_info(wrap.key_name, wrap.epoch, wrap.account_id)
        if wrap.account_id == desk.id:
            assert desk.context.vault.identity.unwrap(wrap.wrapped, info)
            continue
        with pytest.raises(Locked):
            desk.context.vault.identity.unwrap(wrap.wrapped, info)


@pytest.mark.parametrize("login", ["bea", "ira"])
def test_roles_without_the_directory_open_no_name(door, planted, login):
    with door("maureen").unit() as uow:
        people = uow.all(Person, Person.family_id == planted.family_id)
        assert uow.open(people[0], "directory").surname == "Kowalska"
    for person in people:
        for column in ("directory", "particulars"):
            with pytest.raises(Locked):
                door(login).context.vault.keyring.open(person, column)


def test_a_sealed_value_opens_only_in_its_place(door, planted):
    with door("maureen").unit() as uow:
        one, other = uow.all(Person, Person.family_id == planted.family_id)
        kept = one.directory
        one.directory = other.directory
        with pytest.raises(Locked):
            uow.keyring.open(one, "directory")
        one.directory, one.version = kept, one.version + 1
        with pytest.raises(Locked):  # an older value put back under a newer version
            uow.keyring.open(one, "directory")
        one.version -= 1
        assert uow.keyring.open(one, "directory").surname == "Kowalska"


def test_a_sealed_column_refuses_plaintext(door, planted):
    for kind in (mapper.class_ for mapper in Record.registry.mappers):
        for column in kind.seals:
            bound = kind.__table__.c[column].type.process_bind_param
            for plain in (b"plain", "plain", Contactable(forename="A", surname="B"), 7):
                with pytest.raises(Bug):
                    bound(plain, None)
    with door("maureen").unit() as uow:
        person = uow.get(Person, planted.child_id)
        person.particulars = b"plain"
        with pytest.raises(Exception, match=r"records\.plaintext"):
            uow.session.flush()
    with door("maureen").unit() as uow:
        person = uow.get(Person, planted.child_id)
        uow.change(person, person.version, particulars=Particulars(notes="sealed by the unit"))
        uow.commit()
