"""Texts as lists and pills show them: begun, never cut inside a word."""

from earlyhelp.services.family_words import shortened


def test_a_long_text_ends_with_a_whole_word():
    assert shortened("The rest is\n good", 40) == "The rest is good"
    assert shortened("We want the mornings to be calm", 18) == "We want the…"
    assert shortened("We want the mornings", 12) == "We want the…"


def test_one_very_long_word_is_begun():
    assert shortened("x" * 50, 10) == "x" * 9 + "…"
