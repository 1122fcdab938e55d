"""The emergency duty: who is on the list, who holds the key, the drill that tries it."""

from datetime import timedelta

import pytest

from earlyhelp.errors import Refused
from earlyhelp.messages.access import RenewEmergencyKey, ReviewRestriction
from earlyhelp.messages.emergency_duty import DrillEmergencyKey, EmergencyDuty
from earlyhelp.records.access import EmergencyWrap
from tests.services.founded import plant
from tests.services.restricted import on_duty, restrict


def duty(door, login="ira"):
    return door(login).dispatch(EmergencyDuty())


def test_the_list_says_who_holds_the_key_and_who_waits_for_it(door):
    on_duty(door, "sam")
    on_duty(door, "sam", "maureen")
    found = {row.name: row.holds for row in duty(door).rows}
    assert found == {"Sam Trevithick": True, "Maureen Tregear": False}
    assert {one.name for one in duty(door).possible} >= found.keys()
    assert duty(door, "maureen").possible == ()  # only who names them chooses
    assert (duty(door, "sam").i_hold, duty(door, "maureen").i_hold) == (True, False)
    door("sam").dispatch(RenewEmergencyKey())
    assert duty(door, "maureen").i_hold
    with pytest.raises(Refused):
        duty(door, "priya")


def test_the_drill_keeps_its_day_and_nobody_else_can_hold_it(door):
    on_duty(door, "sam")
    planted = plant(door)
    restrict(door, planted)
    before = door.clock.instant
    with pytest.raises(Refused) as told:
        door("maureen").dispatch(DrillEmergencyKey())
    assert told.value.key == "emergency.holder"
    assert door("sam").dispatch(DrillEmergencyKey()).whole
    found = duty(door)
    assert (found.drilled_on, found.drilled_by) == (door.clock.today(), "Sam Trevithick")
    assert not found.drill_due
    door.clock.instant += timedelta(days=365)
    assert duty(door).drill_due
    door.clock.instant = before


def test_the_drill_tells_of_a_family_the_key_does_not_open(door):
    on_duty(door, "sam")
    planted = plant(door)
    restrict(door, planted)
    with door("maureen").unit() as uow:
        uow.need_keys({planted.family_id})
        wrap = uow.first(EmergencyWrap, EmergencyWrap.family_id == planted.family_id)
        uow.remove(wrap)
        uow.commit()
    assert not door("sam").dispatch(DrillEmergencyKey()).whole
    door("maureen").dispatch(ReviewRestriction(family_id=planted.family_id, reader_ids=()))
    assert door("sam").dispatch(DrillEmergencyKey()).whole  # which the review puts right
