"""The check of outgoing text: what it finds, what it leaves alone, how fast it is, what it never tells."""

import time
from datetime import date

import pytest

from earlyhelp.access.permissions import Permission
from earlyhelp.errors import Refused
from earlyhelp.messages.outgoing import OutgoingText, ProtectedText
from earlyhelp.messages.people import Contactable, HomeDetails, Particulars
from earlyhelp.records.people import Home, Person
from earlyhelp.services.outgoing_text import findings
from tests.services.founded import plant

FILLER = (
    "Maja slept badly again. Mum says the rose garden at the hub helps; the faith group meets on "
    "Sunday. Mr Head wrote from Made Up School about 14 lost days. Ring 0800 1111 if worried. "
)


@pytest.fixture(scope="module")
def told(door):
    """A family of West to write about, others near and far, one with a protected home."""
    own = plant(door, surname="Kowalska")
    other = plant(door, surname="Trevanion")
    plant(door, surname="Rose")
    away = plant(door, manager="sam", lead="sol", surname="Goldsworthy")
    with door("maureen").unit() as uow:
        uow.add(
            Person(family_id=other.family_id, role="child"),
            directory=Contactable(
                forename="Benedict", surname="Carnwath-Hope", born_on=date(2016, 2, 1),
                nhs_number="9434765919", upn="A950000178301", phone="07700 900123",
                email="ben.c@example.org",
            ),
            particulars=Particulars(school="Pebble Lane Primary"),
        )  # fmt: skip
        home = HomeDetails(lines="Flat 2, 14 Juniper Street, Plymouth", postcode="PL4 8AA")
        uow.add(Home(family_id=other.family_id, from_on=date(2025, 1, 1)), directory=home)
        secret = HomeDetails(
            lines="9 Quillet Crescent", postcode="PL9 9ZZ", neighbourhood="keyham",
            residents=(own.mother_id,),
        )  # fmt: skip
        hidden = Home(family_id=own.family_id, from_on=date(2026, 1, 1))
        uow.add(hidden, hidden=secret, directory=None)
        uow.commit()
    for login in ("maureen", "priya", "sol"):
        index = door(login).built()
        while not index.inner.step():
            pass
        index.refresh([own.family_id, other.family_id, away.family_id])
    return own, other, away


def found(door, own, text, login="maureen"):
    spans = door(login).dispatch(OutgoingText(family_id=own.family_id, text=text))
    return [(span.kind, text[span.start : span.end]) for span in spans]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("She met Benedict Carnwath at the park.", "name", "Benedict Carnwath"),
        ("Benedict Carnwath-Hope was there.", "name", "Benedict Carnwath-Hope"),
        ("benedict carnwath was there.", "name", "benedict carnwath"),
        ("Bennedict Carnwath hit him", "name", "Bennedict Carnwath"),
        ("Benedict Carnwaht hit him", "name", "Benedict Carnwaht"),
        ("Benedict J. Carnwath", "name", "Benedict J. Carnwath"),
        ("Carnwath, Benedict (9)", "name", "Carnwath, Benedict"),
        ("the Trevanion family next door", "surname", "Trevanion"),
        ("Mrs Trevanion complained", "surname", "Trevanion"),
        ("They sleep at 14 Juniper Street now", "home", "14 Juniper Street"),
        ("They sleep at 14 juniper st. now", "home", "14 juniper st"),
        ("Postcode pl48aa", "postcode", "pl48aa"),
        ("Text 07700900123 today", "phone", "07700900123"),
        ("Text +44 7700 900 123 today", "phone", "+44 7700 900 123"),
        ("Mail BEN.C@example.org", "email", "BEN.C@example.org"),
        ("NHS 943 476 5919", "number", "943 476 5919"),
        ("UPN a950000178301", "number", "a950000178301"),
        ("He goes to Pebble Lane Primary.", "school", "Pebble Lane Primary"),
        ("Mum is at 9 Quillet Cres", "protected", "9 Quillet Cres"),
        ("near Quillet Crescent", "protected", "Quillet Crescent"),
        ("at PL9 9ZZ", "protected", "PL9 9ZZ"),
        ("She is staying in Keyham for now", "protected", "Keyham"),
    ],
)
def test_what_gives_somebody_away_is_found(door, told, text, kind, words):
    assert found(door, told[0], text) == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        FILLER,
        "Anna Kowalska and Maja Kowalska live at 1 Made Up Row, PL1 3AB.",
        "Ana Kowalska rang.",
        "Benedict came for tea.",
        "The rose garden, a rose, Rose and hope.",
        "Priya Nandra will visit. Maureen Tregear agrees.",
        "The carnwath line and a juniper street party at 14.",
        "She shops in Keyham on Fridays.",
        "",
    ],
)
def test_what_gives_nobody_away_is_left_alone(door, told, text):
    assert found(door, told[0], text) == []


