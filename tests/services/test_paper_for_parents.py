"""On paper one of the family is given the sensitive facts of the children they answer for, and of no other."""
# ruff: noqa: F811 - fixtures of another module

from datetime import date

import pytest

from earlyhelp.messages.disclosing import ReaderFor
from tests.services.test_disclosure import laid, look, whys  # noqa: F401
from tests.services.test_responsibility import joined, tied

LEFT_OUT = "Sensitive, about Maja Kowalska"


def seen(door, laid, person_id):
    _, shown = look(door, laid, ReaderFor(kind="family", person_id=person_id))
    return LEFT_OUT not in whys(shown), shown.unsure


def test_another_adult_is_given_nothing_sensitive_of_a_child(door, laid):
    uncle = joined(door, laid[0], "adult", date(1988, 3, 1))
    assert seen(door, laid, uncle) == (False, ())
    tied(door, laid[0], uncle, "yes", "UNCLE")
    assert seen(door, laid, uncle) == (True, ())


def test_a_parent_is_given_it_and_staff_are_told_to_check_what_is_not_recorded(door, laid):
    assert seen(door, laid, laid[0].mother_id) == (True, ("Maja Kowalska",))
    tied(door, laid[0], laid[0].mother_id, "yes", "MTH")
    assert seen(door, laid, laid[0].mother_id) == (True, ())


@pytest.mark.parametrize("back", [False, True])
def test_a_parent_without_parental_responsibility_is_given_none_of_it(door, laid, back):
    code = "CHILD" if back else "MTH"
    tied(door, laid[0], laid[0].mother_id, "no", code, back=back)
    assert seen(door, laid, laid[0].mother_id) == (False, ())


def test_a_child_is_given_their_own_and_of_no_brother_or_sister(door, laid):
    assert seen(door, laid, laid[0].child_id) == (True, ())
    brother = joined(door, laid[0], "child", date(2011, 3, 1))
    tied(door, laid[0], brother, "yes", "SIB")
    assert seen(door, laid, brother) == (False, ())
