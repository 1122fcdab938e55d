"""What shows a reader nothing is no text; what cannot be kept is marked, and nothing else is changed."""

import pytest

from earlyhelp.domain.visible import has_words, mended

NOTHING = ["", " ", "\u200b", "\u2060 \u200d", "\u3164", "\u2800", "\ufe0f", "\u00ad", "\u034f"]
SOMETHING = ["a", "Zażółć", "محمد", "😀", "-", "7", "👨\u200d👩", "می\u200cخواهم", "e\u0301"]


@pytest.mark.parametrize("text", NOTHING)
def test_what_shows_nothing_is_no_text(text):
    assert not has_words(text)
    assert not mended(text).strip()


@pytest.mark.parametrize("text", SOMETHING)
def test_what_is_written_stays_as_it_is(text):
    assert has_words(text)
    assert mended(text) is text


def test_half_a_character_becomes_a_mark_and_two_halves_one():
    assert mended("Maja \ud800 sleeps") == "Maja \ufffd sleeps"
    assert mended("\ud83d\ude00") == "😀"
    mended("a\udfff").encode()
