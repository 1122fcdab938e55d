"""The one-month clock of a family's rights: start, pauses, extension, lateness.  Knows no "today" of its own."""

import calendar
from datetime import date, timedelta
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from earlyhelp.domain.timescales import Lateness, add_working_days, lateness
from earlyhelp.settings import load


class ClockRules(Struct, frozen=True):
    """How long there is to answer, and how many days before the end to warn."""

    months: int
    further_months: int
    warn_days: int


class FindingRules(Struct, frozen=True):
    """What the finder of third parties goes by."""

    confidence: tuple[str, ...]
    not_names: tuple[str, ...]
    openers: tuple[str, ...]
    also_words: tuple[str, ...]


class RightsRules(Struct, frozen=True):
    """The whole of resources/rights.toml."""

    clock: ClockRules
    finding: FindingRules


class Pause(Struct, frozen=True):
    """A time that does not count, because the person was asked something; None: not answered yet."""

    from_on: date
    until_on: date | None = None


class RightsClock(Struct, frozen=True, kw_only=True):
    """What decides the last day of a request.

    `identity_asked_on` without `identity_on`: the clock has not begun.
    """

    received_on: date
    identity_asked_on: date | None = None
    identity_on: date | None = None
    extended_on: date | None = None
    pauses: tuple[Pause, ...] = ()


class Standing(Struct, frozen=True):
    """How a request stands: `state` late, soon, on_track, waiting (identity) or paused.

    `key` names a sentence with `{days}`; `due_on` is None while no day can be named.
    """

    state: str
    days: int
    key: str
    due_on: date | None


@cache
def rights_rules() -> RightsRules:
    """Return the rules as shipped or edited."""
    return load("rights.toml", RightsRules)


def starts_on(clock: RightsClock) -> date | None:
    """Return the day the month runs from; None while identity was asked for and not shown.

    Shape:  asked for after the last day, it moves nothing: what was late stays late.
    Source: ICO: from receipt, or from the day what was needed to be sure of identity came;
            domain reference 7.4.
    """
    asked_on = clock.identity_asked_on
    if asked_on is None or not may_stop(replace(clock, identity_asked_on=None), asked_on):
        return clock.received_on
    return None if clock.identity_on is None else max(clock.received_on, clock.identity_on)


def first_month_ends_on(clock: RightsClock, today: date) -> date | None:
    """Return the last day on which an extension may still be told."""
    return _ends_on(clock, rights_rules().clock.months, today)


def due_on(clock: RightsClock, today: date) -> date | None:
    """Return the last day to answer; None while the clock has not begun.

    Shape:  never a non-working day; a pause that has not ended counts up to `today`; a pause or an
            extension that began after the last day moves nothing.
    Source: ICO: the same day of the month, the last day of a shorter month, the next working day;
            domain reference 7.4.
    """
    rules, told = rights_rules().clock, clock.extended_on
    first = first_month_ends_on(clock, today)
    in_time = told is not None and first is not None and told <= first
    return _ends_on(clock, rules.months + (rules.further_months if in_time else 0), today)


def may_stop(clock: RightsClock, today: date) -> bool:
    """Say whether the clock can still be moved by asking who they are or what they want.

    Source: domain reference 7.4: the clock stops while identity or scope is clarified; a month that
            is over has no clock left to stop.
    """
    due = due_on(clock, today)
    return due is None or today <= due


def standing(clock: RightsClock, today: date) -> Standing:
    """Return how a request stands today, in red, amber or green and in words."""
    due = due_on(clock, today)
    if due is None:
        asked = clock.identity_asked_on or today
        return Standing("waiting", (today - asked).days, "rights.clock.waiting", None)
    open_pause = next((one for one in clock.pauses if one.until_on is None), None)
    if open_pause is not None and today <= due:
        return Standing("paused", (due - today).days, "rights.clock.paused", None)
    late = lateness(due, today, due - timedelta(days=rights_rules().clock.warn_days))
    return Standing(late.state, late.days, late.key, due)


def may_extend(clock: RightsClock, today: date) -> bool:
    """Say whether the person can still be told of an extension: once, within the first month."""
    last = first_month_ends_on(clock, today)
    return clock.extended_on is None and last is not None and today <= last


def month_standing(received_on: date, today: date) -> Lateness:
    """Return how a request for correction stands: one month from receipt, no pauses."""
    rules = rights_rules().clock
    due = add_working_days(_same_day(received_on, rules.months), 0)
    return lateness(due, today, due - timedelta(days=rules.warn_days))


def month_ends_on(received_on: date) -> date:
    """Return the last day to answer a request for correction."""
    return add_working_days(_same_day(received_on, rights_rules().clock.months), 0)


def _ends_on(clock: RightsClock, months: int, today: date) -> date | None:
    start = starts_on(clock)
    if start is None:
        return None
    end = _same_day(start, months)
    for one in sorted(clock.pauses, key=lambda pause: pause.from_on):
        if one.from_on <= add_working_days(end, 0):
            end = max(end, one.from_on) + timedelta(days=_days(one, start, today))
    return add_working_days(end, 0)


def _days(pause: Pause, start: date, today: date) -> int:
    """Return the days of a pause after the clock began."""
    until = today if pause.until_on is None else pause.until_on
    return max(0, (until - max(pause.from_on, start)).days)


def _same_day(start: date, months: int) -> date:
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
