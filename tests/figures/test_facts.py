"""The envelope of the facts drop box: same facts back, lengths that tell little."""

import pytest

from earlyhelp.errors import StorageFault
from earlyhelp.figures.facts import STEP, CaseFacts, decode, encode

from .made_up import case, many


def test_facts_come_back_as_they_went_in():
    for facts in [case(), *many(50)]:
        assert decode(encode(facts)) == facts


def test_the_length_is_a_whole_number_of_steps_and_the_same_for_like_cases():
    lengths = {len(encode(facts)) for facts in many(200)}
    assert all(length % STEP == 0 for length in lengths)
    assert len(lengths) <= 2


def test_facts_have_no_place_for_names_or_free_text():
    forbidden = ("name", "birth", "address", "postcode", "text", "note")
    assert not [f for f in CaseFacts.__struct_fields__ if any(word in f for word in forbidden)]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda b: b[:-1],
        lambda b: b"",
        lambda b: b"\xff\xff\xff\xff" + b[4:],
        lambda b: b[:-1] + b"x",
        lambda b: b[:4] + b"\xc1" + b[5:],
    ],
)
def test_damaged_envelopes_are_refused(spoil):
    with pytest.raises(StorageFault):
        decode(spoil(encode(case())))
