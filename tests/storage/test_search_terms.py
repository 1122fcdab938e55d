"""How typed text is taken apart, and how alike names are."""

from datetime import date

import pytest

from earlyhelp.storage.search_terms import folded, index_text, likeness, name_words, parse, sound

BORN = date(2014, 3, 9)


@pytest.mark.parametrize(
    "typed",
    [
        "09/03/2014", "9/3/2014", "9.3.2014", "09-03-2014", "9 3 2014", "2014-03-09", "9/3/14",
        "9 March 2014", "9 Mar 2014", "9th march 2014", "09 MAR 2014",
    ],
)  # fmt: skip
def test_a_birthday_is_read_in_every_spelling(typed):
    terms = parse(f"Maja {typed}")
    assert (terms.born_on, terms.words) == (BORN, "maja")


def test_a_day_that_does_not_exist_is_no_birthday():
    assert parse("31/02/2014").born_on is None
    assert parse("28/02/2014").born_on == date(2014, 2, 28)


def test_a_text_is_taken_apart():
    terms = parse("Kowalska  PL1 3ab 2014")
    assert (terms.words, terms.postcode, terms.born_year) == ("kowalska", "PL13AB", 2014)
    assert parse("pl1").postcode == "PL1"
    assert parse("943 476 5919").identifier == "9434765919"
    assert parse("a879 1234").identifier == ""
    assert parse("A879123456789").identifier == "A879123456789"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Łukasz", "lukasz"),
        ("Siân", "sian"),
        ("Zoë", "zoe"),
        ("ŞENOL", "senol"),
        ("Жанна", "жанна"),
    ],
)
def test_accents_and_case_do_not_part_names(typed, kept):
    assert folded(typed) == kept


def test_hyphens_and_apostrophes_part_words():
    assert name_words("Nguyen-O'Hara") == name_words("nguyen o’hara") == ("nguyen", "o", "hara")


def test_sounds_are_of_latin_names_only():
    assert sound("muhammad") == sound("mohamed")
    assert sound("kowalska") == sound("kowalsca")
    assert sound("жанна") == ""
    assert index_text(["Жанна"])


def test_likeness_wants_every_word():
    name = "maja kowalska"
    assert likeness("maja kowalska", name) == 100
    assert likeness("kowalsca", name) >= 85
    assert likeness("maj", name) >= 90
    assert likeness("maja pawlak", name) < 65
    assert likeness("", name) == likeness("maja", "") == 0
