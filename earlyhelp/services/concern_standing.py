"""Where the last safeguarding concern of a family stands.  Opens no sealed column."""

from datetime import date
from typing import Any

from sqlalchemy import select

from earlyhelp.clock import day_of
from earlyhelp.domain.timescales import Due
from earlyhelp.records.cases import ConcernAnswer, SafeguardingConcern
from earlyhelp.services.work_due import NO_LIMIT, due_after
from earlyhelp.storage.unit_of_work import UnitOfWork

_LIMIT = "escalation_decision"


def concern_due(raised_on: date, look_on: date | None) -> Due:
    """Return when an answer is to be chased, or when a case that rests is looked at again.

    Source: domain reference 8: a decision is expected within one working day.
    """
    return due_after(_LIMIT, raised_on) if look_on is None else Due(NO_LIMIT, look_on, look_on)


def last_concerns(uow: UnitOfWork, families: set[int]) -> dict[int, tuple[int, Due]]:
    """Return the last concern of each family that has one, and when it is due.

    Shape: family id to concern id and day; an answer counts for the concern it was given to.
    """
    raised, answered = SafeguardingConcern, ConcernAnswer
    concerns: Any = select(raised.family_id, raised.id, raised.raised_at)
    newest = {
        row[0]: (row[1], day_of(row[2]))
        for row in uow.rows(concerns.where(raised.family_id.in_(families)).order_by(raised.id))
    }
    answers: Any = select(answered.concern_id, answered.look_on)
    looks = {
        row[0]: row[1]
        for row in uow.rows(answers.where(answered.family_id.in_(families)).order_by(answered.id))
    }
    return {
        family_id: (ident, concern_due(raised_on, looks.get(ident)))
        for family_id, (ident, raised_on) in newest.items()
    }
