"""Where an authorised plan stands today.  The plan as authorised stays as it was: this lies over it."""

from msgspec.structs import replace
from sqlalchemy import ColumnElement, select

from earlyhelp.domain.case_flow import OPEN
from earlyhelp.forms.definition import Answers
from earlyhelp.messages.plans import ActionDraft, OutcomeDraft, PlanContent
from earlyhelp.messages.records import CodedNeed, Narrative
from earlyhelp.records.cases import Case
from earlyhelp.records.casework import Assessment, EarlyHelpPlan, Need, PlanAction, Review
from earlyhelp.storage.unit_of_work import UnitOfWork

#: Actions that nobody has to do any more.
OVER = frozenset({"done", "dropped", "no_longer_relevant"})


def authorised_plan(uow: UnitOfWork, case_id: int) -> EarlyHelpPlan | None:
    """Return the authorised plan of a case, if there is one."""
    # A case has few versions; asking for the status as well could make the store search by it.
    versions = uow.all(EarlyHelpPlan, EarlyHelpPlan.case_id == case_id)
    return next((one for one in versions if one.status == "authorised"), None)


def of_open_cases() -> ColumnElement[bool]:
    """Return what keeps plans of a case that rests or has ended out of what waits for somebody."""
    # Asked of each plan: a list of all open cases would be made first, and there are many.
    case = (Case.id == EarlyHelpPlan.case_id, Case.status.in_(sorted(OPEN)))
    return select(Case.id).where(*case).exists()


def in_force() -> tuple[ColumnElement[bool], ...]:
    """Return what picks the plans in force: authorised, of a case that has not ended.

    Shape: with a case its plan ends too, and stays on record as it was authorised; so a family of an
           earlier case has more than one authorised plan.
    """
    going_on = (Case.id == EarlyHelpPlan.case_id, Case.closed_on.is_(None))
    return EarlyHelpPlan.status == "authorised", select(Case.id).where(*going_on).exists()


def standing(uow: UnitOfWork, plan: EarlyHelpPlan) -> PlanContent:
    """Return the plan with its actions as marked and its outcomes as last reviewed."""
    content: PlanContent = uow.open(plan, "content")
    marked = {row.number: row for row in uow.all(PlanAction, PlanAction.plan_id == plan.id)}
    oldest = (Review.held_on, Review.id)
    reviews = [
        uow.open(row, "content") for row in uow.all(Review, Review.plan_id == plan.id, order=oldest)
    ]
    return replace(
        content,
        outcomes=tuple(_outcome(uow, one, marked, reviews) for one in content.outcomes),
    )


def assessed_needs(uow: UnitOfWork, case_id: int) -> tuple[str, ...]:
    """Return the needs the newest finished assessment of the case found, each once."""
    return needs_by_case(uow, {case_id}).get(case_id, ())


def needs_by_case(uow: UnitOfWork, case_ids: set[int]) -> dict[int, tuple[str, ...]]:
    """Return the assessed needs of many cases at once; cases without a finished assessment miss."""
    oldest = (Assessment.completed_on, Assessment.id)
    finished = uow.all(
        Assessment,
        Assessment.case_id.in_(case_ids),
        Assessment.status == "complete",
        order=oldest,
    )
    newest = {one.case_id: one.id for one in finished}
    found: dict[int, list[str]] = {case_id: [] for case_id in newest}
    for row in uow.all(Need, Need.assessment_id.in_(set(newest.values())), order=Need.id):
        coded: CodedNeed = uow.open(row, "coded")
        found[row.case_id].append(coded.ref)
    return {case_id: tuple(dict.fromkeys(refs)) for case_id, refs in found.items()}


def finished_assessment(uow: UnitOfWork, *where: object) -> Assessment | None:
    """Return the newest finished assessment that fits."""
    newest = (Assessment.completed_on.desc(), Assessment.id.desc())
    return uow.first(Assessment, Assessment.status == "complete", *where, order=newest)  # type: ignore[arg-type]


def voices(uow: UnitOfWork, case_id: int, children: tuple[int, ...]) -> tuple[int, ...]:
    """Return the children whose view was heard in this case, or of whom it says why not."""
    rows = [
        *uow.all(Assessment, Assessment.case_id == case_id, Assessment.status == "complete"),
        *uow.all(Review, Review.case_id == case_id),
    ]
    told: list[Answers] = [uow.open(row, "content").answers for row in rows]
    return tuple(child for child in children if any(_speaks_of(one, child) for one in told))


def _speaks_of(answers: Answers, child: int) -> bool:
    return any(
        answers.get(f"{place}@{child}.obtained") is True
        or bool(answers.get(f"{place}@{child}.not_obtained_why"))
        for place in ("voice", "child")
    )


def _outcome(
    uow: UnitOfWork,
    outcome: OutcomeDraft,
    marked: dict[int, PlanAction],
    reviews: list[Narrative],
) -> OutcomeDraft:
    status, now = outcome.status, outcome.now
    for review in reviews:
        status = review.results.get(outcome.id, status)
        now = review.now.get(outcome.id, now)
    actions = tuple(_action(uow, one, marked.get(one.id)) for one in outcome.actions)
    return replace(outcome, status=status, now=now, actions=actions)


def _action(uow: UnitOfWork, action: ActionDraft, row: PlanAction | None) -> ActionDraft:
    if row is None:
        return action
    note = uow.open(row, "says").note or action.note
    return replace(action, status=row.status, done_on=row.done_on, note=note)
