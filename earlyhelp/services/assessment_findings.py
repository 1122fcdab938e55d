"""Promotes what answers found: readings, needs, levels of need, a concern.  Asks nothing itself."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from earlyhelp.domain.case_flow import ENDED, OPEN, CaseStatus, Step, after
from earlyhelp.domain.codes import code_list
from earlyhelp.errors import Invalid, Refused
from earlyhelp.forms.definition import Answers, FormDefinition
from earlyhelp.forms.promote import ScaleAnswer, need_answers, scale_answers
from earlyhelp.messages.records import CodedNeed, Narrative, Reading
from earlyhelp.records.cases import Case, LevelOfNeed, SafeguardingConcern
from earlyhelp.records.casework import Assessment, Need, ScaleReading
from earlyhelp.records.people import Family
from earlyhelp.services.context import Context
from earlyhelp.storage.unit_of_work import UnitOfWork


class Event(NamedTuple):
    """What readings belong to: `name` is assessment, review or closure."""

    case: Case
    name: str
    on: date


def add_readings(
    uow: UnitOfWork,
    event: Event,
    filled: tuple[FormDefinition, Answers, Sequence[int]],
    more: Iterable[ScaleAnswer] = (),
) -> None:
    """Record every scale reading of a filled form, and others given beside it, each once."""
    given = {(one.area, one.scorer, one.person_id): one.value for one in scale_answers(*filled)}
    given |= {(one.area, one.scorer, one.person_id): one.value for one in more}
    for (area, scorer, person_id), value in given.items():
        record = ScaleReading(
            family_id=event.case.family_id,
            case_id=event.case.id,
            read_on=event.on,
            event=event.name,
        )
        reading = Reading(area=area, scorer=scorer, value=value, person_id=person_id)
        uow.add(record, reading=reading)


def add_needs(
    uow: UnitOfWork, assessment: Assessment, form: FormDefinition, children: Sequence[int]
) -> None:
    """Record every coded need of a finished assessment."""
    answers = uow.open(assessment, "content").answers
    for found in need_answers(form, answers, children):
        need = Need(
            family_id=assessment.family_id,
            case_id=assessment.case_id,
            assessment_id=assessment.id,
        )
        uow.add(need, coded=CodedNeed(ref=found.code, person_id=found.person_id))


def judge_level(
    uow: UnitOfWork, context: Context, event: Event, level: str, reason: str, person_id: int = 0
) -> None:
    """Keep a dated judgement of the level of need, of the family or of one child."""
    if not code_list("level_of_need").has(level):
        return
    judged = LevelOfNeed(
        family_id=event.case.family_id,
        case_id=event.case.id,
        person_id=person_id or None,
        level=level,
        judged_on=event.on,
        judged_by=context.principal.account_id,
    )
    uow.add(judged, content=Narrative(text=reason))


def show_on_family(uow: UnitOfWork, case: Case, **columns: str) -> None:
    """Keep level and status of a family as its lists show them; what is the same stays unwritten."""
    family = uow.get(Family, case.family_id)
    fresh = {name: value for name, value in columns.items() if value != getattr(family, name)}
    if fresh:
        uow.change(family, None, **fresh)


def raise_gate(
    uow: UnitOfWork, context: Context, case: Case, form: FormDefinition, answers: Answers
) -> None:
    """Record a safeguarding concern from the gate of a form; early help stops."""
    concern = SafeguardingConcern(
        family_id=case.family_id,
        raised_at=uow.clock.now(),
        raised_by=context.principal.account_id,
    )
    uow.add(
        concern,
        content=Narrative(form_id=form.id, form_version=form.version, answers=answers),
    )
    status = after(CaseStatus(case.status), Step.RAISE_CONCERN)
    if case.status != status:
        uow.change(case, None, status=status.value)


def require_open(case: Case) -> CaseStatus:
    """Return where an open case stands.

    Raises: Invalid for a case that has ended or is with the front door.
    """
    status = CaseStatus(case.status)
    if status not in OPEN:
        escalated = status is CaseStatus.ESCALATED
        key = "case.step.not_now" if escalated else "casework.ended"
        raise Invalid({"case_id": key}, key)
    return status


def require_going_on(case: Case) -> None:
    """Let what is typed be kept as long as the case has not ended; while it rests nothing is lost.

    Raises: Refused for a case that has ended.
    """
    if CaseStatus(case.status) in ENDED:
        raise Refused("casework.ended")


def require_day(uow: UnitOfWork, case: Case, field: str, day: date) -> None:
    """Let a day pass that lies between the opening of the case and today.

    Raises: Invalid on the named field.
    """
    if day > uow.clock.today():
        raise Invalid({field: "casework.in_future"})
    if day < case.opened_on:
        raise Invalid({field: "casework.before_case"})
