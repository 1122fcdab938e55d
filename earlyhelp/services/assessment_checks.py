"""The manager's check of a complete assessment.  Refuses it to whoever wrote any of the assessment."""

from msgspec.structs import replace

from earlyhelp.access.permissions import Permission
from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.forms.definition import Answers
from earlyhelp.forms.loader import form
from earlyhelp.forms.promote import scale_answers
from earlyhelp.forms.validation import check
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.casework import CheckAssessment
from earlyhelp.messages.records import Narrative, Reading
from earlyhelp.records.cases import Case
from earlyhelp.records.casework import Assessment, Need, Oversight, ScaleReading
from earlyhelp.records.people import Person
from earlyhelp.services.assessment_findings import require_open
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.storage.unit_of_work import UnitOfWork

DECISION, COMMENTS, CHECKED_ON = "manager.decision", "manager.comments", "manager.checked_on"
AGREED, RETURNED = "agreed", "returned"


@handles(CheckAssessment)
def check_assessment(uow: UnitOfWork, message: CheckAssessment, context: Context) -> Receipt:
    """Keep a manager's decision on a complete assessment, in the form and under oversight.

    Shape:  one that is returned is written on by its author; what it found is taken back until it is
            complete again.  The day is the store's, not the manager's.
    Raises: Refused("assessment.own") to whoever wrote any of it; Invalid by answer key, or for one
            that does not wait for a check; Conflict when stale.
    Source: product.md 3 (manager check, rule 6); domain reference 1.3 P.
    """
    found = uow.get(Assessment, message.assessment_id)
    kept: Narrative = uow.open(found, "content")
    if not _waits(found, kept):
        raise Invalid({DECISION: "assessment.not_waiting"}, "assessment.not_waiting")
    if found.version != message.version:
        raise Conflict(version=found.version)
    if context.principal.account_id in _wrote(found, kept):
        raise Refused("assessment.own")
    require_open(uow.get(Case, found.case_id))
    said = _answers(uow, message)
    _refuse_misfits(found, kept, said)
    back = message.decision == RETURNED
    if back:
        _take_back(uow, found, kept)
    uow.change(
        found,
        message.version,
        content=replace(kept, answers=kept.answers | said, checked_by=context.principal.account_id),
        status="draft" if back else found.status,
        completed_on=None if back else found.completed_on,
    )
    record = Oversight(
        family_id=found.family_id,
        case_id=found.case_id,
        decided_at=uow.clock.now(),
        decided_by=context.principal.account_id,
        decision=f"assessment_{message.decision}",
    )
    uow.add(record, content=Narrative(text=message.comments.strip()))
    return Receipt(id=found.id, version=found.version, family_id=found.family_id)


def may_check(uow: UnitOfWork, found: Assessment, context: Context) -> bool:
    """Say whether an assessment waits for a check that this person may make."""
    who, kept = context.principal, uow.open(found, "content")
    return (
        _waits(found, kept)
        and Permission.ASSESSMENT_CHECK in context.policy.permissions_of(who)
        and who.account_id not in _wrote(found, kept)
        and uow.get(Case, found.case_id).closed_on is None
    )


def check_of(found: Assessment, kept: Narrative) -> str:
    """Return how an assessment stands with its manager: waits, agreed, returned, or empty before."""
    if found.status == "complete":
        return AGREED if kept.checked_by else "waits"
    return RETURNED if kept.checked_by else ""


def _waits(found: Assessment, kept: Narrative) -> bool:
    return check_of(found, kept) == "waits"


def _wrote(found: Assessment, kept: Narrative) -> set[int]:
    return {found.author_id, *kept.writers}


def _answers(uow: UnitOfWork, message: CheckAssessment) -> Answers:
    said: Answers = {DECISION: message.decision, CHECKED_ON: uow.clock.today().isoformat()}
    comments = message.comments.strip()
    return said | {COMMENTS: comments} if comments else said


def _refuse_misfits(found: Assessment, kept: Narrative, said: Answers) -> None:
    definition = form(kept.form_id, found.form_version)
    wrong = check(definition, said, (), complete=False)
    if said[DECISION] == RETURNED and COMMENTS not in said:
        wrong[COMMENTS] = "assessment.comment_missing"
    if not said[DECISION]:
        wrong[DECISION] = "answer.required"
    if wrong:
        raise Invalid(wrong)


def _take_back(uow: UnitOfWork, found: Assessment, kept: Narrative) -> None:
    """Take back the needs and readings an assessment found: completing it again finds them anew."""
    for row in (*uow.all(Need, Need.assessment_id == found.id), *_readings(uow, found, kept)):
        uow.remove(row)


def _readings(uow: UnitOfWork, found: Assessment, kept: Narrative) -> list[ScaleReading]:
    """Return the readings of an assessment: another one of the case, of the same day, keeps its own."""
    members = [one.id for one in uow.all(Person, Person.family_id == found.family_id)]
    definition = form(kept.form_id, found.form_version)
    given = scale_answers(definition, kept.answers, members)
    own = {(one.area, one.scorer, one.person_id): one.value for one in given}
    mine = []
    of_the_day = (
        ScaleReading.case_id == found.case_id,
        ScaleReading.event == "assessment",
        ScaleReading.read_on == found.completed_on,
    )
    for row in uow.all(ScaleReading, *of_the_day, order=ScaleReading.id.desc()):
        read: Reading = uow.open(row, "reading")
        place = (read.area, read.scorer, read.person_id)
        if own.get(place) == read.value:
            del own[place]
            mine.append(row)
    return mine