def test_only_what_this_session_may_search_is_found(door, told):
    own, _other, away = told
    text = "Anna Goldsworthy and Benedict Carnwath"
    assert found(door, own, text) == [("name", "Benedict Carnwath")]
    assert found(door, away, text, "sol") == []
    with pytest.raises(Refused):
        door("sol").dispatch(OutgoingText(family_id=own.family_id, text=text))
    plant(door, surname="Onlyomar", lead="omar")
    door("priya").built()
    assert found(door, own, "Anna Onlyomar", "priya") == []


def test_nothing_tells_whose_it_is(door, told):
    own, other, _ = told
    text = "Benedict Carnwath, 14 Juniper Street"
    spans = door("maureen").dispatch(OutgoingText(family_id=own.family_id, text=text))
    assert len(spans) == 2
    for span in spans:
        assert other.reference not in repr(span)
        assert str(other.family_id) not in repr(span)
        assert span.suggestion.startswith("[")


def test_typing_is_warned_of_protected_places_only(door, told):
    own, other, _ = told
    text = "Benedict Carnwath is at 9 Quillet Crescent"
    for family in (own, other):
        (span,) = door("maureen").dispatch(ProtectedText(family_id=family.family_id, text=text))
        assert (span.kind, text[span.start : span.end]) == ("protected", "9 Quillet Crescent")
    assert door("maureen").dispatch(ProtectedText(family_id=own.family_id, text=FILLER)) == ()


def test_a_home_is_known_as_soon_as_it_is_hidden_and_no_longer_once_changed(door, told):
    fresh = plant(door, surname="Newcomer")
    with door("maureen").unit() as uow:
        row = uow.first(Home, Home.family_id == fresh.family_id)
        uow.change(row, None, hidden=HomeDetails(lines="77 Wherry Walk"), directory=None)
        uow.commit()
    index = door("maureen").context.index
    index.refresh([fresh.family_id])
    assert found(door, told[0], "at 77 Wherry Walk") == [("protected", "77 Wherry Walk")]
    with door("maureen").unit() as uow:
        row = uow.first(Home, Home.family_id == fresh.family_id)
        uow.change(row, None, hidden=HomeDetails(lines="78 Ebb Place"), directory=None)
        uow.commit()
    index.refresh([fresh.family_id])
    assert found(door, told[0], "at 77 Wherry Walk") == []


def test_ten_thousand_letters_take_less_than_a_tenth_of_a_second(door, told):
    text = (FILLER + "Bennedict Carnwath met Ann Somebody at 14 Juniper Street. ") * 60
    text = text[:10_000]
    desk = door("maureen")
    with desk.unit(Permission.FAMILY_READ) as uow:
        findings(uow, desk.context, text, told[0].family_id)
        started = time.process_time()
        spans = findings(uow, desk.context, text, told[0].family_id)
        took = time.process_time() - started
    assert len(spans) > 30
    assert took < 0.1
