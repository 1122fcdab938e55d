"""The steps of a case: which step leads where.  Refuses a step out of turn; never refuses a safeguarding concern."""

from enum import StrEnum

from earlyhelp.errors import Invalid


class CaseStatus(StrEnum):
    """Where a case stands."""

    DRAFT = "draft"
    ASSESSING = "assessing"
    ASSESSED = "assessed"
    TAF_PLANNED = "taf_planned"
    PLAN_ACTIVE = "plan_active"
    REVIEWING = "reviewing"
    ESCALATED = "escalated"
    CLOSED = "closed"
    STEPPED_DOWN = "stepped_down"
    STEPPED_UP = "stepped_up"


class Step(StrEnum):
    """What may be done to a case."""

    START_ASSESSMENT = "start_assessment"
    COMPLETE_ASSESSMENT = "complete_assessment"
    PLAN_TAF = "plan_taf"
    AUTHORISE_PLAN = "authorise_plan"
    HOLD_REVIEW = "hold_review"
    CARRY_ON = "carry_on"
    RAISE_CONCERN = "raise_concern"
    RETURN = "return"
    CLOSE = "close"
    STEP_DOWN = "step_down"
    STEP_UP = "step_up"
    REOPEN = "reopen"


_S = CaseStatus
OPEN = frozenset({
    _S.DRAFT, _S.ASSESSING, _S.ASSESSED, _S.TAF_PLANNED, _S.PLAN_ACTIVE, _S.REVIEWING,
})  # fmt: skip
#: Somebody's work: an escalated case rests, and waits for its answer.
IN_HAND = OPEN | {_S.ESCALATED}
ENDED = frozenset({_S.CLOSED, _S.STEPPED_DOWN, _S.STEPPED_UP})
_NEXT = {
    (_S.DRAFT, Step.START_ASSESSMENT): _S.ASSESSING,
    (_S.ASSESSING, Step.COMPLETE_ASSESSMENT): _S.ASSESSED,
    (_S.ASSESSED, Step.PLAN_TAF): _S.TAF_PLANNED,
    (_S.ASSESSED, Step.AUTHORISE_PLAN): _S.PLAN_ACTIVE,
    (_S.TAF_PLANNED, Step.AUTHORISE_PLAN): _S.PLAN_ACTIVE,
    (_S.PLAN_ACTIVE, Step.AUTHORISE_PLAN): _S.PLAN_ACTIVE,
    (_S.PLAN_ACTIVE, Step.HOLD_REVIEW): _S.REVIEWING,
    (_S.REVIEWING, Step.CARRY_ON): _S.PLAN_ACTIVE,
    (_S.REVIEWING, Step.AUTHORISE_PLAN): _S.PLAN_ACTIVE,
    (_S.ESCALATED, Step.CLOSE): _S.CLOSED,
    (_S.ESCALATED, Step.STEP_UP): _S.STEPPED_UP,
    (_S.STEPPED_UP, Step.REOPEN): _S.ASSESSING,
    **{(status, Step.CLOSE): _S.CLOSED for status in OPEN},
    **{(status, Step.STEP_UP): _S.STEPPED_UP for status in OPEN},
    **{(status, Step.STEP_DOWN): _S.STEPPED_DOWN for status in (_S.PLAN_ACTIVE, _S.REVIEWING)},
    **{(status, Step.RAISE_CONCERN): _S.ESCALATED for status in CaseStatus},
}


def allowed(status: CaseStatus, step: Step) -> bool:
    """Say whether the step may be taken now.  A safeguarding concern always may."""
    return (status, step) in _NEXT or (status, step) == (CaseStatus.ESCALATED, Step.RETURN)


def after(
    status: CaseStatus, step: Step, *, before_concern: CaseStatus = CaseStatus.ASSESSING
) -> CaseStatus:
    """Return where the case stands after a step; a returned case goes on where it was.

    Raises: Invalid "case.step.not_now".
    """
    if not allowed(status, step):
        raise Invalid({"step": "case.step.not_now"}, "case.step.not_now")
    if step is Step.RETURN:
        return before_concern if before_concern is not CaseStatus.ESCALATED else _S.ASSESSING
    return _NEXT[status, step]
