"""What one reader is given of a part: every subject must have agreed, the hidden is for nobody."""

import pytest

from earlyhelp.domain.disclosure import Part, Reader, judge, shortened_name
from earlyhelp.domain.sharing import Decision


def part(**changes):
    plain = {
        "id": "a", "section": "S", "title": "T", "text": "x", "subjects": (1,),
        "data_class": "personal", "source": "here",
    }  # fmt: skip
    return Part(**plain | changes)


@pytest.mark.parametrize("kind", ["agency", "school", "court", "nobody", ""])
def test_without_a_yes_or_a_ground_nothing_is_given(kind):
    no = Decision(permit=False, reason_key="not_asked")
    (judged,) = judge([part()], Reader(kind=kind, basis="agreement"), lambda *_: no)
    assert judged.why
    if kind in {"agency", "school"}:
        yes = Decision(permit=True, reason_key="agreed", sources=("isa:1",))
        (judged,) = judge([part()], Reader(kind=kind, basis="agreement"), lambda *_: yes)
        assert (judged.why, judged.sources) == ("", ("isa:1",))
        (judged,) = judge(
            [part(hidden=True)], Reader(kind=kind, basis="safeguarding"), lambda *_: yes
        )
        assert judged.why == "hidden"


def test_every_subject_must_have_agreed():
    answers = {
        1: Decision(permit=True, reason_key="agreed"),
        2: Decision(permit=False, reason_key="refused"),
    }
    reader = Reader(kind="school", basis="agreement")
    (judged,) = judge([part(subjects=(1, 2))], reader, lambda person, _: answers[person])
    assert (judged.why, judged.person_id) == ("refused", 2)


def test_workers_names_are_short_outside():
    assert shortened_name("Priya Nandra") == "P. Nandra"
    assert shortened_name("Cher") == "Cher"
