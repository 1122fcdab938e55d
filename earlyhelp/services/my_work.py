"""My work: what is to be done, most urgent first, with counts of everything.  Hides no late work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.domain.timescales import timescales
from earlyhelp.messages.family_view import ScaleChange
from earlyhelp.messages.my_work import LookedAt, MyWork, MyWorkPage
from earlyhelp.records.cases import Allocation, Case, RequestForSupport
from earlyhelp.records.casework import EarlyHelpPlan
from earlyhelp.records.people import Family
from earlyhelp.records.staff import Membership, StaffAccount
from earlyhelp.services.check_waiting import waiting_checks
from earlyhelp.services.closing_waiting import returned_endings, waiting_endings
from earlyhelp.services.context import Context
from earlyhelp.services.family_words import counted, shortened, words
from earlyhelp.services.handlers import handles
from earlyhelp.services.plan_standing import of_open_cases
from earlyhelp.services.work_chases import KINDS as CHASED
from earlyhelp.services.work_chases import chases
from earlyhelp.services.work_found import (
    KINDS,
    OPEN_STATUSES,
    ROWS_SHOWN,
    Found,
    Searcher,
    by_urgency,
)
from earlyhelp.services.work_progress import FAMILIES_AT_MOST, looked_at, progress
from earlyhelp.services.work_rows import check_found, ending_found, plan_found, work_rows
from earlyhelp.services.work_second_looks import KINDS as AGAIN
from earlyhelp.services.work_second_looks import second_looks, tally
from earlyhelp.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class _Reach:
    """Whose families the page is about; `mine` None means every family the person may see."""

    mine: set[int] | None
    families: int
    few: set[int]


@handles(MyWorkPage)
def my_work(uow: UnitOfWork, _message: MyWorkPage, context: Context) -> MyWork:
    """Return the person's work: a practitioner's own families, a manager's teams."""
    reach, today = _reach(uow), uow.clock.today()
    granted = context.policy.permissions_of(context.principal)
    searcher = Searcher(uow, reach.mine, _kinds(granted))
    soon = today + timedelta(days=timescales().windows.amber_days)
    late, due_soon = searcher.counts(today, soon)
    again = second_looks(uow, context, soon) + chases(uow, context, reach.mine, soon)
    more_late, more_soon = tally(again, today)
    late, due_soon = late | more_late, due_soon | more_soon
    returned, to_authorise = _waiting_plans(uow, searcher, granted)
    found = searcher.first() + again
    found += [plan_found("returned", plan, today) for plan in returned]
    found += [plan_found("authorise", plan, today) for plan in to_authorise]
    found += _checks(uow, granted) + _endings(uow, granted)
    better, with_scales, distance, looks = _seen(uow, reach)
    return MyWork(
        today=today,
        families=reach.families,
        overdue=sum(late.values()),
        overdue_note=_note(late),
        due_soon=sum(due_soon.values()),
        due_soon_note=_note(due_soon),
        returned=len(returned),
        returned_note=_comment(uow, returned),
        progressing=better,
        with_scales=with_scales,
        rows=work_rows(uow, sorted(found, key=by_urgency)[:ROWS_SHOWN], today),
        distance=distance,
        looked_at=looks,
        waiting_requests=uow.count(RequestForSupport, RequestForSupport.status == "waiting"),
        waiting_plans=_plans_waiting(uow, granted),
        waiting_joiners=_joiners(uow, granted),
        as_of=uow.clock.now(),
    )


def _reach(uow: UnitOfWork) -> _Reach:
    open_cases = select(Case.family_id).where(Case.status.in_(OPEN_STATUSES))
    if uow.scope is Scope.ALLOCATED:
        mine = select(Allocation.case_id).where(
            Allocation.account_id == uow.principal.account_id, Allocation.ended_on.is_(None)
        )
        found = {row[0] for row in uow.rows(open_cases.where(Case.id.in_(mine)))}
        return _Reach(found, len(found), found if len(found) <= FAMILIES_AT_MOST else set())
    families = uow.count(Family, Family.status == "open")
    few = families <= FAMILIES_AT_MOST
    return _Reach(None, families, {row[0] for row in uow.rows(open_cases)} if few else set())


def _kinds(granted: frozenset[Permission]) -> tuple[str, ...]:
    """Requests are the work of those who decide on them."""
    if Permission.REQUEST_DECIDE in granted:
        return KINDS
    return tuple(kind for kind in KINDS if kind != "request")


def _waiting_plans(
    uow: UnitOfWork, searcher: Searcher, granted: frozenset[Permission]
) -> tuple[list[EarlyHelpPlan], list[EarlyHelpPlan]]:
    me = uow.principal.account_id
    returned = searcher.plans("returned", EarlyHelpPlan.author_id == me)
    if Permission.PLAN_AUTHORISE not in granted:
        return returned, []
    return returned, searcher.plans("submitted", EarlyHelpPlan.author_id != me)


def _checks(uow: UnitOfWork, granted: frozenset[Permission]) -> list[Found]:
    """Return the assessments that wait for this manager's check, the longest waiting first."""
    if Permission.ASSESSMENT_CHECK not in granted:
        return []
    today = uow.clock.today()
    return [check_found(*one, today) for one in waiting_checks(uow, ROWS_SHOWN)]


def _endings(uow: UnitOfWork, granted: frozenset[Permission]) -> list[Found]:
    """Return one's own endings that came back, and those that wait for this manager's sign-off."""
    today = uow.clock.today()
    back = returned_endings(uow, ROWS_SHOWN) if Permission.CASE_ASK_SIGN_OFF in granted else []
    asked = waiting_endings(uow, ROWS_SHOWN) if Permission.CASE_SIGN_OFF in granted else []
    return [ending_found("ending_returned", told, today) for told in back] + [
        ending_found("ending", told, today) for told in asked
    ]


def _plans_waiting(uow: UnitOfWork, granted: frozenset[Permission]) -> int:
    if Permission.PLAN_AUTHORISE not in granted:
        return 0
    others = EarlyHelpPlan.author_id != uow.principal.account_id
    return uow.count(EarlyHelpPlan, EarlyHelpPlan.status == "submitted", others, of_open_cases())


def _joiners(uow: UnitOfWork, granted: frozenset[Permission]) -> int:
    if Permission.ACCOUNT_APPROVE not in granted:
        return 0
    ours = select(Membership.account_id).where(Membership.team_id.in_(uow.principal.teams))
    waiting = (StaffAccount.status == "waiting", StaffAccount.id.in_(ours))
    return uow.count(StaffAccount, *waiting, StaffAccount.role == "practitioner")


def _seen(
    uow: UnitOfWork, reach: _Reach
) -> tuple[int, int, tuple[ScaleChange, ...], tuple[LookedAt, ...]]:
    better, with_scales, distance = progress(uow, reach.few)
    return better, with_scales, distance, looked_at(uow, reach.few, uow.clock.now())


def _note(counts: Mapping[str, int]) -> str:
    kinds = [kind for kind in (*KINDS, *AGAIN, *CHASED) if kind in counts]
    parts = [counted(f"work.count.{kind}", counts[kind]) for kind in kinds]
    return ", ".join(parts) or words("work.count.none")


def _comment(uow: UnitOfWork, returned: list[EarlyHelpPlan]) -> str:
    """Say in a line why the plan that waits longest came back."""
    if not returned:
        return words("work.count.none")
    return shortened(uow.open(returned[0], "comment") or "", 60)
