"""Plans while they are written, and their actions afterwards.  Never changes what was authorised."""

import msgspec
from msgspec.structs import replace

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.domain.codes import code_list
from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.plan_bridge import children_among
from earlyhelp.messages.plans import (
    ActionDraft,
    PlanContent,
    PlanPage,
    PlanView,
    ProgressAction,
    SavePlan,
    StartPlan,
    SubmitPlan,
)
from earlyhelp.records.cases import Case
from earlyhelp.records.casework import EarlyHelpPlan, PlanAction
from earlyhelp.records.people import Family
from earlyhelp.records.staff import Membership
from earlyhelp.services.access_rules import staff_with
from earlyhelp.services.assessment_findings import require_going_on, require_open
from earlyhelp.services.assessment_people import family_name, lines_of, people_of, staff_name
from earlyhelp.services.colleagues import in_conflict
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.plan_shape import require_shape
from earlyhelp.services.plan_standing import OVER, assessed_needs, standing, voices
from earlyhelp.storage.unit_of_work import UnitOfWork

WRITING = frozenset({"draft", "returned"})
_NOTE = 4000


@handles(StartPlan)
def start_plan(uow: UnitOfWork, message: StartPlan, context: Context) -> Receipt:
    """Start the next version as a copy of the last; a version not yet decided is opened instead."""
    case = uow.get(Case, message.case_id)
    uow.need_keys({case.family_id})
    require_open(case)
    last = _version_before(uow, case.id)
    if last is not None and last.status in WRITING | {"submitted"}:
        return Receipt(id=last.id, version=last.version, family_id=case.family_id)
    writer = context.principal.account_id
    content = PlanContent() if last is None else _carried_over(standing(uow, last))
    plan = EarlyHelpPlan(
        family_id=case.family_id,
        case_id=case.id,
        number=1 if last is None else last.number + 1,
        status="draft",
        author_id=writer,
        started_on=uow.clock.today(),
        submitted_on=None,
        authorised_on=None,
        **_counts(content),
    )
    uow.add(plan, content=replace(content, writers=(writer,)), comment=None)
    return Receipt(id=plan.id, version=1, family_id=case.family_id)


@handles(PlanPage)
def plan_page(uow: UnitOfWork, message: PlanPage, context: Context) -> PlanView:
    """Show a version of the plan, the version before it, and what the plan check asks about."""
    plan = uow.get(EarlyHelpPlan, message.plan_id)
    before = _version_before(uow, plan.case_id, plan.number)
    people = lines_of(uow, people_of(uow, plan.family_id))
    children = tuple(one.person_id for one in children_among(people))
    return PlanView(
        id=plan.id,
        version=plan.version,
        number=plan.number,
        family_id=plan.family_id,
        family=family_name(uow, plan.family_id),
        case_id=plan.case_id,
        status=plan.status,
        author=staff_name(uow, plan.author_id),
        author_id=plan.author_id,
        started_on=plan.started_on,
        submitted_on=plan.submitted_on,
        authorised_on=plan.authorised_on,
        authorised_by=staff_name(uow, plan.authorised_by),
        returned_comment=uow.open(plan, "comment") or "",
        content=standing(uow, plan),
        previous=None if before is None else standing(uow, before),
        previous_number=0 if before is None else before.number,
        people=people,
        needs=assessed_needs(uow, plan.case_id),
        may_authorise=_may_authorise(uow, plan, context),
        today=uow.clock.today(),
        heard=voices(uow, plan.case_id, children),
        managers=_managers(uow, plan, context),
    )


@handles(SavePlan)
def save_plan(uow: UnitOfWork, message: SavePlan, context: Context) -> Receipt:
    """Keep the whole plan as it is now; whoever changes it becomes one of its writers.

    Raises: Conflict with the plan kept as JSON text in `theirs["content"]`; Invalid;
            Refused for a version that was sent or decided.
    """
    plan = uow.get(EarlyHelpPlan, message.plan_id)
    if plan.status not in WRITING:
        raise Refused("plan.closed_to_writing")
    require_going_on(uow.get(Case, plan.case_id))
    kept: PlanContent = uow.open(plan, "content")
    sent = replace(message.content, writers=kept.writers)
    if sent == kept:
        return Receipt(id=plan.id, version=plan.version, family_id=plan.family_id)
    if plan.version != message.version:
        raise Conflict({"content": msgspec.json.encode(kept).decode()}, plan.version)
    require_shape(sent, [one.id for one in people_of(uow, plan.family_id)])
    writers = tuple(dict.fromkeys((*kept.writers, context.principal.account_id)))
    uow.change(plan, message.version, content=replace(sent, writers=writers), **_counts(sent))
    return Receipt(id=plan.id, version=plan.version, family_id=plan.family_id)


