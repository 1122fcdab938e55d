"""Before one person goes, somebody who may read the family sees where they stay named."""

from datetime import date

import pytest

from earlyhelp.access.permissions import Permission
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.casework import AddCaseNote
from earlyhelp.messages.records import Narrative
from earlyhelp.messages.retention import (
    ConfirmErasure,
    LookAgain,
    ProposeErasure,
    RetentionQueue,
    WhereNamed,
    WithdrawErasure,
)
from earlyhelp.records.cases import Case
from earlyhelp.records.casework import CaseNote
from earlyhelp.records.erasure_naming import ErasureNaming
from earlyhelp.services.erasure_naming import keep_seen
from tests.services.founded import TODAY, plant
from tests.services.retiring import prove


@pytest.fixture
def planted(door):
    return plant(door)


def note(door, planted, text):
    return door("priya").dispatch(AddCaseNote(family_id=planted.family_id, text=text)).id


def named(door, planted, person_id=None):
    wanted = WhereNamed(reference=planted.reference, person_id=person_id or planted.child_id)
    return door("maureen").dispatch(wanted).texts


def propose(door, planted, stays=""):
    wish = ProposeErasure(
        reference=planted.reference, reason="right", person_id=planted.child_id, stays=stays
    )
    return door("maureen").dispatch(wish).id


def confirm(door, proposal_id):
    prove(door("ira"))
    return door("ira").dispatch(ConfirmErasure(proposal_id=proposal_id))


def row_of(door, login, planted):
    rows = door(login).dispatch(RetentionQueue()).due
    return next(row for row in rows if row.reference == planted.reference)


def test_the_list_tells_kind_day_and_author_but_no_word(door, planted):
    about = note(door, planted, "Maja settled well at school.")
    note(door, planted, "Anna spoke of her work.")
    (found,) = named(door, planted)
    assert (found.kind, found.key, found.on, found.by) == (
        "case_note", about, TODAY, "Priya Nandra",
    )  # fmt: skip
    assert found.section == "contacts"
    assert "settled" not in str(found)


def test_a_closed_record_counts_too(door, planted):
    note(door, planted, "Maja settled well at school.")
    with door("maureen").unit() as uow:
        uow.change(
            uow.get(Case, planted.case_id), None, status="closed", closed_on=date(2026, 11, 1)
        )
        uow.commit()
    assert [one.kind for one in named(door, planted)] == ["case_note"]


def test_what_a_family_shares_names_nobody_alone(door, planted):
    note(door, planted, "The Kowalska family moved within 1 Made Up Row.")
    assert named(door, planted) == ()
    note(door, planted, "Born on 30 September 2017.")
    assert len(named(door, planted)) == 1


def test_where_somebody_stays_named_a_reason_is_asked_for(door, planted):
    note(door, planted, "Maja settled well at school.")
    for stays in ("", "because"):
        with pytest.raises(Invalid) as told:
            propose(door, planted, stays)
        assert told.value.fields == {"stays": "retention.stays"}
    assert propose(door, planted, "others")


def test_nobody_named_needs_no_reason(door, planted):
    waiting = propose(door, planted)
    assert row_of(door, "ira", planted).named == ()
    assert confirm(door, waiting).rows["person"] == 1


def test_the_second_person_sees_numbers_by_kind_and_why(door, planted):
    note(door, planted, "Maja settled well at school.")
    note(door, planted, "A call with Maja.")
    propose(door, planted, "others")
    row = row_of(door, "ira", planted)
    assert [(one.kind, one.count) for one in row.named] == [("case_note", 2)]
    assert (row.stays, row.changed) == ("others", False)


def test_what_is_kept_names_nobody_and_goes_with_the_erasure(door, planted):
    note(door, planted, "Maja settled well at school.")
    waiting = propose(door, planted, "others")
    with door("ira").unit(Permission.RETENTION_DECIDE) as uow:
        (kept,) = uow.all(ErasureNaming, ErasureNaming.proposal_id == waiting)
        assert "Maja" not in kept.listed
    found = confirm(door, waiting)
    assert "erasure_naming" not in found.rows
    assert found.texts_left >= 1
    with door("ira").unit(Permission.RETENTION_DECIDE) as uow:
        assert uow.all(ErasureNaming, ErasureNaming.proposal_id == waiting) == []


