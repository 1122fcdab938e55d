"""How long a family's record is kept, and why.  Pure: the day comes from outside, nothing is deleted here."""

from datetime import date
from functools import cache
from typing import Literal

from msgspec import Struct

from earlyhelp.errors import Bug
from earlyhelp.settings import load

_LEAP = (2, 29)


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule of the schedule: so many years after something."""

    id: str
    trigger: Literal["closure", "birthday", "activity"]
    years: int
    source: str
    checked: bool


class Reason(Struct, frozen=True, forbid_unknown_fields=True):
    """Why a record is kept or erased; `needs_due` holds only for records that are due."""

    id: str
    title: str
    needs_due: bool = False


class Schedule(Struct, frozen=True, forbid_unknown_fields=True):
    """The retention schedule (resources/retention.toml); `sections` tells where kinds are read."""

    due_month: int
    due_day: int
    shown_before: int
    ended_shown: int
    one_of_the_two: str
    rule: tuple[Rule, ...]
    keep: tuple[Reason, ...]
    erase: tuple[Reason, ...]
    release: tuple[Reason, ...]
    stays: tuple[Reason, ...]
    sections: dict[str, tuple[str, ...]]


class Facts(Struct, frozen=True):
    """What the rules look at.

    Shape: `born` has a birthday or expected day for each child, None where it is not known.
    """

    closed_on: date
    born: tuple[date | None, ...] = ()
    last_activity: date | None = None


class Kept(Struct, frozen=True):
    """Until when a record is kept, and the rule whose date won; "unknown" where a birthday is missing."""

    until: date
    rule: str


@cache
def schedule() -> Schedule:
    """Return the schedule in force.

    Raises: Bug for one without rules: nothing may fall due by mistake.
    """
    found = load("retention.toml", Schedule)
    if not found.rule or any(rule.years < 1 for rule in found.rule):
        raise Bug("retention.rules")
    return found


def kept_until(facts: Facts, rules: Schedule | None = None) -> Kept:
    """Return until when a record is kept: the latest date wins, and the youngest child's among siblings.

    A child whose birthday is not known counts as born on the day of closure: kept longest, not lost.
    """
    by = rules or schedule()
    dates = [(_after(rule, facts), rule.id) for rule in by.rule]
    until, rule_id = max((day, rule) for day, rule in dates if day is not None)
    if (
        rule_id in {rule.id for rule in by.rule if rule.trigger == "birthday"}
        and None in facts.born
    ):
        known = [day for day in facts.born if day is not None]
        rule_id = rule_id if known and max(known) >= facts.closed_on else "unknown"
    return Kept(_next(until, by), rule_id)


def is_due(until: date, today: date) -> bool:
    """Tell whether a record kept until a day may go today: on that day, not before."""
    return today >= until


def may_decide(first: tuple[int, str], second: tuple[int, str]) -> bool:
    """Tell whether two people, as (account, role), may decide an erasure together.

    Neither alone, and one of them holds the role the schedule names.
    """
    if first[0] == second[0] or 0 in {first[0], second[0]}:
        return False
    return schedule().one_of_the_two in {first[1], second[1]}


def _after(rule: Rule, facts: Facts) -> date | None:
    if rule.trigger == "closure":
        return years_on(facts.closed_on, rule.years)
    if rule.trigger == "activity":
        last = max(facts.closed_on, facts.last_activity or facts.closed_on)
        return years_on(last, rule.years)
    days = [day or facts.closed_on for day in facts.born]
    return years_on(max(days), rule.years) if days else None


def years_on(day: date, years: int) -> date:
    """Return the same day so many years on; 29 February becomes 1 March in other years."""
    if (day.month, day.day) == _LEAP:
        return (
            date(day.year + years, 3, 1)
            if not _is_leap(day.year + years)
            else day.replace(year=day.year + years)
        )
    return day.replace(year=day.year + years)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _next(day: date, by: Schedule) -> date:
    """Move a day on to the next due day of the schedule, or leave it if it is one."""
    here = date(day.year, by.due_month, by.due_day)
    return here if here >= day else here.replace(year=day.year + 1)
