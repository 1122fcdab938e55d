"""The steps of a case."""

import pytest

from earlyhelp.domain.case_flow import ENDED, OPEN, CaseStatus, Step, after, allowed
from earlyhelp.errors import Invalid


def test_the_usual_pathway() -> None:
    status = CaseStatus.DRAFT
    for step in (
        Step.START_ASSESSMENT,
        Step.COMPLETE_ASSESSMENT,
        Step.PLAN_TAF,
        Step.AUTHORISE_PLAN,
        Step.HOLD_REVIEW,
        Step.CARRY_ON,
        Step.HOLD_REVIEW,
        Step.CLOSE,
    ):
        status = after(status, step)
    assert status is CaseStatus.CLOSED


@pytest.mark.parametrize("status", CaseStatus)
def test_a_concern_may_be_raised_from_everywhere(status: CaseStatus) -> None:
    assert after(status, Step.RAISE_CONCERN) is CaseStatus.ESCALATED


@pytest.mark.parametrize("before", sorted(OPEN))
def test_a_returned_case_goes_on_where_it_was(before: CaseStatus) -> None:
    assert after(CaseStatus.ESCALATED, Step.RETURN, before_concern=before) is before


def test_a_second_concern_does_not_trap_the_case() -> None:
    again = after(CaseStatus.ESCALATED, Step.RETURN, before_concern=CaseStatus.ESCALATED)
    assert again is CaseStatus.ASSESSING


def test_early_help_stops_while_the_front_door_decides() -> None:
    assert {step for step in Step if allowed(CaseStatus.ESCALATED, step)} == {
        Step.RAISE_CONCERN, Step.RETURN, Step.CLOSE, Step.STEP_UP,
    }  # fmt: skip


@pytest.mark.parametrize("status", sorted(OPEN))
def test_every_open_case_may_be_closed_or_stepped_up(status: CaseStatus) -> None:
    assert after(status, Step.CLOSE) is CaseStatus.CLOSED
    assert after(status, Step.STEP_UP) is CaseStatus.STEPPED_UP


def test_only_what_was_stepped_up_is_reopened() -> None:
    assert [one for one in sorted(ENDED) if allowed(one, Step.REOPEN)] == [CaseStatus.STEPPED_UP]


@pytest.mark.parametrize(
    ("status", "step"),
    [
        (CaseStatus.DRAFT, Step.AUTHORISE_PLAN),
        (CaseStatus.DRAFT, Step.COMPLETE_ASSESSMENT),
        (CaseStatus.ASSESSING, Step.STEP_DOWN),
        (CaseStatus.CLOSED, Step.CLOSE),
        (CaseStatus.CLOSED, Step.RETURN),
        (CaseStatus.STEPPED_DOWN, Step.REOPEN),
    ],
)
def test_steps_out_of_turn_are_refused(status: CaseStatus, step: Step) -> None:
    assert not allowed(status, step)
    with pytest.raises(Invalid) as caught:
        after(status, step)
    assert caught.value.key == "case.step.not_now"