def test_a_text_that_names_the_person_since_sends_it_back_to_who_may_read(door, planted):
    note(door, planted, "Maja settled well at school.")
    waiting = propose(door, planted, "others")
    note(door, planted, "Maja was mentioned again.")
    assert row_of(door, "ira", planted).changed
    with pytest.raises(Refused, match=r"erasure\.changed"):
        confirm(door, waiting)
    door("maureen").dispatch(LookAgain(proposal_id=waiting, stays="others"))
    row = row_of(door, "ira", planted)
    assert (row.changed, row.named[0].count) == (False, 2)
    assert confirm(door, waiting).number


def test_a_text_that_names_somebody_else_changes_nothing(door, planted):
    note(door, planted, "Maja settled well at school.")
    waiting = propose(door, planted, "others")
    note(door, planted, "Anna spoke of her work.")
    note(door, planted, "The Kowalska family was out.")
    row = row_of(door, "ira", planted)
    assert (row.changed, row.named[0].count) == (False, 1)
    assert confirm(door, waiting).number


def test_what_the_program_did_not_see_being_written_counts_as_naming_the_person(door, planted):
    waiting = propose(door, planted)
    with door("priya").unit() as uow:  # past the door: nobody looked whom it names
        uow.add(
            CaseNote(
                family_id=planted.family_id, author_id=door("priya").id,
                written_at=uow.clock.now(),
            ),
            content=Narrative(text="The family was out."),
        )  # fmt: skip
        uow.commit()
    with pytest.raises(Refused, match=r"erasure\.changed"):
        confirm(door, waiting)
    door("maureen").dispatch(LookAgain(proposal_id=waiting))
    assert confirm(door, waiting).number


@pytest.mark.parametrize(("text", "left"), [("Maja is mentioned less.", 2), ("A child.", 1)])
def test_a_record_on_the_list_that_is_mended_leaves_it_once_it_names_nobody(
    door, planted, text, left
):
    first = note(door, planted, "Maja settled well at school.")
    note(door, planted, "A call with Maja.")
    waiting = propose(door, planted, "others")
    with door("priya").unit() as uow:
        uow.change(uow.get(CaseNote, first), None, content=Narrative(text=text))
        keep_seen(uow)
        uow.commit()
    row = row_of(door, "ira", planted)
    assert (row.changed, row.named[0].count) == (False, left)
    assert confirm(door, waiting).number


def test_a_text_changed_since_counts_like_a_new_one(door, planted):
    ident = note(door, planted, "Maja settled well at school.")
    waiting = propose(door, planted, "others")
    with door("priya").unit() as uow:
        row = uow.get(CaseNote, ident)
        uow.change(row, None, content=uow.open(row, "content"))
        uow.commit()
    with pytest.raises(Refused, match=r"erasure\.changed"):
        confirm(door, waiting)


def test_a_text_of_another_family_changes_nothing(door, planted):
    waiting = propose(door, planted)
    note(door, plant(door), "Maja is a name in this family too.")
    assert not row_of(door, "ira", planted).changed
    assert confirm(door, waiting).number


def test_a_proposal_from_before_there_were_lists_is_looked_at_first(door, planted):
    waiting = propose(door, planted)
    with door("maureen").unit(Permission.RETENTION_DECIDE) as uow:
        uow.remove(uow.first(ErasureNaming, ErasureNaming.proposal_id == waiting))
        uow.commit()
    with pytest.raises(Refused, match=r"erasure\.changed"):
        confirm(door, waiting)
    door("maureen").dispatch(LookAgain(proposal_id=waiting))
    assert confirm(door, waiting).number


@pytest.mark.parametrize("login", ["ira", "sam", "priya"])
def test_who_may_not_read_the_family_gets_no_list(door, planted, login):
    waiting = propose(door, planted)
    for message in (
        WhereNamed(reference=planted.reference, person_id=planted.child_id),
        LookAgain(proposal_id=waiting),
    ):
        with pytest.raises((Refused, Invalid)):
            door(login).dispatch(message)
    assert named(door, planted) == ()


def test_a_withdrawn_proposal_is_not_looked_at_again(door, planted):
    waiting = propose(door, planted)
    door("maureen").dispatch(WithdrawErasure(proposal_id=waiting))
    with pytest.raises(Refused):
        door("maureen").dispatch(LookAgain(proposal_id=waiting))
    assert propose(door, planted)


def test_a_person_of_another_family_is_not_there(door, planted):
    with pytest.raises(Refused):
        named(door, planted, plant(door).child_id)
    assert named(door, planted, planted.mother_id) == ()
