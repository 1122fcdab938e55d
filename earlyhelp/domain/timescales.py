"""Time limits in working days, weeks and months.  Knows no "today" of its own."""

import calendar
from datetime import date, timedelta
from functools import cache
from typing import Literal

from msgspec import Struct

from earlyhelp.errors import Bug
from earlyhelp.settings import load

Unit = Literal["working_days", "weeks", "months"]


class Limit(Struct, frozen=True):
    """One editable time limit; `warn_at` counts from the same start in the same unit."""

    id: str
    title: str
    starts: str
    count: int
    warn_at: int
    unit: Unit


class Windows(Struct, frozen=True):
    """Spans that are no due dates.  Unit: days, times, days, reviews."""

    carried_over_times: int
    amber_days: int
    unchanged_reviews: int


class AddedHoliday(Struct, frozen=True):
    """A bank holiday the calendar package does not know."""

    on: date
    name: str


class BankHolidays(Struct, frozen=True):
    """What differs from the calendar package."""

    added: tuple[AddedHoliday, ...] = ()
    removed: tuple[date, ...] = ()


class Scale(Struct, frozen=True):
    """When a change on a scale counts; higher is better."""

    id: str
    top: int
    improved_by: int
    worse_by: int


class Timescales(Struct, frozen=True):
    """The whole of resources/timescales.toml."""

    limit: tuple[Limit, ...]
    windows: Windows
    bank_holidays: BankHolidays
    scale: tuple[Scale, ...]


class Due(Struct, frozen=True):
    """When something is due and from when to warn."""

    limit_id: str
    due_on: date
    warn_on: date


class Lateness(Struct, frozen=True):
    """Red, amber or green in words: `key` names a sentence with `{days}`."""

    state: Literal["late", "soon", "on_track"]
    days: int
    key: str


@cache
def timescales() -> Timescales:
    """Return the time limits as shipped or edited."""
    return load("timescales.toml", Timescales)


def limit(limit_id: str) -> Limit:
    """Return one time limit.

    Raises: Bug if it is not in resources/timescales.toml.
    """
    for one in timescales().limit:
        if one.id == limit_id:
            return one
    raise Bug("timescales.limit.unknown", limit_id=limit_id)


def is_working_day(day: date) -> bool:
    """Say whether a day is Monday to Friday and no bank holiday in England."""
    return day.weekday() < 5 and day not in _bank_holidays(day.year)


def add_working_days(start: date, count: int) -> date:
    """Return the working day that is `count` working days after `start`.

    Unit: working days, counted from the day after `start`; 0 gives `start` or the next working day.
    """
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def due(limit_id: str, started_on: date) -> Due:
    """Return the due date and the warning date of a time limit.

    Shape:  never a non-working day; a limit that ends on one ends on the next working day.
    Source: resources/timescales.toml.
    """
    rule = limit(limit_id)
    due_on = _after(started_on, rule.count, rule.unit)
    return Due(limit_id, due_on, min(due_on, _after(started_on, rule.warn_at, rule.unit)))


def lateness(due_on: date, today: date, warn_on: date) -> Lateness:
    """Return how a due date stands today, with the days late or left."""
    days = (due_on - today).days
    if days < 0:
        return Lateness("late", -days, "lateness.late.one" if days == -1 else "lateness.late")
    if today < warn_on:
        return Lateness("on_track", days, "lateness.on_track")
    key = {0: "lateness.today", 1: "lateness.tomorrow"}.get(days, "lateness.soon")
    return Lateness("soon", days, key)


def _after(start: date, count: int, unit: Unit) -> date:
    if unit == "working_days":
        return add_working_days(start, count)
    if unit == "weeks":
        return add_working_days(start + timedelta(weeks=count), 0)
    months = start.month - 1 + count
    year, month = start.year + months // 12, months % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return add_working_days(date(year, month, min(start.day, last)), 0)


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    import holidays

    edited = timescales().bank_holidays
    known = set(holidays.country_holidays("GB", subdiv="ENG", years=year))
    return frozenset((known | {one.on for one in edited.added}) - set(edited.removed))
