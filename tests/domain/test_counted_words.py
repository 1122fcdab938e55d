"""Of one thing a sentence speaks in the singular, wherever it is written down for one."""

import re
import tomllib

import pytest

from earlyhelp.settings import resource
from earlyhelp.wording import say


def sentences() -> dict[str, str]:
    files = sorted(resource("wording").glob("*.toml"))
    return {k: s for path in files for k, s in tomllib.loads(path.read_text("utf-8")).items()}


@pytest.mark.parametrize(
    ("count", "told"), [(1, "1 closed family has a date."), (2, "2 closed families have a date.")]
)
def test_the_day_of_one_family_is_told_of_one(count, told) -> None:
    assert say("retention.note", count=count, day="1 Apr 2032").startswith(told)


def test_what_a_sentence_tells_first_is_what_it_counts() -> None:
    told = {"accounts": 1, "count": 3}
    assert say("register.two_people.red", **told).startswith("3 of 1 active")
    assert say("restore.fact.held.text", families=1, entries=40) == "1 family, 40 audit entries"
    assert say("restore.fact.held.text", families=40, entries=1).startswith("40 families")


def test_an_age_is_counted_though_it_is_a_text() -> None:
    assert (say("family.person.years", years="1"), say("family.person.years", years="11")) == (
        "1 year", "11 years",
    )  # fmt: skip


def test_a_sentence_of_one_needs_no_more_than_the_other() -> None:
    known = sentences()
    ones = [key for key in known if key.endswith(".one")]
    assert len(ones) > 80
    for key in ones:
        needed = set(re.findall(r"\{(\w+)", known[key]))
        assert needed <= set(re.findall(r"\{(\w+)", known[key.removesuffix(".one")])), key
