"""Puts things to do into lines: names and texts are opened for the lines that are shown, no others."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from earlyhelp.clock import day_of
from earlyhelp.domain.codes import code_list
from earlyhelp.domain.timescales import Due
from earlyhelp.messages.my_work import WorkRow
from earlyhelp.records.casework import Contact, EarlyHelpPlan, PlanAction
from earlyhelp.records.people import Family
from earlyhelp.services.closing_waiting import EndingTold
from earlyhelp.services.family_records import staff_names
from earlyhelp.services.family_words import counted, shortened, words
from earlyhelp.services.work_due import NO_LIMIT, limit_words, standing
from earlyhelp.services.work_found import Found
from earlyhelp.storage.unit_of_work import UnitOfWork
from earlyhelp.wording import day

_ACTION = 80
#: What waits for somebody without a time limit.
_UNLIMITED = frozenset(
    {"returned", "authorise", "check", "ending", "ending_returned", "restriction_asked", "lead"}
)


def plan_found(kind: str, plan: EarlyHelpPlan, today: date) -> Found:
    """Return a plan that waits for somebody: there is no time limit, so it is due now."""
    facts = {"number": plan.number, "submitted_on": plan.submitted_on, "author": plan.author_id}
    return Found(kind, plan.family_id, plan.id, Due(NO_LIMIT, today, today), facts)


def check_found(
    family_id: int, assessment_id: int, completed_on: date, author_id: int, today: date
) -> Found:
    """Return an assessment that waits for its check: there is no time limit, so it is due now."""
    facts = {"completed_on": completed_on, "author": author_id}
    return Found("check", family_id, assessment_id, Due(NO_LIMIT, today, today), facts)


def ending_found(kind: str, told: EndingTold, today: date) -> Found:
    """Return an ending that waits for somebody: there is no time limit, so it is due now."""
    family_id, case_id, at, author_id = told
    facts = {"on": day_of(at), "author": author_id}
    return Found(kind, family_id, case_id, Due(NO_LIMIT, today, today), facts)


def work_rows(uow: UnitOfWork, found: Sequence[Found], today: date) -> tuple[WorkRow, ...]:
    """Return the lines of a work list with the families' names, most urgent first."""
    writer = _Writer(uow, found)
    return tuple(writer.row(one, today) for one in found)


def family_names(uow: UnitOfWork, family_ids: set[int]) -> dict[int, str]:
    """Return the names of families by id."""
    if not family_ids:
        return {}
    rows = uow.all(Family, Family.id.in_(family_ids))
    return {row.id: uow.open(row, "directory") for row in rows}