@handles(SubmitPlan)
def submit_plan(uow: UnitOfWork, message: SubmitPlan, _context: Context) -> Receipt:
    """Send the plan to the manager; the plan check goes with it."""
    plan = uow.get(EarlyHelpPlan, message.plan_id)
    if plan.status not in WRITING:
        raise Refused("plan.closed_to_writing")
    require_open(uow.get(Case, plan.case_id))
    uow.change(plan, message.version, status="submitted", submitted_on=uow.clock.today())
    return Receipt(id=plan.id, version=plan.version, family_id=plan.family_id)


@handles(ProgressAction)
def progress_action(uow: UnitOfWork, message: ProgressAction, _context: Context) -> Receipt:
    """Mark where an action of the authorised plan stands; the plan's own text stays as it was."""
    plan = uow.get(EarlyHelpPlan, message.plan_id)
    if plan.status != "authorised":
        raise Refused("plan.not_authorised")
    require_going_on(uow.get(Case, plan.case_id))
    if not code_list("action_status").has(message.status):
        raise Invalid({"status": "plan.not_in_list"})
    if len(message.note) > _NOTE:
        raise Invalid({"note": "plan.text_too_long"})
    rows = uow.all(PlanAction, PlanAction.plan_id == plan.id)
    row = next((one for one in rows if message.action_id in {one.number, one.id}), None)
    if row is None:
        raise Invalid({"action_id": "plan.no_such_action"})
    done = message.status == "done"
    says = uow.open(row, "says")
    uow.change(
        row,
        None,
        status=message.status,
        done_on=(row.done_on or uow.clock.today()) if done else None,
        says=replace(says, note=message.note or says.note),
    )
    uow.change(plan, message.version, actions_done=sum(one.status == "done" for one in rows))
    return Receipt(id=plan.id, version=plan.version, family_id=plan.family_id)


def _version_before(
    uow: UnitOfWork, case_id: int, number: int | None = None
) -> EarlyHelpPlan | None:
    where = [EarlyHelpPlan.case_id == case_id]
    if number is not None:
        where.append(EarlyHelpPlan.number < number)
    return uow.first(EarlyHelpPlan, *where, order=EarlyHelpPlan.number.desc())


def _carried_over(content: PlanContent) -> PlanContent:
    return replace(
        content,
        outcomes=tuple(
            replace(outcome, actions=tuple(_once_more(one) for one in outcome.actions))
            for outcome in content.outcomes
        ),
    )


def _once_more(action: ActionDraft) -> ActionDraft:
    if action.status in OVER:
        return action
    return replace(action, carried_over=action.carried_over + 1)


def _counts(content: PlanContent) -> dict[str, int]:
    actions = [action for outcome in content.outcomes for action in outcome.actions]
    return {
        "actions_done": sum(action.status == "done" for action in actions),
        "actions_total": len(actions),
    }


def _managers(uow: UnitOfWork, plan: EarlyHelpPlan, context: Context) -> tuple[str, ...]:
    """Return who can authorise a plan that was sent; who reads a restricted family is not told here."""
    family, content = uow.get(Family, plan.family_id), uow.open(plan, "content")
    if plan.status != "submitted" or family.restricted:
        return ()
    places = uow.all(Membership, Membership.team_id == family.team_id)
    barred = in_conflict(uow, family.id) | {plan.author_id, *content.writers}
    wanted = {one.account_id for one in places} - barred
    managers = staff_with(uow, context, Permission.PLAN_AUTHORISE, Scope.TEAM)
    return tuple(one.name for one in managers if one.id in wanted)


def _may_authorise(uow: UnitOfWork, plan: EarlyHelpPlan, context: Context) -> bool:
    who = context.principal
    content: PlanContent = uow.open(plan, "content")
    return (
        plan.status == "submitted"
        and Permission.PLAN_AUTHORISE in context.policy.permissions_of(who)
        and who.account_id not in {plan.author_id, *content.writers}
    )
