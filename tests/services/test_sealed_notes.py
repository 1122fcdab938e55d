"""A sealed note is there for its named readers; to the others nothing is."""

import pytest

from earlyhelp.errors import Invalid, Locked, Refused
from earlyhelp.messages.access import AddSealedNote, SealedNotes
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.records.access import SealedNote
from earlyhelp.storage.sealing import place
from tests.services.founded import plant
from tests.services.restricted import restrict


def write(door, planted, *readers, login="maureen"):
    ids = tuple(door(one).id for one in readers)
    return (
        door(login)
        .dispatch(
            AddSealedNote(family_id=planted.family_id, text="A made-up secret.", reader_ids=ids)
        )
        .id
    )


def read(door, login, planted):
    return door(login).dispatch(SealedNotes(family_id=planted.family_id))


def test_the_named_read_it_and_to_the_others_nothing_is_there(door):
    planted = plant(door, lead="omar")
    before = door("omar").dispatch(FamilyPageView(family_id=planted.family_id))
    ident = write(door, planted, "priya")
    assert read(door, "omar", planted) == ()
    after = door("omar").dispatch(FamilyPageView(family_id=planted.family_id))
    assert after == before
    (note,) = read(door, "maureen", planted)
    assert (note.text, note.author) == ("A made-up secret.", "Maureen Tregear")
    assert note.readers == ("Maureen Tregear", "Priya Nandra")
    with door("omar").unit() as uow:
        assert uow.count(SealedNote, SealedNote.family_id == planted.family_id) == 0
        with pytest.raises(Refused):
            uow.get(SealedNote, ident)
    with door("maureen").unit() as uow:
        row = uow.get(SealedNote, ident)
    with pytest.raises(Locked):  # and a script of Omar's has no key for it
        door("omar").context.vault.keyring.open(row, "content")
    assert place(row, "content")


def test_a_reader_needs_the_family_as_well(door):
    planted = plant(door, lead="omar")
    write(door, planted, "sol")
    with pytest.raises(Refused):
        read(door, "sol", planted)


def test_it_outlives_a_restriction(door):
    planted = plant(door)
    write(door, planted, "priya", login="maureen")
    restrict(door, planted, "priya")
    assert read(door, "priya", planted)[0].text == "A made-up secret."


def test_what_was_entered_is_checked(door):
    planted = plant(door)
    for changes in ({"text": " "}, {"text": "x" * 5000}, {"reader_ids": (door("bea").id,)}):
        asked = {"family_id": planted.family_id, "text": "A made-up secret."} | changes
        with pytest.raises(Invalid):
            door("maureen").dispatch(AddSealedNote(**asked))
    assert read(door, "maureen", planted) == ()
