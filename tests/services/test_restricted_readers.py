"""Named readers of a restricted family write it, wherever their own team is; nobody else of another team."""

import pytest

from earlyhelp.errors import Refused
from earlyhelp.messages.access import ReviewRestriction
from earlyhelp.records.people import Family
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services import grants
from tests.services.founded import plant
from tests.services.restricted import opens, restrict


def test_a_reader_of_another_team_may_leave_the_team_s_own_manager_out(door):
    """A restricted family is its readers': who is left out loses it, and its key, to one of them."""
    planted = plant(door)
    restrict(door, planted, "sam")
    with door("maureen").unit() as uow:
        uow.need_keys({planted.family_id})
        former = uow.keyring.family_secret(planted.family_id)
    alone = ReviewRestriction(family_id=planted.family_id, reader_ids=())
    door("sam").dispatch(alone)
    assert [login for login in ("maureen", "priya", "sam") if opens(door, login, planted)] == [
        "sam"
    ]
    with door("sam").unit() as uow:
        uow.need_keys({planted.family_id})
        assert uow.keyring.family_secret(planted.family_id) != former
    with pytest.raises(Refused):  # the twin: whoever is not named decides nothing
        door("maureen").dispatch(alone)


def test_only_named_readers_write_a_family_of_another_team(door):
    """A grant of another kind shows a family and changes nothing of it; nor does one that gives it back."""
    planted, shown = plant(door), plant(door)
    restrict(door, planted, "sam")
    with door("maureen").unit() as uow:
        account = uow.get(StaffAccount, door("sam").id)
        grants.give(uow, door("maureen").context, shown.family_id, account, "quality_audit")
        uow.commit()
    assert opens(door, "sam", shown)
    for family_id, columns, allowed in (
        (planted.family_id, {"level": "L3"}, True),
        (planted.family_id, {"restricted": 0}, False),
        (planted.family_id, {"team_id": door("sam").team_id}, False),
        (shown.family_id, {"level": "L3"}, False),
        (shown.family_id, {"restricted": 1}, False),
    ):
        with door("sam").unit() as uow:
            family = uow.get(Family, family_id)
            for name, value in columns.items():
                setattr(family, name, value)
            if allowed:
                uow.flush()
                continue
            with pytest.raises(Refused) as told:
                uow.flush()
            assert told.value.key == "refused.row"
