"""Of a family somebody is too close to no search hints that it is there; others are not touched by it."""

from earlyhelp.messages.conflicts import EndConflict, RecordConflict
from earlyhelp.messages.people import PossibleMatches
from tests.services.founded import plant

ASKED = PossibleMatches(forename="Anna", surname="Beinahe", postcode="PL1 3AB")


def test_whoever_is_too_close_gets_no_blind_match(door):
    planted = plant(door, surname="Beinahe")
    for login in ("sol", "sam"):
        door(login).built()
        assert len(door(login).dispatch(ASKED)) == 1
    sol = door("sol").id
    with door("sol").unit() as uow:
        assert uow.session.conflicts() == frozenset()
    told = door("maureen").dispatch(
        RecordConflict(family_id=planted.family_id, account_id=sol, lead_known=True)
    )
    with door("sol").unit() as uow:
        assert uow.session.conflicts() == {planted.family_id}
    assert door("sol").dispatch(ASKED) == ()
    assert len(door("sam").dispatch(ASKED)) == 1
    door("maureen").dispatch(EndConflict(conflict_id=told.id, reason="mistake"))
    assert len(door("sol").dispatch(ASKED)) == 1
