"""Working days, due dates and lateness."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earlyhelp.domain.timescales import (
    add_working_days,
    due,
    is_working_day,
    lateness,
    limit,
    timescales,
)
from earlyhelp.errors import Bug


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2026, 12, 24), 1, date(2026, 12, 29)),  # Christmas, Boxing Day observed Monday
        (date(2026, 12, 24), 3, date(2026, 12, 31)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # Good Friday, Easter Monday
        (date(2026, 4, 4), 0, date(2026, 4, 7)),
        (date(2026, 11, 20), 5, date(2026, 11, 27)),
    ],
)
def test_working_days_step_over_weekends_and_bank_holidays(
    start: date, count: int, expected: date
) -> None:
    assert add_working_days(start, count) == expected


def test_scottish_holidays_are_no_holidays_here() -> None:
    assert is_working_day(date(2026, 11, 30))
    assert not is_working_day(date(2026, 8, 31))


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.integers(1, 60))
def test_so_many_working_days_lie_between(start: date, count: int) -> None:
    end = add_working_days(start, count)
    assert is_working_day(end)
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    assert sum(map(is_working_day, days)) == count


@pytest.mark.parametrize(
    ("limit_id", "start", "due_on", "warn_on"),
    [
        ("triage", date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 20)),
        ("first_contact", date(2026, 11, 20), date(2026, 11, 25), date(2026, 11, 24)),
        ("assessment", date(2026, 9, 1), date(2026, 10, 20), date(2026, 10, 6)),
        ("first_taf", date(2026, 10, 20), date(2026, 11, 10), date(2026, 11, 3)),
        ("first_review", date(2026, 10, 1), date(2026, 11, 12), date(2026, 11, 5)),
        ("later_review", date(2026, 10, 1), date(2026, 12, 24), date(2026, 12, 10)),
        ("re_assessment", date(2024, 2, 29), date(2025, 2, 28), date(2025, 1, 29)),
    ],
)
def test_due_dates(limit_id: str, start: date, due_on: date, warn_on: date) -> None:
    found = due(limit_id, start)
    assert (found.due_on, found.warn_on) == (due_on, warn_on)


def test_a_due_date_is_never_on_a_bank_holiday() -> None:
    assert due("first_review", date(2026, 11, 13)).due_on == date(2026, 12, 29)


def test_every_limit_can_be_computed_and_warns_before_it_is_due() -> None:
    for one in timescales().limit:
        found = due(one.id, date(2026, 3, 31))
        assert found.warn_on <= found.due_on


def test_an_unknown_limit_is_our_own_fault() -> None:
    assert limit("triage").count == 1
    with pytest.raises(Bug):
        limit("sometime")


@pytest.mark.parametrize(
    ("ahead", "state", "days", "key"),
    [
        (-4, "late", 4, "lateness.late"),
        (-1, "late", 1, "lateness.late.one"),
        (0, "soon", 0, "lateness.today"),
        (1, "soon", 1, "lateness.tomorrow"),
        (5, "soon", 5, "lateness.soon"),
        (6, "on_track", 6, "lateness.on_track"),
    ],
)
def test_lateness_in_words(ahead: int, state: str, days: int, key: str) -> None:
    today = date(2026, 11, 22)
    due_on = today + timedelta(days=ahead)
    found = lateness(due_on, today, due_on - timedelta(days=5))
    assert (found.state, found.days, found.key) == (state, days, key)
