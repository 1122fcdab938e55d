"""The manager's decisions on plans.  Refuses an incomplete plan, and one's own."""

from earlyhelp.domain.case_flow import CaseStatus, Step, after
from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.plan_bridge import blocking, check_content
from earlyhelp.messages.plans import (
    ActionDraft,
    AuthorisePlan,
    CheckLine,
    PlanContent,
    PlanQueueRow,
    PlansToAuthorise,
    ReturnPlan,
)
from earlyhelp.messages.records import ActionText, Narrative
from earlyhelp.records.cases import Case
from earlyhelp.records.casework import EarlyHelpPlan, Oversight, PlanAction
from earlyhelp.records.people import Family
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.plan_standing import (
    OVER,
    assessed_needs,
    authorised_plan,
    needs_by_case,
    of_open_cases,
)
from earlyhelp.storage.unit_of_work import UnitOfWork

_LONGEST = 4000
_MOST_SHOWN = 501


@handles(PlansToAuthorise)
def plans_to_authorise(
    uow: UnitOfWork, message: PlansToAuthorise, _context: Context
) -> tuple[PlanQueueRow, ...]:
    """Return the plans that wait, oldest first, with how many lines of the plan check stop each."""
    oldest = (EarlyHelpPlan.submitted_on, EarlyHelpPlan.id)
    waiting = (EarlyHelpPlan.status == "submitted", of_open_cases())
    limit = min(max(message.limit, 1), _MOST_SHOWN)
    plans = uow.all(EarlyHelpPlan, *waiting, order=oldest, limit=limit)
    uow.need_keys({plan.family_id for plan in plans})
    families = uow.all(Family, Family.id.in_({plan.family_id for plan in plans}))
    names = {family.id: str(uow.open(family, "directory")) for family in families}
    references = {family.id: family.reference for family in families}
    authors = StaffAccount.id.in_({plan.author_id for plan in plans})
    staff = {one.id: one.name for one in uow.all(StaffAccount, authors)}
    needs = needs_by_case(uow, {plan.case_id for plan in plans})
    return tuple(
        PlanQueueRow(
            id=plan.id,
            family_id=plan.family_id,
            family=names[plan.family_id],
            reference=references[plan.family_id],
            number=plan.number,
            author=staff.get(plan.author_id, ""),
            submitted_on=plan.submitted_on or plan.started_on,
            problems=len(
                blocking(check_content(uow.open(plan, "content"), needs.get(plan.case_id, ()), ()))
            ),
        )
        for plan in plans
    )


@handles(AuthorisePlan)
def authorise_plan(uow: UnitOfWork, message: AuthorisePlan, context: Context) -> Receipt:
    """Authorise a plan, put its actions on the work lists and supersede the version before.

    Raises: Refused("plan.own") to whoever wrote any of it; Invalid with the places the plan check
            found, as `<kind>:<id>.<line>`; Conflict when the plan is no longer as it was read.
    Source: product rule 3.
    """
    plan = _waiting(uow, message.plan_id, message.version)
    content: PlanContent = uow.open(plan, "content")
    who = context.principal.account_id
    if who in {plan.author_id, *content.writers}:
        raise Refused("plan.own")
    _require_text("oversight", message.oversight, "plan.oversight_missing")
    wrong = _faults(blocking(check_content(content, assessed_needs(uow, plan.case_id), ())))
    if wrong:
        raise Invalid(wrong, "plan.incomplete")
    case = uow.get(Case, plan.case_id)
    status = after(CaseStatus(case.status), Step.AUTHORISE_PLAN)
    over = _supersede(uow, authorised_plan(uow, plan.case_id))
    uow.change(
        plan,
        message.version,
        status="authorised",
        authorised_on=uow.clock.today(),
        authorised_by=who,
        actions_done=_put_to_work(uow, plan, content, over),
        comment=None,
    )
    if case.status != status:
        uow.change(case, None, status=status.value)
    _oversee(uow, plan, who, "plan_authorised", message.oversight)
    return Receipt(id=plan.id, version=plan.version, family_id=plan.family_id)


@handles(ReturnPlan)
def return_plan(uow: UnitOfWork, message: ReturnPlan, context: Context) -> Receipt:
    """Return a plan to its author with what has to change."""
    plan = _waiting(uow, message.plan_id, message.version)
    _require_text("comment", message.comment, "plan.comment_missing")
    uow.change(plan, message.version, status="returned", comment=message.comment.strip())
    _oversee(uow, plan, context.principal.account_id, "plan_returned", message.comment)
    return Receipt(id=plan.id, version=plan.version, family_id=plan.family_id)


def _waiting(uow: UnitOfWork, plan_id: int, version: int) -> EarlyHelpPlan:
    plan = uow.get(EarlyHelpPlan, plan_id)
    if plan.status != "submitted":
        raise Invalid({"plan_id": "plan.not_submitted"}, "plan.not_submitted")
    if plan.version != version:
        raise Conflict(version=plan.version)
    return plan


def _require_text(field: str, text: str, missing: str) -> None:
    if not text.strip():
        raise Invalid({field: missing}, missing)
    if len(text) > _LONGEST:
        raise Invalid({field: "plan.text_too_long"})


def _faults(lines: tuple[CheckLine, ...]) -> dict[str, str]:
    return {
        f"{kind}:{ident}.{line.id}": _mend(kind, line.id)
        for line in lines
        for kind, ident in line.places
    }


def _mend(kind: str, line_id: str) -> str:
    is_empty_plan = kind == "plan" and line_id != "contingency"
    return f"plan_check.{'no_outcome' if is_empty_plan else line_id}.mend"


def _supersede(uow: UnitOfWork, former: EarlyHelpPlan | None) -> dict[int, PlanAction]:
    """Take the former version off the work lists; return how its finished actions ended."""
    if former is None:
        return {}
    uow.change(former, None, status="superseded")
    over = {}
    for row in uow.all(PlanAction, PlanAction.plan_id == former.id):
        if row.status in OVER:
            over[row.number] = row
        else:
            uow.change(row, None, status="superseded")
    return over


def _put_to_work(
    uow: UnitOfWork, plan: EarlyHelpPlan, content: PlanContent, over: dict[int, PlanAction]
) -> int:
    """Add the actions to the work lists; return how many are done.

    What was marked on the former version while this one was written counts here as well.
    """
    done = 0
    for action in (one for outcome in content.outcomes for one in outcome.actions):
        row = _action_row(plan, action, over.get(action.id))
        uow.add(row, says=ActionText(text=action.text, owner=action.owner, note=action.note))
        done += row.status == "done"
    return done


def _action_row(plan: EarlyHelpPlan, action: ActionDraft, former: PlanAction | None) -> PlanAction:
    assert action.due_on is not None  # the plan check let it through
    marked = former if former is not None and action.status not in OVER else action
    return PlanAction(
        family_id=plan.family_id,
        case_id=plan.case_id,
        plan_id=plan.id,
        number=action.id,
        due_on=action.due_on,
        status=marked.status,
        done_on=marked.done_on,
    )


def _oversee(uow: UnitOfWork, plan: EarlyHelpPlan, who: int, decision: str, text: str) -> None:
    record = Oversight(
        family_id=plan.family_id,
        case_id=plan.case_id,
        decided_at=uow.clock.now(),
        decided_by=who,
        decision=decision,
    )
    uow.add(record, content=Narrative(text=text.strip()))
