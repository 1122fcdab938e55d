"""When contact, assessment, review and action are due, and how that reads.  Counts no rows."""

from datetime import date, timedelta
from functools import cache

from earlyhelp.domain.codes import code_list
from earlyhelp.domain.timescales import Due, Lateness, due, lateness, limit, timescales
from earlyhelp.services.family_words import words
from earlyhelp.services.plan_standing import OVER

NO_LIMIT = ""
ACTION_OPEN = tuple(item.code for item in code_list("action_status").items if item.code not in OVER)


@cache
def due_after(limit_id: str, started_on: date) -> Due:
    """Return the due date of a time limit; computed once for each day a list holds."""
    return due(limit_id, started_on)


def review_due(authorised_on: date, held_on: date | None, next_on: date | None) -> Due:
    """Return when a plan is to be reviewed next.

    Shape: the day agreed at the last review, or else the time limit; before any review, the time
           limit from the plan's authorisation, as the first team around the family agrees the plan.
    """
    if held_on is None:
        return due_after("first_review", authorised_on)
    if next_on is not None and next_on > held_on:
        return agreed("later_review", next_on)
    return due_after("later_review", held_on)


def agreed(limit_id: str, due_on: date) -> Due:
    """Return a due date that people agreed themselves."""
    return Due(limit_id, due_on, due_on - timedelta(days=timescales().windows.amber_days))


def standing(found: Due, today: date) -> Lateness:
    """Return how a due date stands today."""
    return lateness(found.due_on, today, found.warn_on)


def in_words(found: Lateness) -> str:
    """Return lateness as a person reads it: "4 days late"."""
    return words(found.key, days=found.days)


def limit_words(limit_id: str) -> str:
    """Return a time limit as a person reads it: "35 working days"."""
    if limit_id == NO_LIMIT:
        return words("limit.agreed")
    rule = limit(limit_id)
    return words(f"limit.{rule.unit}", count=rule.count)
