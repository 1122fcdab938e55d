"""Days and times on the screen are those of the clock on the wall."""

from datetime import UTC, date, datetime

from ui.wording import day, moment, time_of

SUMMER_NIGHT = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)


def test_an_instant_is_told_by_the_clock_on_the_wall():
    assert moment(SUMMER_NIGHT) == "2 Jul 2026 00:30"
    assert (day(SUMMER_NIGHT), time_of(SUMMER_NIGHT)) == ("2 Jul 2026", "00:30")


def test_a_day_is_told_as_it_stands():
    assert day(date(2026, 7, 1)) == "1 Jul 2026"
    assert day(None) == ""
