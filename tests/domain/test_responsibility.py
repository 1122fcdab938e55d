"""Who answers for a child: with parental responsibility, else a parent or carer where it is not known."""

import pytest

from earlyhelp.domain.codes import code_list
from earlyhelp.domain.responsibility import CHECK, NOBODY, YES, answers_for


@pytest.mark.parametrize(
    ("role", "recorded", "answer"),
    [
        ("parent", "yes", YES), ("adult", "yes", YES), ("parent", "unknown", CHECK),
        ("carer", "", CHECK), ("adult", "unknown", NOBODY), ("parent", "no", NOBODY),
        ("child", "yes", NOBODY), ("unborn", "yes", NOBODY),
    ],
)  # fmt: skip
def test_who_answers(role, recorded, answer):
    assert answers_for(role, recorded) == answer


def test_no_child_of_the_list_answers_and_every_other_part_may():
    for item in code_list("person_role").items:
        assert bool(answers_for(item.code, "yes")) is (item.group != "child")
