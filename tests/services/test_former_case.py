"""A family that comes back: what was planned and read in the case that ended is not taken for this one's."""
# ruff: noqa: F811 - fixtures of another module

from dataclasses import replace
from datetime import date

import pytest
from msgspec.structs import replace as replace_struct

from earlyhelp.errors import Refused
from earlyhelp.messages.my_work import MyWorkPage
from earlyhelp.messages.partners import ProgressOwnAction
from earlyhelp.messages.plans import PlanPage, ProgressAction
from earlyhelp.messages.records import Reading
from earlyhelp.records.cases import Allocation, Case
from earlyhelp.records.casework import PlanAction, ScaleReading
from earlyhelp.services.look_purpose import Purposes
from tests.services.filled import ACTION, authorise, authorised, content, sent
from tests.services.opened import add, of_case
from tests.services.partnered import (  # noqa: F401  (fixtures)
    NAME,
    agreed,
    close,
    covered,
    invite,
    of,
    pat,
    planned,
)
from tests.services.shown import row, seen, show


def again(door, planted):
    """The same family with another open case, led by Priya."""
    case = Case(
        family_id=planted.family_id, status="assessing", opened_on=date(2026, 11, 21),
        closed_on=None, lead_id=door("priya").id, first_contact_on=date(2026, 11, 21),
    )  # fmt: skip
    back = replace(planted, case_id=add(door, case, "maureen"))
    lead = Allocation(
        **of_case(back), account_id=door("priya").id, role="lead",
        started_on=date(2026, 11, 21), ended_on=None,
    )  # fmt: skip
    add(door, lead, "maureen")
    return back


def test_a_partner_has_to_do_with_the_plan_of_the_case_that_goes_on(door, pat, planned):
    former = authorise(door, sent(door, planned, content(owner=NAME, text="Ring the old school")))
    close(door, planned)
    back = again(door, planned)
    now = authorised(door, back, content(owner=NAME, text="Ring the new school"))
    invite(door, back, pat)
    assert [one.text for one in of(pat, back)] == ["Ring the new school"]
    assert row(door, back).plan_id == now.id
    with pytest.raises(Refused):
        show(door, back, pat, plan_id=former.id)
    show(door, back, pat)
    assert seen(pat, back).row.number == 1
    with door("priya").unit() as uow:
        (old,) = uow.all(PlanAction, PlanAction.plan_id == former.id)
    asked = ProgressOwnAction(plan_id=former.id, version=2, action_id=old.id, status="done")
    with pytest.raises(Refused) as told:
        pat.dispatch(asked)
    assert told.value.key == "refused.record"
    (own,) = of(pat, back)
    pat.dispatch(
        ProgressOwnAction(
            plan_id=own.plan_id, version=own.version, action_id=own.action_id, status="done"
        )
    )
    assert of(pat, back)[0].status == "done"


def test_of_a_case_that_ended_no_action_moves_and_no_plan_waits(door, planned):
    plan = authorise(door, sent(door, planned, content(owner=NAME)))
    waits = sent(door, planned, content(contingency="Ring the duty line."))
    maureen = door("maureen")
    maureen.context.purposes = Purposes()
    asked = PlanPage(plan_id=waits.id)
    assert maureen.dispatch(asked).status == "submitted"  # the plan that waits is the purpose
    version = door("priya").dispatch(PlanPage(plan_id=plan.id)).version
    moved = ProgressAction(plan_id=plan.id, version=version, action_id=ACTION, status="done")
    version = door("priya").dispatch(moved).version
    close(door, planned)
    with pytest.raises(Refused) as told:
        maureen.dispatch(asked)
    assert told.value.key == "purpose.needed"
    with pytest.raises(Refused) as told:
        door("priya").dispatch(replace_struct(moved, version=version, status="not_started"))
    assert told.value.key == "casework.ended"


def read(door, planted, on, value):
    row = ScaleReading(**of_case(planted), read_on=on, event="assessment")
    add(door, row, reading=Reading(area="keeping_safe", scorer="parent", value=value))


def test_how_far_a_family_came_is_counted_from_the_start_of_this_case(door, planted):
    read(door, planted, date(2026, 10, 5), 9)
    close_plain(door, planted)
    back = again(door, planted)
    before = door("priya").dispatch(MyWorkPage())
    read(door, back, date(2026, 11, 21), 2)
    read(door, back, date(2026, 11, 22), 6)
    after = door("priya").dispatch(MyWorkPage())
    assert (after.progressing, after.with_scales) == (
        before.progressing + 1, before.with_scales + 1,
    )  # fmt: skip
    (line,) = [one for one in after.distance if one.area == "keeping_safe"]
    assert (line.first, line.latest, line.result) == (2, 6, "improved")


def close_plain(door, planted):
    with door("maureen").unit() as uow:
        uow.need_keys({planted.family_id})
        case = uow.get(Case, planted.case_id)
        uow.change(case, None, status="closed", closed_on=date(2026, 11, 20))
        uow.commit()
