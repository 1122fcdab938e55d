"""The finder of other people's facts in free text, and the blacking out."""

from datetime import date

import pytest

from earlyhelp.domain.third_parties import CONFIDENCE, OTHER, WORKER, Finder, Known, Span, blacked

MAJA = Known(
    names=("Maja Kowalska", "Majka"),
    texts=("1 Made Up Row", "PL1 3AB", "maja@example.org"),
    numbers=("01752 555 010",),
    born_on=date(2017, 9, 30),
)
DAVE = Known(
    names=("Dave Kowalska", "Zoë O'Brien-Smith"),
    texts=("14 Otherwise Terrace", "PL4 8AA"),
    numbers=("07700 900123",),
    born_on=date(1988, 2, 3),
)
PRIYA = Known(names=("Priya Nandra",), reason=WORKER, instead="family hub practitioner")
GRACE = Known(names=("Grace Hope",))
CODES = {OTHER: "A", CONFIDENCE: "B", WORKER: "W"}


def out(text: str) -> str:
    finder = Finder([MAJA], [DAVE, PRIYA, GRACE])
    return blacked(text, finder.spans(text), "████", CODES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saw Dave Kowalska today.", "Saw ████ [A] today."),
        ("saw dave today", "saw ████ [A] today"),
        ("DAVE'S dog", "████ [A]'S dog"),
        ("With zoe o’brien smith.", "With ████ [A]."),
        ("Zoë said so.", "████ [A] said so."),
        ("The obriens left, O'Brien did not.", "The obriens left, ████ [A] did not."),
        ("Ring 07700 900 123 or +44 7700 900123.", "Ring ████ [A] or ████ [A]."),
        ("He lives at 14  Otherwise\nTerrace, PL4 8AA.", "He lives at ████ [A], ████ [A]."),
        ("Born 3/2/1988, 03.02.88, 3rd February 1988.", "Born ████ [A], ████ [A], ████ [A]."),
        ("Priya Nandra visited.", "[family hub practitioner] visited."),
        ("By grace and hope, met Grace.", "By grace and hope, met ████ [A]."),
    ],
)
def test_what_is_known_of_others_is_blacked_out(text: str, expected: str) -> None:
    assert out(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Maja Kowalska was well. Majka laughed; Maja's drawing hangs at home.",
        "She lives at 1 Made Up Row, PL1 3AB, ring 01752 555010 or maja@example.org.",
        "Born 30 September 2017 (30/09/2017).",
        "On Monday she went to Elm Grove Primary School with Mum in St Budeaux.",
        "After Christmas the Early Help Plan goes to Plymouth City Council.",
        "NHS and SEN support at 15 o'clock, 24 pupils, 3 visits in 2026.",
    ],
)
def test_the_subjects_own_facts_and_common_words_stay(text: str) -> None:
    assert out(text) == text


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("A neighbour, Mrs Tamblyn, rang.", "Tamblyn"),
        ("Tamblyn said she saw it.", "Tamblyn"),
        ("Her friend Jowan Pascoe came.", "Pascoe"),
        ("Ring 01752 999 888.", "999"),
        ("At 7 Nowhere Lane nobody sleeps.", "Nowhere"),
        ("he lives at 12b nowhere lane now", "nowhere"),
        ("Write to t.amblyn@example.com.", "amblyn"),
        ("The flat in PL9 7ZZ.", "7ZZ"),
        ("NHS number 943 476 5919.", "4765919"),
        ("UPN H801200001001.", "H801200001001"),
    ],
)
def test_what_looks_like_a_strangers_is_proposed(text: str, gone: str) -> None:
    assert gone not in out(text)
    assert "████" in out(text)


def test_a_word_of_confidence_takes_the_rest_of_its_paragraph() -> None:
    text = (
        "Maja eats well. She told me in confidence that he drinks. He hides it.\nNext visit Monday."
    )
    assert out(text) == "Maja eats well. ████ [B]\nNext visit Monday."


def test_marks_have_one_length_and_never_overlap() -> None:
    text = "Dave Kowalska, 14 Otherwise Terrace, PL4 8AA, 07700 900123, asked not to be named."
    spans = Finder([MAJA], [DAVE]).spans(text)
    assert spans == (Span(start=0, length=len(text), reason=CONFIDENCE),)
    assert out("Dave") == out("Zoë O'Brien-Smith") == "████ [A]"


def test_a_shared_surname_alone_is_nobody_elses() -> None:
    assert out("The Kowalska household") == "The Kowalska household"
    assert out("Dave Kowalska") == "████ [A]"
