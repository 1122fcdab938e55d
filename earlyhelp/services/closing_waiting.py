"""Which endings wait for a manager's sign-off.  Opens no sealed column, judges no ending."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from earlyhelp.records.cases import Case
from earlyhelp.records.casework import Oversight
from earlyhelp.storage.unit_of_work import UnitOfWork

#: How the oversight of a case names an ending that was sent to a manager, and one sent back.
ASKED, RETURNED = "closure_asked", "closure_returned"


def newest(rows: Iterable[Oversight]) -> Oversight | None:
    """Return the ending that was sent last, of the oversight of one case."""
    return max((row for row in rows if row.decision == ASKED), key=lambda row: row.id, default=None)


def answer_to(rows: Iterable[Oversight], asked: Oversight) -> Oversight | None:
    """Return how a manager returned an ending, if one did.  Ids sort by time."""
    after = (row for row in rows if row.decision == RETURNED and row.id > asked.id)
    return min(after, key=lambda row: row.id, default=None)


def waiting(rows: Iterable[Oversight]) -> Oversight | None:
    """Return the ending that waits among the oversight of one open case."""
    rows = list(rows)
    asked = newest(rows)
    return asked if asked is not None and answer_to(rows, asked) is None else None


def waiting_endings(uow: UnitOfWork, most: int) -> list[tuple[int, int, datetime, int]]:
    """Return the endings of open cases that others lead, the longest waiting first.

    Shape: family, case, when it was sent, who sent it; of each case the last one.
    """
    later: Any = aliased(Oversight)
    answered = select(later.id).where(
        later.case_id == Oversight.case_id,
        later.id > Oversight.id,
        later.decision.in_((ASKED, RETURNED)),
    )
    cases = select(Case.id).where(
        Case.closed_on.is_(None), Case.lead_id != uow.principal.account_id
    )
    told: Any = select(
        Oversight.family_id, Oversight.case_id, Oversight.decided_at, Oversight.decided_by
    )
    rows = told.where(Oversight.decision == ASKED, Oversight.case_id.in_(cases), ~answered.exists())
    return [tuple(row) for row in uow.rows(rows.order_by(Oversight.id).limit(most))]
