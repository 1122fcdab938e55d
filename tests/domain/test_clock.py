"""Ids: each once, in the order of their making, within 63 bits.  Days: those of Plymouth."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest

from earlyhelp.clock import SystemClock, day_begins, day_of, local
from tests.house.tree import ROOT


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


def test_the_days_of_plymouth_are_known_where_the_machine_knows_no_zones(tmp_path):
    """Windows brings no time-zone data: the pins do."""
    ask = (
        "from datetime import UTC, datetime; from earlyhelp.clock import day_of;"
        "print(day_of(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)))"
    )
    bare = os.environ | {"PYTHONTZPATH": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, check=False, env=bare, cwd=ROOT
    )
    assert told.stdout.strip() == "2026-07-02", told.stderr
