"""How a case ends.  Refuses an ending that leaves an outcome of the plan without a result.

A whole ending may be sent to a manager, who signs it off as it was written or returns it.  Refuses the manager's part of it to whoever leads the case: nobody signs off their own ending.
"""

import msgspec

from earlyhelp.domain.case_flow import CaseStatus, Step, after
from earlyhelp.domain.codes import code_list
from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.forms.definition import Answers
from earlyhelp.forms.loader import form
from earlyhelp.forms.managers_part import NOT_YOURS, managers_answers
from earlyhelp.forms.validation import check
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.cases import AskSignOff, CloseCase, ReturnEnding, SignOffEnding
from earlyhelp.messages.records import Narrative
from earlyhelp.records.cases import Case, Closure
from earlyhelp.records.casework import Oversight
from earlyhelp.services.assessment_findings import (
    Event,
    add_readings,
    judge_level,
    require_day,
    show_on_family,
)
from earlyhelp.services.assessment_people import children_ids
from earlyhelp.services.closing_waiting import ASKED, RETURNED, waiting
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.notes import text_fault
from earlyhelp.services.plan_standing import authorised_plan
from earlyhelp.storage.unit_of_work import UnitOfWork

_FORM, _LONGEST = "closure", 4000
_AGREES, _WORDS = "manager.manager_agrees", "manager.manager_words"
#: What an outcome may end as.
FINAL = frozenset({"achieved", "partly_achieved", "not_achieved", "no_longer_relevant"})


@handles(CloseCase)
def close_case(uow: UnitOfWork, message: CloseCase, context: Context) -> Receipt:
    """Close a case with a result for every outcome of its authorised plan and last readings.

    Shape:  allocations stay, so that whoever worked with the family can still look.
    Raises: Invalid by `outcome:<id>`, message field or answer key; Conflict when stale.
    Source: domain reference 2.3: some reasons ask whether needs could escalate, one for a manager.
    """
    case = _still_open(uow, message)
    given = managers_answers(form(_FORM), message.answers)
    wrong = dict.fromkeys(given, NOT_YOURS)
    reason = code_list("closure_reason").get(message.reason)
    if reason is not None and reason.needs_manager:
        wrong["reason"] = "closure.needs_manager"
    return _close(uow, message, context, case, wrong)


@handles(AskSignOff)
def ask_sign_off(uow: UnitOfWork, message: AskSignOff, context: Context) -> Receipt:
    """Keep a whole ending for a manager to sign off; the newest one counts.

    Raises: Invalid and Conflict as `close_case`, but for no reason.
    Source: product rule 6; domain reference 2.3: a manager's check of an ending.
    """
    case = _still_open(uow, message)
    given = managers_answers(form(_FORM), message.answers)
    told = _whole(uow, message, case, dict.fromkeys(given, NOT_YOURS))
    reason = code_list("closure_reason").label(message.reason)
    _oversee(uow, context, case, ASKED, msgspec.structs.replace(told, text=reason))
    return Receipt(id=case.id, version=case.version, family_id=case.family_id)


@handles(ReturnEnding)
def return_ending(uow: UnitOfWork, message: ReturnEnding, context: Context) -> Receipt:
    """Return the ending that waits, with words that stand under oversight.

    Raises: Refused("closure.own") to whoever leads the case; Invalid by field if it waits no more or
            nothing is said.
    """
    case = uow.get(Case, message.case_id)
    uow.need_keys({case.family_id})
    if case.lead_id == context.principal.account_id:
        raise Refused("closure.own")
    waits = waiting(uow.all(Oversight, Oversight.case_id == case.id))
    if case.closed_on is not None or waits is None or waits.id != message.asked_id:
        raise Invalid({_AGREES: "closure.not_waiting"}, "closure.not_waiting")
    if not message.words.strip():
        raise Invalid({_WORDS: "closure.words_missing"})
    if wrong := text_fault(_WORDS, message.words, _LONGEST):
        raise Invalid(wrong)
    _oversee(uow, context, case, RETURNED, Narrative(text=message.words.strip()))
    return Receipt(id=case.id, version=case.version, family_id=case.family_id)


@handles(SignOffEnding)
def sign_off_ending(uow: UnitOfWork, message: SignOffEnding, context: Context) -> Receipt:
    """Close a case as a manager who agrees to the ending; what they say stands under oversight.

    Raises: Refused("closure.own") to whoever leads the case; Invalid and Conflict as `close_case`.
    Source: domain reference 2.3: manager sign-off; product rule 6.
    """
    case = _still_open(uow, message)
    if case.lead_id == context.principal.account_id:
        raise Refused("closure.own")
    agrees = message.answers.get(_AGREES) is True
    receipt = _close(uow, message, context, case, {} if agrees else {_AGREES: "closure.not_agreed"})
    words = str(message.answers.get(_WORDS, "")).strip()
    _oversee(uow, context, case, "closure_agreed", Narrative(text=words))
    return receipt


def _oversee(
    uow: UnitOfWork, context: Context, case: Case, decision: str, content: Narrative
) -> None:
    record = Oversight(
        family_id=case.family_id,
        case_id=case.id,
        decided_at=uow.clock.now(),
        decided_by=context.principal.account_id,
        decision=decision,
    )
    uow.add(record, content=content)


def _close(
    uow: UnitOfWork, message: CloseCase, context: Context, case: Case, wrong: dict[str, str]
) -> Receipt:
    status = after(CaseStatus(case.status), Step.CLOSE)
    told = _whole(uow, message, case, wrong)
    answers = told.answers
    closure = Closure(
        family_id=case.family_id,
        case_id=case.id,
        closed_on=message.closed_on,
        reason=message.reason,
        closed_by=context.principal.account_id,
    )
    uow.add(closure, content=told)
    event = Event(case, "closure", message.closed_on)
    add_readings(uow, event, (form(_FORM), answers, children_ids(uow, case.family_id)))
    level, reason = str(answers["outcomes.level_of_need"]), str(answers["reason.explain"])
    judge_level(uow, context, event, level, reason)
    show_on_family(uow, case, level=level, status="closed")
    uow.change(case, message.version, status=status.value, closed_on=message.closed_on)
    return Receipt(id=case.id, version=case.version, family_id=case.family_id)


def _whole(uow: UnitOfWork, message: CloseCase, case: Case, wrong: dict[str, str]) -> Narrative:
    """Return what an ending says, once nothing of it is missing or wrong."""
    definition, answers = form(_FORM), _filled(message)
    wrong |= _result_faults(uow, case, message.outcome_results)
    wrong |= check(definition, answers, children_ids(uow, case.family_id), complete=True)
    if wrong:
        raise Invalid(wrong)
    return Narrative(
        form_id=_FORM,
        form_version=definition.version,
        answers=answers,
        results=message.outcome_results,
    )


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
