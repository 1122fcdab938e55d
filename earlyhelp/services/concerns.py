"""What follows a safeguarding concern: early help rests, the front door answers, and somebody decides.

Blocks no concern and forgets none: the case stays on the work lists until it is answered.
"""

from earlyhelp.access.permissions import Scope
from earlyhelp.clock import day_of
from earlyhelp.domain.case_flow import CaseStatus, Step, after
from earlyhelp.domain.codes import code_list
from earlyhelp.errors import Refused
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.cases import AnswerConcern
from earlyhelp.messages.records import Narrative
from earlyhelp.records.cases import Case, ConcernAnswer, SafeguardingConcern
from earlyhelp.records.casework import Assessment, EarlyHelpPlan
from earlyhelp.services.case_standing import open_case_of
from earlyhelp.services.context import Context
from earlyhelp.services.entry_checks import TEXT, Faults
from earlyhelp.services.family_records import family_to_write
from earlyhelp.services.family_words import shortened, words
from earlyhelp.services.handlers import handles
from earlyhelp.services.notes import add_event
from earlyhelp.storage.unit_of_work import UnitOfWork

#: The answer after which early help goes on.
RETURNED = "returned"
_LINE = 300


@handles(AnswerConcern)
def answer_concern(uow: UnitOfWork, message: AnswerConcern, context: Context) -> Receipt:
    """Keep what the front door answered; after "back to early help" the case goes on where it was.

    Shape:  with any other answer the case rests until it is closed or given back; `look_on` is the
            day somebody looks at it again.
    Raises: Invalid by field; Refused("concern.none") where no case of the family rests.
    Source: domain reference 8: outcomes, and "resume with written rationale and manager's review".
    """
    family = family_to_write(uow, message.family_id)
    case = open_case_of(uow, family.id)
    concern = uow.first(
        SafeguardingConcern,
        SafeguardingConcern.family_id == family.id,
        order=SafeguardingConcern.id.desc(),
    )
    if case is None or case.status != CaseStatus.ESCALATED or concern is None:
        raise Refused("concern.none")
    text, back = _checked(uow, message, concern), message.outcome == RETURNED
    answer = ConcernAnswer(
        family_id=family.id, concern_id=concern.id, case_id=case.id, outcome=message.outcome,
        answered_on=message.answered_on, look_on=None if back else message.look_on,
        recorded_by=context.principal.account_id,
    )  # fmt: skip
    uow.add(answer, content=Narrative(text=text))
    outcome = code_list("escalation_outcome").label(message.outcome)
    said = words("chronology.concern_answer", outcome=outcome, text=shortened(text, _LINE))
    add_event(uow, family.id, message.answered_on, "safeguarding_concern", Narrative(text=said))
    if back:
        status = after(CaseStatus.ESCALATED, Step.RETURN, before_concern=_before(uow, case))
        uow.change(case, None, status=status.value)
    return Receipt(id=answer.id, version=answer.version, family_id=family.id)


def _checked(uow: UnitOfWork, message: AnswerConcern, concern: SafeguardingConcern) -> str:
    faults, today = Faults(), uow.clock.today()
    faults.code("outcome", "escalation_outcome", message.outcome, required=True)
    back = message.outcome == RETURNED
    faults.unless(not back or uow.scope is not Scope.ALLOCATED, "outcome", "concern.manager")
    known = day_of(concern.raised_at) <= message.answered_on <= today
    faults.unless(known, "answered_on", "concern.answered_on")
    rests = code_list("escalation_outcome").has(message.outcome) and not back
    ahead = not rests or (message.look_on is not None and message.look_on > today)
    faults.unless(ahead, "look_on", "concern.look_on")
    text = faults.text("text", message.text, TEXT, required=True)
    faults.stop()
    return text


def _before(uow: UnitOfWork, case: Case) -> CaseStatus:
    """Return where the case stood, as its papers have it."""
    plans = (EarlyHelpPlan.case_id == case.id, EarlyHelpPlan.status == "authorised")
    if uow.count(EarlyHelpPlan, *plans):
        return CaseStatus.PLAN_ACTIVE
    begun = [row.status for row in uow.all(Assessment, Assessment.case_id == case.id)]
    if "draft" in begun:
        return CaseStatus.ASSESSING
    return CaseStatus.ASSESSED if begun else CaseStatus.DRAFT