class _Writer:
    """Knows what the lines need, asked for once."""

    def __init__(self, uow: UnitOfWork, found: Sequence[Found]) -> None:
        self._uow = uow
        self._names = family_names(uow, {one.family_id for one in found})
        self._says = self._actions({one.subject_id for one in found if one.kind == "action"})
        self._tried = self._attempts({one.family_id for one in found if one.kind == "contact"})
        self.staff = staff_names(
            uow, {one.facts["author"] for one in found if "author" in one.facts}
        )

    def row(self, found: Found, today: date) -> WorkRow:
        state = standing(found.due, today)
        what, where = _LINES[found.kind](self, found)
        return WorkRow(
            kind=found.kind,
            family_id=found.family_id,
            subject_id=found.subject_id,
            family=self._names.get(found.family_id, ""),
            what=what,
            standing=where,
            limit=_limit(found),
            due_on=found.due.due_on,
            days=(found.due.due_on - today).days,
            state=state.state,
        )

    def _actions(self, ids: set[int]) -> dict[int, tuple[str, str]]:
        rows = self._uow.all(PlanAction, PlanAction.id.in_(ids)) if ids else []
        self._uow.need_keys({row.family_id for row in rows})
        opened = {row.id: self._uow.open(row, "says") for row in rows}
        return {ident: (says.text, says.owner) for ident, says in opened.items()}

    def _attempts(self, family_ids: set[int]) -> dict[int, int]:
        if not family_ids:
            return {}
        tried: Any = select(Contact.family_id, func.count(Contact.id)).where(
            Contact.family_id.in_(family_ids), Contact.successful.is_(False)
        )
        return dict(map(tuple, self._uow.rows(tried.group_by(Contact.family_id))))

    def request(self, found: Found) -> tuple[str, str]:
        source = code_list("request_source").label(found.facts["source"]).lower()
        return words("work.request"), words("work.request.standing", source=source)

    def concern(self, found: Found) -> tuple[str, str]:
        key = "work.concern_again" if found.due.limit_id == NO_LIMIT else "work.concern"
        return words(key), words("work.concern.standing")

    def contact(self, found: Found) -> tuple[str, str]:
        tried = self._tried.get(found.family_id, 0)
        where = counted("work.contact.tried", tried) if tried else words("work.contact.standing")
        return words("work.contact"), where

    def assessment(self, found: Found) -> tuple[str, str]:
        return words("work.assessment"), words("work.assessment.standing", **found.facts)

    def review(self, found: Found) -> tuple[str, str]:
        return words("work.review", **found.facts), words("work.review.standing", **found.facts)

    def action(self, found: Found) -> tuple[str, str]:
        text, owner = self._says[found.subject_id]
        where = (
            words("work.action.standing", owner=owner) if owner else words("work.action.no_owner")
        )
        return words("work.action", text=shortened(text, _ACTION)), where

    def returned(self, found: Found) -> tuple[str, str]:
        return words("work.returned", number=found.facts["number"]), words("work.returned.standing")

    def authorise(self, found: Found) -> tuple[str, str]:
        sent_on = found.facts["submitted_on"]
        where = words(
            "work.authorise.standing",
            date=day(sent_on) if sent_on else "",
            author=self.staff.get(found.facts["author"], ""),
        )
        return words("work.authorise", number=found.facts["number"]), where

    def restriction(self, found: Found) -> tuple[str, str]:
        return words("work.restriction"), found.facts["standing"]

    def restriction_asked(self, found: Found) -> tuple[str, str]:
        return words("work.restriction_asked"), found.facts["standing"]

    def rights(self, found: Found) -> tuple[str, str]:
        return words("work.rights", name=found.facts["name"]), found.facts["standing"]

    def package(self, found: Found) -> tuple[str, str]:
        return words("work.package", name=found.facts["name"]), found.facts["standing"]

    def lead(self, found: Found) -> tuple[str, str]:
        return words("work.lead"), found.facts["standing"]

    def correction(self, found: Found) -> tuple[str, str]:
        return words("work.correction"), found.facts["standing"]


def _check(writer: _Writer, found: Found) -> tuple[str, str]:
    done_on, who = found.facts["completed_on"], writer.staff.get(found.facts["author"], "")
    return words("work.check"), words("work.check.standing", date=day(done_on), author=who)


def _ending(writer: _Writer, found: Found) -> tuple[str, str]:
    key, who = f"work.{found.kind}", writer.staff.get(found.facts["author"], "")
    return words(key), words(f"{key}.standing", date=day(found.facts["on"]), author=who)


def _limit(found: Found) -> str:
    if found.kind in _UNLIMITED:
        return words("limit.none")
    days = found.facts.get("days")
    return words("limit.days", count=days) if days else limit_words(found.due.limit_id)


_LINES: dict[str, Callable[[_Writer, Found], tuple[str, str]]] = {
    "concern": _Writer.concern,
    "request": _Writer.request,
    "contact": _Writer.contact,
    "assessment": _Writer.assessment,
    "review": _Writer.review,
    "action": _Writer.action,
    "returned": _Writer.returned,
    "authorise": _Writer.authorise,
    "check": _check,
    "ending": _ending,
    "ending_returned": _ending,
    "restriction": _Writer.restriction,
    "restriction_asked": _Writer.restriction_asked,
    "rights": _Writer.rights,
    "package": _Writer.package,
    "correction": _Writer.correction,
    "lead": _Writer.lead,
}
