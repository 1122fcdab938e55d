"""A paper for a colleague is for an account of this store, and leaves with a proof like every other."""
# ruff: noqa: F811 - fixtures of another module

import pytest

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.disclosing import ReaderFor, ReleasePaper
from earlyhelp.messages.sharing import SharingPage
from tests.services.partnered import covered, pat  # noqa: F401
from tests.services.restricted import restrict
from tests.services.test_disclosure import laid, look  # noqa: F401
from tests.services.test_papers import log

NOBODY = {"colleague": "disclosure.reader.colleague"}


def for_colleague(account_id, **more):
    return ReaderFor(kind="colleague", account_id=account_id, **more)


def release(laid, reader):
    planted, assessment_id, _ = laid
    return ReleasePaper(
        family_id=planted.family_id, kind="assessment", subject_id=assessment_id, reader=reader
    )


def refused(door, laid, reader):
    for ask in (
        lambda: look(door, laid, reader),
        lambda: door("priya").dispatch(release(laid, reader)),
    ):
        with pytest.raises(Invalid) as told:
            ask()
        assert told.value.fields == NOBODY
    assert log(door, laid[0]) == ()


def test_a_name_that_was_typed_is_no_colleague(door, laid):
    refused(door, laid, for_colleague(0, name="Sarah Jones, health visitor, Livewell"))
    refused(door, laid, for_colleague(4711, name="Omar Haddad"))


def test_neither_a_partner_nor_an_analyst_nor_oneself_is_a_colleague(door, laid, pat):
    for ident in (pat.id, door("ana").id, door("priya").id):
        refused(door, laid, for_colleague(ident))


def test_a_colleague_is_given_it_under_their_own_name(door, laid):
    asked = for_colleague(door("omar").id, name="Sarah Jones", agency="Livewell")
    assert "Whodecidedit" in look(door, laid, asked)[0]
    door("priya").dispatch(release(laid, asked))
    (entry,) = log(door, laid[0])
    assert (entry.note.reader, entry.note.agency) == ("Omar Haddad", "")


def test_the_page_offers_whom_it_takes(door, laid, pat):
    view = door("priya").dispatch(SharingPage(family_id=laid[0].family_id))
    offered = {one.account_id for one in view.colleagues}
    assert door("omar").id in offered
    assert not offered & {pat.id, door("ana").id, door("priya").id}


def test_of_a_restricted_family_its_named_readers_alone_are_given_a_paper(door, laid):
    planted, *_ = laid
    restrict(door, planted, "maureen", "priya")
    with pytest.raises(Invalid) as told:
        look(door, laid, for_colleague(door("omar").id), login="maureen")
    assert told.value.fields == NOBODY
    reader = for_colleague(door("priya").id)
    assert "Whodecidedit" in look(door, laid, reader, login="maureen")[0]


@pytest.mark.parametrize("kind", ["family", "colleague", "file"])
def test_every_paper_that_leaves_needs_a_proof(door, laid, kind):
    readers = {
        "family": ReaderFor(kind="family", person_id=laid[0].mother_id),
        "colleague": for_colleague(door("omar").id),
        "file": ReaderFor(kind="file", reason="For the court bundle"),
    }
    desk, message = door("priya"), release(laid, readers[kind])
    desk.sit()
    desk.context.confirmed_at = None
    with pytest.raises(Refused) as told:
        desk.dispatcher.dispatch(message)
    assert told.value.key == "confirm.needed"
    assert log(door, laid[0]) == ()
    assert desk.dispatch(message).content  # as after a proof
