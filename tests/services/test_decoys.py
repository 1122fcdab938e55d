"""A decoy is marked by two people, known to governance alone, and every look at it is told."""

import pytest

from earlyhelp.access.permissions import Permission
from earlyhelp.errors import Invalid, Locked, Refused
from earlyhelp.messages.decoys import (
    ConfirmDecoy,
    Decoys,
    EndDecoy,
    HandOnDecoys,
    ProposeDecoy,
    ReviewDecoy,
)
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.my_work import MyWorkPage
from earlyhelp.messages.people import FamilyList, WhoLooked
from earlyhelp.records.looks import DecoyMark
from earlyhelp.records.people import Family
from earlyhelp.services.decoys import _opened, decoy_families
from earlyhelp.services.upkeep import Upkeep
from earlyhelp.storage import audit_trail
from tests.services.partnered import let_in


@pytest.fixture
def made_up(door):
    """A family of West that nobody works with."""
    desk = door("maureen")
    with desk.unit() as uow:
        ident = uow.clock.new_id()
        family = Family(
            id=ident, team_id=desk.team_id, reference=f"EH-2026-{ident % 10**6:06d}",
            status="closed", level="", locality="west", opened_on=uow.clock.today(), source="2A",
        )  # fmt: skip
        uow.new_family(family, "Madeup")
        uow.commit()
    return family


def propose(door, family):
    return door("maureen").dispatch(ProposeDecoy(reference=family.reference)).id


def confirmed(door, family):
    mark_id = propose(door, family)
    door("ira").dispatch(ConfirmDecoy(mark_id=mark_id))
    return mark_id


def row(door, mark_id):
    return next(one for one in door("ira").dispatch(Decoys()) if one.mark_id == mark_id)


def open_it(door, family, login="maureen"):
    return door(login).dispatch(FamilyPageView(family_id=family.id))


def test_a_look_counts_only_after_the_second_person_confirmed(door, made_up):
    mark_id = propose(door, made_up)
    open_it(door, made_up)
    assert (row(door, mark_id).confirmed_by, row(door, mark_id).looks) == ("", ())
    door("ira").dispatch(ConfirmDecoy(mark_id=mark_id))
    assert row(door, mark_id).looks == ()
    open_it(door, made_up)
    door("maureen").dispatch(WhoLooked(family_id=made_up.id))
    found = row(door, mark_id)
    assert (found.proposed_by, found.confirmed_by) == ("Maureen Tregear", "Ira Menhenick")
    assert [look.act for look in found.looks] == ["family:who_looked", "family:read"]
    assert {look.who for look in found.looks} == {"Maureen Tregear"}


def test_lists_raise_no_alert(door, made_up):
    mark_id = confirmed(door, made_up)
    shown = door("maureen").dispatch(FamilyList())
    assert made_up.id in {one.id for one in shown.rows}
    assert row(door, mark_id).looks == ()


def test_looks_are_answered_once(door, made_up):
    mark_id = confirmed(door, made_up)
    open_it(door, made_up)
    last = row(door, mark_id).looks[0].entry
    with pytest.raises(Refused) as told:
        door("ira").dispatch(EndDecoy(mark_id=mark_id))
    assert told.value.key == "decoy.waiting"
    with pytest.raises(Invalid):
        door("ira").dispatch(ReviewDecoy(mark_id=mark_id, up_to=last, reason="because"))
    door("ira").dispatch(ReviewDecoy(mark_id=mark_id, up_to=last, reason="ask_manager"))
    assert row(door, mark_id).looks == ()
    with pytest.raises(Refused):
        door("ira").dispatch(ReviewDecoy(mark_id=mark_id, up_to=last, reason="ask_manager"))
    open_it(door, made_up)
    assert len(row(door, mark_id).looks) == 1


def test_a_mark_is_taken_away_and_the_family_stays(door, made_up):
    mark_id = confirmed(door, made_up)
    door("ira").dispatch(EndDecoy(mark_id=mark_id))
    assert mark_id not in {one.mark_id for one in door("ira").dispatch(Decoys())}
    assert open_it(door, made_up).id == made_up.id


