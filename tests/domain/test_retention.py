"""The latest date wins, the youngest sibling's counts, and nobody decides alone."""

from datetime import date

import pytest
from msgspec.structs import replace

from earlyhelp.domain.retention import (
    Facts,
    Rule,
    is_due,
    kept_until,
    may_decide,
    schedule,
    years_on,
)

CLOSED = date(2020, 5, 10)


@pytest.mark.parametrize(
    ("facts", "until", "rule"),
    [
        (Facts(CLOSED), date(2027, 4, 1), "closure"),
        (Facts(CLOSED, (date(1995, 1, 1),)), date(2027, 4, 1), "closure"),
        (Facts(CLOSED, (date(2010, 6, 1),)), date(2036, 4, 1), "birthday"),
        (Facts(CLOSED, (date(2010, 6, 1), date(2017, 9, 30))), date(2043, 4, 1), "birthday"),
        (Facts(CLOSED, (date(2017, 9, 30), date(2010, 6, 1))), date(2043, 4, 1), "birthday"),
        (Facts(CLOSED, (None,)), date(2046, 4, 1), "unknown"),
        (Facts(CLOSED, (date(2010, 6, 1), None)), date(2046, 4, 1), "unknown"),
        (Facts(CLOSED, (date(2020, 11, 1), None)), date(2046, 4, 1), "birthday"),
        (Facts(date(2020, 4, 1)), date(2026, 4, 1), "closure"),
        (Facts(date(2020, 4, 2)), date(2027, 4, 1), "closure"),
    ],
)
def test_the_latest_date_wins(facts, until, rule):
    kept = kept_until(facts)
    assert (kept.until, kept.rule) == (until, rule)


def test_a_later_fact_never_shortens_what_is_kept():
    days = [date(1990 + n, 1 + n % 12, 1) for n in range(0, 40, 3)]
    for closed in days:
        for born in days:
            kept = kept_until(Facts(closed, (born,))).until
            assert kept >= kept_until(Facts(closed)).until
            assert kept >= max(years_on(closed, 6), years_on(born, 25))
            assert (kept.month, kept.day) == (4, 1)  # tells no birthday


def test_last_activity_counts_where_a_rule_says_so():
    rule = Rule("idle", "activity", 3, "made up", checked=False)
    by = replace(schedule(), rule=(rule,))
    assert kept_until(Facts(CLOSED, (), date(2024, 8, 1)), by).until == date(2028, 4, 1)
    assert kept_until(Facts(CLOSED, (), date(2019, 8, 1)), by).until == date(2024, 4, 1)


def test_due_on_the_day_and_not_before():
    assert not is_due(date(2027, 4, 1), date(2027, 3, 31))
    assert is_due(date(2027, 4, 1), date(2027, 4, 1))


def test_a_leap_day_has_an_anniversary_every_year():
    assert years_on(date(2004, 2, 29), 25) == date(2029, 3, 1)
    assert years_on(date(2004, 2, 29), 24) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("first", "second", "may"),
    [
        ((1, "information_governance"), (2, "information_governance"), True),
        ((1, "information_governance"), (2, "team_manager"), True),
        ((1, "team_manager"), (2, "information_governance"), True),
        ((1, "team_manager"), (2, "team_manager"), False),
        ((1, "information_governance"), (1, "information_governance"), False),
        ((1, "information_governance"), (1, "team_manager"), False),
        ((0, "information_governance"), (1, "information_governance"), False),
    ],
)
def test_two_people_decide_and_one_of_them_is_information_governance(first, second, may):
    assert may_decide(first, second) is may


def test_every_rule_has_a_source_and_nothing_is_kept_for_less_than_six_years():
    assert all(rule.source for rule in schedule().rule)
    assert max(rule.years for rule in schedule().rule if rule.trigger == "closure") >= 6
