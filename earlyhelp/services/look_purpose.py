"""Why somebody looks at a family that is not theirs: kept for the session, asked for, written down.

Refuses to show a record of a family outside the person's caseload without a purpose.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import select

from earlyhelp.access.permissions import Permission
from earlyhelp.access.policy import Policy
from earlyhelp.domain.codes import code_list
from earlyhelp.domain.retention import schedule
from earlyhelp.errors import Refused
from earlyhelp.messages.base import Command, Message, Receipt
from earlyhelp.records.cases import Allocation, RequestForSupport
from earlyhelp.records.casework import Assessment, EarlyHelpPlan, Oversight, WorkItem
from earlyhelp.records.grants import FamilyGrant
from earlyhelp.services.check_waiting import waits_for_check
from earlyhelp.services.closing_waiting import waits_for_sign_off
from earlyhelp.services.plan_standing import of_open_cases
from earlyhelp.settings import load
from earlyhelp.storage.standing import live
from earlyhelp.storage.unit_of_work import UnitOfWork
from earlyhelp.wording import knows, say

OTHER = "other"
#: How the audit marks a look that was not shown because its purpose was asked for first.
ASKED = "purpose:asked"
NEEDED = "purpose.needed"


class PurposeRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What resources/access/purpose.toml says."""

    minutes: int
    least: int
    lists: dict[str, str]
    tasks: dict[str, str]


@cache
def purpose_rules() -> PurposeRules:
    """Return the rules of purposes."""
    return load("access/purpose.toml", PurposeRules)


class Purposes:
    """What one session said about the families it looked at; forgotten with the session."""

    def __init__(self) -> None:
        self._said: dict[int, tuple[str, datetime]] = {}

    def keep(self, family_id: int, purpose: str, now: datetime) -> None:
        """Keep a purpose for a family from now on."""
        self._said[family_id] = purpose, now + timedelta(minutes=purpose_rules().minutes)

    def of(self, family_id: int, now: datetime) -> str:
        """Return the purpose that holds for a family now, or an empty text."""
        purpose, until = self._said.get(family_id, ("", now))
        return purpose if now < until else ""


def asks(message: Message) -> bool:
    """Tell whether an answer shows a record of a family: every answer that is no list or receipt."""
    kind = type(message)
    if kind.__name__ in purpose_rules().lists:
        return False
    return not (isinstance(message, Command) and kind.reply is Receipt)


def settle_purpose(uow: UnitOfWork, message: Message, purposes: Purposes, policy: Policy) -> None:
    """Write the purpose of an action into its audit entry, before anything is shown.

    Raises: Refused("purpose.needed") for a look outside the caseload that nobody gave a purpose for.
    """
    if type(message).__name__ in purpose_rules().lists or not uow.session.known_families:
        return
    if uow.unseen:  # nothing of a family is looked at: its key gets another wrapping
        return
    if asks(message):
        said = require_purpose(uow, purposes, policy, _stated(message))
    else:
        now = uow.clock.now()
        said = _joined(purposes.of(one, now) for one in sorted(uow.session.known_families))
    if said and said != uow.purpose:
        uow.purpose = f"{said}; {uow.purpose}" if uow.purpose else said


def require_purpose(uow: UnitOfWork, purposes: Purposes, policy: Policy, brought: str = "") -> str:
    """Return why the unit's families are looked at, as far as they are not the person's own.

    Shape: what the session said about them, what the message brought along, or the waiting task.
    Raises: Refused("purpose.needed") with the id of the first family nobody gave a purpose for.
    """
    families = uow.session.known_families
    foreign = sorted(families - own_caseload(uow, families))
    granted = _granted(uow, foreign)
    found = [granted.get(one) or purposes.of(one, uow.clock.now()) for one in foreign]
    if not all(found):
        known = brought or _task(uow, set(foreign), policy)
        if not known:
            raise Refused(NEEDED, family=str(foreign[found.index("")]))
        found = [one or known for one in found]
    return _joined(found)


