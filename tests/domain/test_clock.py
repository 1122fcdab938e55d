"""Ids: each once, in the order of their making, within 63 bits.  Days: those of Plymouth."""

from datetime import UTC, date, datetime, timedelta

import pytest

from earlyhelp.clock import SystemClock, day_begins, day_of, local


def test_ids_are_distinct_and_sorted_however_fast_they_are_drawn():
    clock = SystemClock()
    ids = [clock.new_id() for _ in range(100_000)]
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids)
    assert ids[-1] < 1 << 63


def test_a_summer_night_belongs_to_the_day_on_the_wall():
    after_midnight = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert day_of(after_midnight) == date(2026, 7, 2)
    assert f"{local(after_midnight):%H:%M}" == "00:30"
    assert day_of(datetime(2026, 12, 1, 23, 30, tzinfo=UTC)) == date(2026, 12, 1)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 7, 2), date(2026, 10, 25)])
def test_a_day_begins_where_the_one_before_ends(day):
    begun = day_begins(day)
    assert day_of(begun) == day
    assert day_of(begun - timedelta(milliseconds=1)) == day - timedelta(days=1)
