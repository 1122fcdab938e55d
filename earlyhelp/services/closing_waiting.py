"""Which endings wait for a manager's sign-off.  Opens no sealed column, judges no ending."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from earlyhelp.records.cases import Case
from earlyhelp.records.casework import Oversight
from earlyhelp.storage.unit_of_work import UnitOfWork

#: How the oversight of a case names an ending that was sent to a manager, and one sent back.
ASKED, RETURNED = "closure_asked", "closure_returned"
#: Family, case, when it was sent or returned, by whom.
EndingTold = tuple[int, int, datetime, int]


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


def waits_for_sign_off(me: int) -> tuple[ColumnElement[bool], ...]:
    """Return what is true of a row of oversight by which an ending waits, that of a case others lead."""
    return _last_word(ASKED, Case.lead_id != me)


def waiting_endings(uow: UnitOfWork, most: int) -> list[EndingTold]:
    """Return the endings that wait for this person's sign-off, the longest waiting first."""
    return _told(uow, waits_for_sign_off(uow.principal.account_id), most)


def returned_endings(uow: UnitOfWork, most: int) -> list[EndingTold]:
    """Return the endings of the open cases one leads that a manager returned and nobody sent again."""
    return _told(uow, _last_word(RETURNED, Case.lead_id == uow.principal.account_id), most)


def _last_word(decision: str, whose: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    later: Any = aliased(Oversight)
    answered = select(later.id).where(
        later.case_id == Oversight.case_id,
        later.id > Oversight.id,
        later.decision.in_((ASKED, RETURNED)),
    )
    cases = select(Case.id).where(Case.closed_on.is_(None), whose)
    return Oversight.decision == decision, Oversight.case_id.in_(cases), ~answered.exists()


def _told(uow: UnitOfWork, which: tuple[ColumnElement[bool], ...], most: int) -> list[EndingTold]:
    columns = (Oversight.family_id, Oversight.case_id, Oversight.decided_at, Oversight.decided_by)
    told: Any = select(*columns).where(*which).order_by(Oversight.id).limit(most)
    return [tuple(row) for row in uow.rows(told)]