def own_caseload(uow: UnitOfWork, families: Iterable[int]) -> set[int]:
    """Return which of these families are the person's own: an open allocation, as lead or member."""
    mine: Any = select(Allocation.family_id).where(
        Allocation.account_id == uow.principal.account_id,
        Allocation.ended_on.is_(None),
        Allocation.family_id.in_(list(families)),
    )
    return {row[0] for row in uow.rows(mine)}


def _granted(uow: UnitOfWork, families: list[int]) -> dict[int, str]:
    """Return the grants that are a purpose of their own; being let into a restricted family is none."""
    if not families:
        return {}
    open_now = live(FamilyGrant, uow.clock.now)
    given: Any = select(FamilyGrant.family_id, FamilyGrant.kind).where(
        FamilyGrant.account_id == uow.principal.account_id,
        FamilyGrant.family_id.in_(families),
        FamilyGrant.kind != "restricted",
        open_now,
    )
    return {row[0]: f"grant:{row[1]}" for row in uow.rows(given)}


def purpose_words(purpose: str) -> str:
    """Return a purpose as people read it; what is no code is shown as it was written."""
    parts = []
    for part in purpose.split("; "):
        code, _, rest = part.partition(": ")
        if code_list("look_purpose").has(code) and (not rest or code == OTHER):
            parts.append(rest or code_list("look_purpose").label(code))
        else:
            key = f"purpose.{part.replace(':', '.')}"
            parts.append(say(key) if knows(key) else _reason_words(code, rest) or part)
    return "; ".join(parts)


def _reason_words(act: str, code: str) -> str:
    """Return what was done and why, for acts that note a code of their own; "" for any other."""
    if act == "emergency" and code_list("break_glass_reason").has(code):
        return say("purpose.emergency", reason=code_list("break_glass_reason").label(code))
    reasons = {
        "hold": schedule().keep,
        "hold ended": schedule().release,
        "erasure proposed": schedule().erase,
    }.get(act, ())
    label = next((one.title for one in reasons if one.id == code), "")
    return say(f"purpose.{act.replace(' ', '_')}", reason=label) if label else ""


def _stated(message: Message) -> str:
    """Return the purpose a message brings along; one in own words goes through StatePurpose."""
    code = str(getattr(message, "purpose", ""))
    return code if code != OTHER and code_list("look_purpose").has(code) else ""


def _task(uow: UnitOfWork, families: set[int], policy: Policy) -> str:
    """Return the task that is the purpose of looking at all of these families, if one is waiting."""
    for task, waiting in _tasks(uow.principal.account_id, policy.permissions_of(uow.principal)):
        if families <= _ids(uow, waiting, families):
            return task
    return ""


def _tasks(me: int, granted: frozenset[Permission]) -> Iterator[tuple[str, Any]]:
    """Yield the tasks of purpose.toml with the families for which each of them waits."""
    undecided = RequestForSupport.status == "waiting"
    if Permission.PLAN_AUTHORISE in granted:
        sent = (EarlyHelpPlan.status == "submitted", EarlyHelpPlan.author_id != me, of_open_cases())
        yield "task:authorise", select(EarlyHelpPlan.family_id).where(*sent)
    if Permission.ASSESSMENT_CHECK in granted:
        yield "task:check", select(Assessment.family_id).where(*waits_for_check(me))
    if Permission.CASE_SIGN_OFF in granted:
        yield "task:ending", select(Oversight.family_id).where(*waits_for_sign_off(me))
    if Permission.ESCALATION_ANSWER in granted:
        yield "task:concern", select(WorkItem.family_id).where(WorkItem.kind == "concern")
    if Permission.REQUEST_DECIDE in granted:
        yield "task:triage", select(RequestForSupport.family_id).where(undecided)
    mine = RequestForSupport.recorded_by == me
    yield "task:intake", select(RequestForSupport.family_id).where(undecided, mine)


def _ids(uow: UnitOfWork, statement: Any, families: set[int]) -> set[int]:
    column = statement.selected_columns[0]
    return {row[0] for row in uow.rows(statement.where(column.in_(families)))}


def _joined(purposes: Iterable[str]) -> str:
    return " + ".join(dict.fromkeys(one for one in purposes if one))
