"""Notes for named readers are in the pack, whoever wrote them; out of it nobody else sees them."""

import pytest

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.access import AddSealedNote, SealedNotes
from earlyhelp.records.access import SealedNote
from earlyhelp.records.staff import KeyWrap
from tests.services.requested import ask, close, known, parts

TEXT = "Maja told me about the made-up kite"


@pytest.fixture
def noted(door, planted):
    """A note of two practitioners that their manager cannot read."""
    asked = AddSealedNote(family_id=planted.family_id, text=TEXT, reader_ids=(door("omar").id,))
    return door("priya").dispatch(asked).id


def said(door, request_id):
    return [
        field.text
        for row in parts(door, request_id).rows
        if row.part.kind == "sealed_note"
        for field in row.part.fields
    ]


def test_a_note_the_manager_cannot_read_is_among_the_parts(door, planted, noted) -> None:
    assert door("maureen").dispatch(SealedNotes(family_id=planted.family_id)) == ()
    asked = ask(door)
    known(door, asked, planted.child_id)
    assert said(door, asked) == [TEXT]
    assert door("maureen").dispatch(SealedNotes(family_id=planted.family_id)) == ()
    close(door, asked)


def test_out_of_a_request_information_governance_sees_nothing_of_it(door, planted, noted) -> None:
    with door("ira").unit(Permission.SUBJECT_REQUEST_READ) as uow:
        assert uow.all(SealedNote) == []
    shown = door("priya").dispatch(SealedNotes(family_id=planted.family_id))
    assert shown[0].readers == ("Omar Haddad", "Priya Nandra")


def test_a_note_from_before_is_handed_on_when_a_reader_opens_it(door, planted, noted) -> None:
    priya, ira = door("priya"), door("ira").id
    with priya.unit() as uow:
        named = KeyWrap.key_name == f"sealed_note:{noted}"
        uow.remove(uow.first(KeyWrap, named, KeyWrap.account_id == ira))
        uow.commit()
    asked = ask(door)
    known(door, asked, planted.child_id)
    assert said(door, asked) == []
    priya.dispatch(SealedNotes(family_id=planted.family_id))
    assert said(door, asked) == [TEXT]
    close(door, asked)
