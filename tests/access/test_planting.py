"""Nothing is planted in the dark: a new family must be one that its maker may see."""

from datetime import date

import pytest

from earlyhelp.errors import HouseError, Refused
from earlyhelp.messages.records import Narrative
from earlyhelp.records.access import InterestDeclaration
from earlyhelp.records.cases import Allocation, RequestForSupport
from earlyhelp.records.people import Family, Person
from tests.services.founded import plant

DAY = date(2026, 11, 1)


def new_family(uow, team_id):
    ident = uow.clock.new_id()
    family = Family(
        id=ident, team_id=team_id, reference=f"EH-2026-{ident % 1_000_000:06d}", status="waiting",
        opened_on=DAY,
    )  # fmt: skip
    return uow.new_family(family, "Madeup")


def allocate(uow, family_id, case_id, account_id):
    row = Allocation(
        family_id=family_id, case_id=case_id, account_id=account_id, role="worker",
        started_on=DAY, ended_on=None,
    )  # fmt: skip
    uow.add(row)


def try_allocating(door, login, row, refused):
    """Hang a row on a family and a case; `refused` is what it is refused with, or empty."""
    with door(login).unit() as uow:
        allocate(uow, *row)
        if refused:
            with pytest.raises(Refused, match=refused):
                uow.session.flush()
        else:
            uow.session.flush()


def request(uow, family, team_id, status):
    row = RequestForSupport(
        family_id=family.id, team_id=team_id, received_on=DAY, source="2A", status=status,
        decided_on=None, recorded_by=uow.principal.account_id,
    )  # fmt: skip
    uow.add(row, content=Narrative())


@pytest.mark.parametrize("status", ["", "accepted", "waiting"])
def test_a_practitioner_makes_a_family_with_a_request_that_waits(door, status):
    desk = door("priya")
    with desk.unit() as uow:
        family = new_family(uow, desk.team_id)
        if status:
            request(uow, family, desk.team_id, status)
        if status == "waiting":
            uow.commit()
        else:
            with pytest.raises(Refused):
                uow.commit()
    with door("maureen").unit() as uow:
        assert uow.count(Family, Family.id == family.id) == (status == "waiting")


def test_what_was_refused_once_is_not_forgotten(door):
    """A flush that failed for another row leaves the new family to be confirmed."""
    desk, other = door("priya"), door("omar").id
    with desk.unit() as uow:
        family = new_family(uow, desk.team_id)
        strange = InterestDeclaration(account_id=other, declared_on=DAY)
        uow.add(strange)
        with pytest.raises(Refused):
            uow.session.flush()
        uow.session.expunge(strange)
        with pytest.raises(Refused):
            uow.commit()
    with door("maureen").unit() as uow:
        assert uow.count(Family, Family.id == family.id) == 0


def test_a_manager_makes_families_of_their_team_only(door):
    desk, other = door("maureen"), door("sam").team_id
    with desk.unit() as uow, pytest.raises(HouseError):
        new_family(uow, other)
        uow.commit()
    with desk.unit() as uow:
        family = Family(
            id=uow.clock.new_id(), team_id=other, reference="EH-2026-999999", status="open",
            opened_on=DAY,
        )  # fmt: skip
        uow.add(family, directory="Madeup")
        with pytest.raises(Refused):
            uow.session.flush()
    with desk.unit() as uow:
        new_family(uow, desk.team_id)
        uow.commit()


def test_a_row_is_not_moved_between_families_one_may_see(door):
    one, other = plant(door), plant(door)
    with door("maureen").unit() as uow:
        person = uow.get(Person, one.mother_id)
        person.family_id = other.family_id
        with pytest.raises(Refused):
            uow.session.flush()
    with door("maureen").unit() as uow:
        uow.get(Person, one.mother_id).role = "carer"
        uow.session.flush()


def test_what_left_the_scope_is_not_handed_out_from_memory(door):
    planted = plant(door)
    with door("priya").unit() as uow:
        family, person = uow.get(Family, planted.family_id), uow.get(Person, planted.mother_id)
        given = uow.first(Allocation, Allocation.family_id == planted.family_id)
        given.ended_on = DAY
        uow.session.flush()
        for row in (family, person):
            with pytest.raises(Refused):
                uow.get(type(row), row.id)
    with door("priya").unit() as uow:
        assert uow.get(Family, planted.family_id).id == planted.family_id


def test_what_was_changed_here_is_handed_back_as_it_stands(door):
    """Asked for once more before it is saved, a row keeps its change."""
    planted = plant(door)
    with door("priya").unit() as uow:
        person = uow.get(Person, planted.mother_id)
        person.role = "carer"
        assert uow.get(Person, planted.mother_id) is person
        assert person.role == "carer"
        uow.session.flush()
        assert uow.get(Person, planted.mother_id).role == "carer"


def test_what_is_asked_for_again_comes_from_the_file(door):
    """Not from memory: the file may know better."""
    planted, desk = plant(door), door("priya")
    with desk.unit() as uow:
        person = uow.get(Person, planted.mother_id)
        known = person.role
        raw = desk.context.vault._connection
        raw.set_authorizer(None)
        desk._door.seated = None  # the next session closes its tables again
        raw.execute("UPDATE person SET role = 'carer' WHERE id = ?", (planted.mother_id,))
        assert person.role == known != "carer"
        assert uow.get(Person, planted.mother_id).role == "carer"


def test_seeing_one_family_opens_no_other_for_writing(door):
    """Whoever sees exactly one family, made later, plants nothing in the one before it."""
    hidden = plant(door)
    own = plant(door, manager="sam", lead="sol")
    ident = door("sol").id
    for planted, refused in ((own, ""), (hidden, r"refused\.row")):
        try_allocating(door, "sol", (planted.family_id, planted.case_id, ident), refused)


def test_nobody_writes_what_is_somebody_else_s_own(door):
    """Neither for an account made before one's own nor for one made after it; for oneself, yes."""
    me, before, after = (door(login).id for login in ("omar", "priya", "sol"))
    assert before < me < after
    for owner in (before, after, me):
        with door("omar").unit() as uow:
            same = int(str(owner))  # an equal number, as it comes from the file
            uow.add(InterestDeclaration(account_id=same, declared_on=DAY))
            if owner == me:
                uow.session.flush()
            else:
                with pytest.raises(Refused, match=r"refused\.row"):
                    uow.session.flush()


@pytest.mark.parametrize("turned", [False, True])
def test_a_row_hangs_on_no_parent_of_another_family(door, turned):
    """Whichever of the two families was made first."""
    one, other = plant(door), plant(door)
    one, other = (other, one) if turned else (one, other)
    ident = door("priya").id
    for parent, refused in ((other, r"refused\.parent"), (one, "")):
        try_allocating(door, "maureen", (one.family_id, parent.case_id, ident), refused)
