"""A named reader of another team stands in for the team of a restricted family; no other way in does."""

from datetime import date, timedelta

import pytest

from earlyhelp.errors import Refused
from earlyhelp.records.people import Family
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services import grants
from tests.services.founded import plant
from tests.services.restricted import restrict

OTHER_WAYS = (
    "quality_audit",
    "subject_request",
)  # one before, one after "restricted" in the alphabet


def give(door, planted, kind, until=None):
    """Give Sol, who works in the other team, a way into a family."""
    ident = door("sol").id
    with door("maureen").unit() as uow:
        account = uow.get(StaffAccount, ident)
        grants.give(uow, door("maureen").context, planted.family_id, account, kind, until)
        uow.commit()


def change(door, planted, **values):
    with door("sol").unit() as uow:
        uow.change(uow.get(Family, planted.family_id), None, **values or {"level": "L3"})
        uow.session.flush()


@pytest.fixture
def families(door):
    """Three restricted families in the order they were made; Sol is a named reader of the second."""
    before, named, after = plant(door), plant(door), plant(door)
    restrict(door, named, "sol", "priya")
    for other in (before, after):
        restrict(door, other, "omar", "sam")  # accounts made before and after Sol's
        for kind in OTHER_WAYS:
            give(door, other, kind)
    return before, named, after


def test_a_named_reader_of_another_team_writes_the_family(door, families):
    change(door, families[1])


@pytest.mark.parametrize("place", [0, 2])
def test_no_other_way_in_and_nobody_else_s_name_stands_in_for_the_team(door, families, place):
    with pytest.raises(Refused, match=r"refused\.row"):
        change(door, families[place])


def test_a_name_counts_only_while_it_lasts(door, families):
    give(door, families[0], "restricted", door.clock.now() + timedelta(hours=1))
    change(door, families[0])
    door.clock.instant += timedelta(hours=2)
    with pytest.raises(Refused, match=r"refused\.row"):
        change(door, families[0])


def test_a_name_on_a_family_that_is_not_restricted_stands_in_for_nothing(door):
    planted = plant(door)
    give(door, planted, "restricted")
    for values in ({"level": "L3"}, {"restricted": 1}):
        with pytest.raises(Refused, match=r"refused\.row"):
            change(door, planted, **values)


def test_a_named_reader_neither_lifts_the_restriction_nor_removes_the_family(door, families):
    with pytest.raises(Refused, match=r"refused\.row"):
        change(door, families[1], restricted=0)
    with door("sol").unit() as uow:
        uow.remove(uow.get(Family, families[1].family_id))
        with pytest.raises(Refused, match=r"refused\.row"):
            uow.session.flush()


def test_a_named_reader_makes_no_family_of_the_other_team(door, families):
    assert families
    with door("sol").unit() as uow:
        family = Family(
            id=uow.clock.new_id(), team_id=door("priya").team_id, reference="EH-2026-999998",
            status="open", restricted=1, opened_on=date(2026, 11, 1),
        )  # fmt: skip
        uow.add(family, directory="Madeup")
        with pytest.raises(Refused, match=r"refused\.row"):
            uow.session.flush()