def test_a_family_somebody_works_with_is_no_decoy(door, planted):
    with pytest.raises(Invalid) as told:
        door("maureen").dispatch(ProposeDecoy(reference=planted.reference))
    assert told.value.fields == {"reference": "decoy.worked_with"}
    for login in ("maureen", "sam"):
        reference = planted.reference if login == "sam" else "EH-1999-000001"
        with pytest.raises(Invalid) as told:
            door(login).dispatch(ProposeDecoy(reference=reference))
        assert told.value.fields == {"reference": "decoy.unknown"}


def test_one_person_alone_marks_nothing(door, made_up):
    mark_id = propose(door, made_up)
    for login, message in (
        ("maureen", ConfirmDecoy(mark_id=mark_id)),
        ("priya", ProposeDecoy(reference=made_up.reference)),
        ("ira", ProposeDecoy(reference=made_up.reference)),
        ("maureen", Decoys()),
        ("bea", Decoys()),
    ):
        with pytest.raises(Refused) as told:
            door(login).dispatch(message)
        assert told.value.key == "refused.role"
    door("ira").dispatch(ConfirmDecoy(mark_id=mark_id))
    with pytest.raises(Refused):
        door("ira").dispatch(ConfirmDecoy(mark_id=mark_id))


def test_a_decoy_is_in_no_work_list(door, made_up):
    before = door("maureen").dispatch(MyWorkPage())
    confirmed(door, made_up)
    after = door("maureen").dispatch(MyWorkPage())
    assert after.families == before.families
    assert made_up.id not in {one.family_id for one in after.rows}


def test_the_mark_is_closed_to_everybody_else_even_with_the_whole_file(door, made_up):
    mark_id = confirmed(door, made_up)
    rows = rows_of(door("ira"), mark_id)
    assert rows
    assert _opened(rows[0], door("ira").context).family_id == made_up.id
    with pytest.raises(Locked):
        _opened(rows[0], door("maureen").context)
    text = repr([(one.mark_id, one.holder_id, one.wrapped) for one in rows])
    assert str(made_up.id) not in text
    assert made_up.reference not in text
    with door("maureen").unit() as uow:
        assert uow.count(DecoyMark) == 0


def rows_of(desk, mark_id):
    with desk.unit(Permission.DECOY_READ) as uow:
        return uow.all(DecoyMark, DecoyMark.mark_id == mark_id)


def test_the_audit_of_the_family_does_not_tell_of_the_mark(door, made_up):
    confirmed(door, made_up)
    with door("ira").context.vault.engine.connect() as connection:
        entries = [entry for entry, _ in audit_trail.entries(connection)]
    assert any(entry.act == "decoy:propose" for entry in entries)
    for entry in entries:
        if entry.act.startswith("decoy:"):
            assert entry.family_id == 0
            assert str(made_up.id) not in str(entry.objects)


def test_published_figures_leave_decoys_out(door, made_up):
    confirmed(door, made_up)
    with door("ira").unit(Permission.FIGURES_PUBLISH) as uow:
        assert made_up.id in decoy_families(uow, door("ira").context)


def test_who_comes_to_governance_later_is_given_the_marks_at_a_colleagues_next_session(
    door, made_up
):
    mark_id = confirmed(door, made_up)
    ivo = let_in(door, "ivo", "Ivo Nance", role="information_governance", agency="", by="ira")
    assert mark_id not in {one.mark_id for one in ivo.dispatch(Decoys())}
    Upkeep(ivo.context)._hand_on()  # who has no mark hands on none
    assert mark_id not in {one.mark_id for one in ivo.dispatch(Decoys())}
    door("ira").sit()
    Upkeep(door("ira").context)._hand_on()
    open_it(door, made_up)
    (found,) = [one for one in ivo.dispatch(Decoys()) if one.mark_id == mark_id]
    assert [look.act for look in found.looks] == ["family:read"]
    held = len(rows_of(door("ira"), mark_id))
    door("ira").dispatch(HandOnDecoys())
    assert len(rows_of(door("ira"), mark_id)) == held
    with pytest.raises(Refused):
        door("maureen").dispatch(HandOnDecoys())
