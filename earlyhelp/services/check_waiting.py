"""Which assessments wait for a manager's check.  Opens no sealed column."""

from sqlalchemy import ColumnElement, select

from earlyhelp.domain.case_flow import CaseStatus
from earlyhelp.records.cases import Case
from earlyhelp.records.casework import Assessment, Oversight

#: How the oversight of a case names an assessment that was agreed (services.assessment_checks).
_CHECKED = "assessment_agreed"
_BEFORE_A_PLAN = (CaseStatus.ASSESSED.value, CaseStatus.TAF_PLANNED.value)


def waits_for_check(me: int) -> tuple[ColumnElement[bool], ...]:
    """Return what picks the complete assessments of others, before a plan, that nobody has checked.

    Shape: once a plan is authorised its own oversight stands; what was never checked waits no more.
    """
    cases = select(Case.id).where(Case.status.in_(_BEFORE_A_PLAN))
    agreed = (
        Oversight.case_id == Assessment.case_id,
        # ids sort by time: the check of an earlier assessment is not this one's
        Oversight.id > Assessment.id,
        Oversight.decision == _CHECKED,
    )
    return (
        Assessment.status == "complete",
        Assessment.author_id != me,
        Assessment.case_id.in_(cases),
        ~select(Oversight.id).where(*agreed).exists(),
    )
