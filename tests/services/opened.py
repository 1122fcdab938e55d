"""Opens a planted family and lays records into it, for the tests of the family page."""

from datetime import date

from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.plans import PlanContent
from earlyhelp.messages.records import Narrative, Reading
from earlyhelp.records.casework import (
    EarlyHelpPlan,
    Review,
    ScaleReading,
)


def look(door, planted, login="priya", purpose=""):
    return door(login).dispatch(FamilyPageView(family_id=planted.family_id, purpose=purpose))


def add(door, record, login="priya", **sealed):
    with door(login).unit() as uow:
        uow.need_keys({record.family_id})
        uow.add(record, **sealed)
        uow.commit()
    return record.id


def of_case(planted):
    return {"family_id": planted.family_id, "case_id": planted.case_id}


def authorised(door, planted, authorised_on=date(2026, 10, 20), outcomes=()):
    plan = EarlyHelpPlan(
        **of_case(planted), number=1, status="authorised", author_id=door("priya").id,
        started_on=date(2026, 10, 10), submitted_on=authorised_on, authorised_on=authorised_on,
        authorised_by=door("maureen").id, actions_done=1, actions_total=2,
    )  # fmt: skip
    return add(door, plan, content=PlanContent(outcomes=outcomes), comment=None)


def reviewed(door, planted, plan_id, held_on, next_on=None, now=None):
    review = Review(
        **of_case(planted), plan_id=plan_id, held_on=held_on, next_on=next_on,
        mode="taf_meeting", decision="continue", recorded_by=door("priya").id,
    )  # fmt: skip
    return add(door, review, content=Narrative(form_id="review", form_version=1, now=now or {}))


def reading(door, planted, read_on, value, person_id=0, area="home_money"):
    record = ScaleReading(**of_case(planted), read_on=read_on, event="assessment")
    given = Reading(area=area, scorer="parent", value=value, person_id=person_id)
    add(door, record, reading=given)
