"""The one-month clock: ends of months, weekends, holidays, identity, pauses, extension."""

from datetime import date

import pytest

from earlyhelp.domain.rights_clock import (
    Pause,
    RightsClock,
    due_on,
    first_month_ends_on,
    may_extend,
    may_stop,
    month_ends_on,
    month_standing,
    standing,
    starts_on,
)


@pytest.mark.parametrize(
    ("received_on", "expected"),
    [
        (date(2026, 9, 3), date(2026, 10, 5)),  # 3 October is a Saturday
        (date(2026, 3, 31), date(2026, 4, 30)),  # no 31 April
        (date(2027, 1, 30), date(2027, 3, 1)),  # 28 February is a Sunday
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 11, 25), date(2026, 12, 29)),  # Christmas, Boxing Day, their Monday
        (date(2026, 12, 31), date(2027, 2, 1)),  # 31 January is a Sunday
        (date(2026, 10, 10), date(2026, 11, 10)),  # received on a Saturday: it counts all the same
    ],
)
def test_one_month_ends_as_the_commissioner_says(received_on: date, expected: date) -> None:
    clock = RightsClock(received_on=received_on)
    assert due_on(clock, received_on) == expected
    assert month_ends_on(received_on) == expected


def test_the_clock_waits_for_identity_and_then_begins() -> None:
    asked = RightsClock(received_on=date(2026, 9, 1), identity_asked_on=date(2026, 9, 2))
    assert starts_on(asked) is None
    assert standing(asked, date(2026, 12, 1)).state == "waiting"
    shown = RightsClock(
        received_on=date(2026, 9, 1),
        identity_asked_on=date(2026, 9, 2),
        identity_on=date(2026, 9, 10),
    )
    assert due_on(shown, date(2026, 9, 11)) == date(2026, 10, 12)  # 10 October is a Saturday


def test_a_pause_moves_the_last_day_by_its_length() -> None:
    stood = Pause(date(2026, 9, 7), date(2026, 9, 14))
    clock = RightsClock(received_on=date(2026, 9, 1), pauses=(stood,))
    assert due_on(clock, date(2026, 9, 20)) == date(2026, 10, 8)
    assert due_on(RightsClock(received_on=date(2026, 9, 1)), date(2026, 9, 20)) == date(2026, 10, 1)


def test_while_it_is_paused_it_is_never_late_and_keeps_its_days() -> None:
    clock = RightsClock(received_on=date(2026, 9, 1), pauses=(Pause(date(2026, 9, 21)),))
    now, later = standing(clock, date(2026, 9, 21)), standing(clock, date(2026, 11, 30))
    assert (now.state, now.days) == ("paused", 10)
    assert later.state == "paused"
    assert later.days >= 10


def test_a_pause_before_the_clock_began_is_not_counted_twice() -> None:
    clock = RightsClock(
        received_on=date(2026, 9, 1),
        identity_asked_on=date(2026, 9, 1),
        identity_on=date(2026, 9, 10),
        pauses=(Pause(date(2026, 9, 2), date(2026, 9, 12)),),
    )
    assert due_on(clock, date(2026, 9, 20)) == date(2026, 10, 12)  # 10 October and two days


def test_an_extension_is_told_within_the_first_month_and_once() -> None:
    clock = RightsClock(received_on=date(2026, 9, 1))
    assert first_month_ends_on(clock, date(2026, 9, 2)) == date(2026, 10, 1)
    assert may_extend(clock, date(2026, 10, 1))
    assert not may_extend(clock, date(2026, 10, 2))
    longer = RightsClock(received_on=date(2026, 9, 1), extended_on=date(2026, 9, 20))
    assert due_on(longer, date(2026, 9, 20)) == date(2026, 12, 1)
    assert not may_extend(longer, date(2026, 9, 21))


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 9, 2), "on_track"),
        (date(2026, 9, 24), "soon"),
        (date(2026, 10, 1), "soon"),
        (date(2026, 10, 2), "late"),
    ],
)
def test_it_turns_amber_a_week_before_and_red_the_day_after(today: date, state: str) -> None:
    assert standing(RightsClock(received_on=date(2026, 9, 1)), today).state == state
    assert month_standing(date(2026, 9, 1), today).state == state


LATE = date(2026, 11, 18)  # 48 days after 1 October, the last day of what came on 1 September


@pytest.mark.parametrize(
    "moved",
    [
        {"identity_asked_on": LATE},
        {"identity_asked_on": LATE, "identity_on": LATE},
        {"pauses": (Pause(LATE),)},
        {"pauses": (Pause(date(2026, 10, 2), LATE),)},
        {"extended_on": date(2026, 10, 2)},
    ],
)
def test_what_was_late_stays_late(moved) -> None:
    clock = RightsClock(received_on=date(2026, 9, 1), **moved)
    told = standing(clock, LATE)
    assert (told.state, told.days, told.due_on) == ("late", 48, date(2026, 10, 1))
    assert not may_extend(clock, LATE)
    assert not may_stop(clock, LATE)


@pytest.mark.parametrize(
    ("moved", "expected"),
    [
        ({"identity_asked_on": date(2026, 10, 1), "identity_on": LATE}, date(2026, 12, 18)),
        ({"pauses": (Pause(date(2026, 10, 1), LATE),)}, LATE),
        ({"extended_on": date(2026, 10, 1)}, date(2026, 12, 1)),
    ],
)
def test_what_began_on_the_last_day_still_counts(moved, expected) -> None:
    clock = RightsClock(received_on=date(2026, 9, 1), **moved)
    assert due_on(clock, LATE) == expected
    assert may_stop(clock, expected)


def test_a_month_that_ends_on_a_weekend_is_stopped_on_its_last_day() -> None:
    clock = RightsClock(received_on=date(2026, 10, 22), pauses=(Pause(date(2026, 11, 23)),))
    assert standing(clock, date(2026, 12, 1)).state == "paused"
