"""How a case ends.  Refuses an ending that leaves an outcome of the plan without a result."""

from earlyhelp.domain.case_flow import CaseStatus, Step, after
from earlyhelp.errors import Conflict, Invalid
from earlyhelp.forms.definition import Answers
from earlyhelp.forms.loader import form
from earlyhelp.forms.validation import check
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.cases import CloseCase
from earlyhelp.messages.records import Narrative
from earlyhelp.records.cases import Case, Closure
from earlyhelp.services.assessment_findings import (
    Event,
    add_readings,
    judge_level,
    require_day,
    show_on_family,
)
from earlyhelp.services.assessment_people import children_ids
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.plan_standing import authorised_plan
from earlyhelp.storage.unit_of_work import UnitOfWork

_FORM = "closure"
#: What an outcome may end as.
FINAL = frozenset({"achieved", "partly_achieved", "not_achieved", "no_longer_relevant"})


@handles(CloseCase)
def close_case(uow: UnitOfWork, message: CloseCase, context: Context) -> Receipt:
    """Close a case with a result for every outcome of its authorised plan and last readings.

    Shape:  allocations stay, so that whoever worked with the family can still look.
    Raises: Invalid by `outcome:<id>`, message field or answer key; Conflict when stale.
    Source: domain reference 2.3: some reasons ask whether needs could escalate.
    """
    case = _still_open(uow, message)
    status = after(CaseStatus(case.status), Step.CLOSE)
    children, definition, answers = children_ids(uow, case.family_id), form(_FORM), _filled(message)
    wrong = _result_faults(uow, case, message.outcome_results)
    wrong |= check(definition, answers, children, complete=True)
    if wrong:
        raise Invalid(wrong)
    closure = Closure(
        family_id=case.family_id,
        case_id=case.id,
        closed_on=message.closed_on,
        reason=message.reason,
        closed_by=context.principal.account_id,
    )
    told = Narrative(
        form_id=_FORM,
        form_version=definition.version,
        answers=answers,
        results=message.outcome_results,
    )
    uow.add(closure, content=told)
    event = Event(case, "closure", message.closed_on)
    add_readings(uow, event, (definition, answers, children))
    level, reason = str(answers["outcomes.level_of_need"]), str(answers["reason.explain"])
    judge_level(uow, context, event, level, reason)
    show_on_family(uow, case, level=level, status="closed")
    uow.change(case, message.version, status=status.value, closed_on=message.closed_on)
    return Receipt(id=case.id, version=case.version, family_id=case.family_id)


def _still_open(uow: UnitOfWork, message: CloseCase) -> Case:
    case = uow.get(Case, message.case_id)
    uow.need_keys({case.family_id})
    if case.closed_on is not None:
        raise Invalid({"case_id": "casework.ended"}, "casework.ended")
    if case.version != message.version:
        raise Conflict(version=case.version)
    require_day(uow, case, "closed_on", message.closed_on)
    return case


def _result_faults(uow: UnitOfWork, case: Case, results: dict[int, str]) -> dict[str, str]:
    plan = authorised_plan(uow, case.id)
    planned = [] if plan is None else [one.id for one in uow.open(plan, "content").outcomes]
    wrong = {f"outcome:{ident}": "closure.result_missing" for ident in set(planned) - set(results)}
    for ident, result in results.items():
        if ident not in planned:
            wrong[f"outcome:{ident}"] = "review.not_in_plan"
        elif result not in FINAL:
            wrong[f"outcome:{ident}"] = "closure.result_open"
    return wrong


def _filled(message: CloseCase) -> Answers:
    """Return the answers with what the message says in its own fields: nobody types it twice."""
    return message.answers | {
        "reason.closed_on": message.closed_on.isoformat(),
        "reason.reason": message.reason,
    }
