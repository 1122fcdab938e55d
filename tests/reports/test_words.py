"""Dates in words, and no sentence without wording."""

from datetime import date

import pytest

from earlyhelp.errors import Bug
from earlyhelp.reports.words import day, partial_day, say


def test_day() -> None:
    assert day(date(2026, 11, 12)) == "12 Nov 2026"
    assert day(None) == "Not set"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("2019", "2019"), ("2019-03", "Mar 2019"), ("2019-03-05", "5 Mar 2019"), ("2019-13", "2019-13"),
     ("last spring", "last spring"), ("1-2-3-4", "1-2-3-4")],
)  # fmt: skip
def test_partial_day(stored: str, shown: str) -> None:
    assert partial_day(stored) == shown


def test_missing_sentence_is_our_fault() -> None:
    with pytest.raises(Bug):
        say("no.such.sentence")
