"""Choices about sharing, the grid, the log, the register: kept, checked, seen by those who may."""

from datetime import date, timedelta

import pytest

from earlyhelp.domain.sharing import Asked, may_share
from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.messages.sharing import (
    EndIsa,
    RecordDisclosure,
    RecordSharing,
    SaveIsa,
    SharingPage,
    SharingRegisterPage,
)
from earlyhelp.records.people import Person
from earlyhelp.services.sharing_records import (
    all_isas,
    choices_of,
    recipients,
    subjects,
    together,
)
from tests.services.founded import TODAY, plant

AGENCY = "Hyde Park School"


def agree(planted, **changes):
    plain = {
        "family_id": planted.family_id, "person_ids": (planted.child_id,),
        "said_by": planted.mother_id, "agency": AGENCY, "purposes": ("support",),
        "classes": ("identity", "personal"), "status": "given", "decided_on": TODAY,
    }  # fmt: skip
    return RecordSharing(**plain | changes)


def isa(**changes):
    plain = {
        "agency": AGENCY, "organisation_type": "school", "purposes": ("support", "review"),
        "classes": ("identity", "personal"), "from_on": date(2026, 1, 1),
        "review_on": date(2027, 6, 1), "document": "ISA-2026-014",
    }  # fmt: skip
    return SaveIsa(**plain | changes)


def told(planted, **changes):
    plain = {
        "family_id": planted.family_id, "decision": "shared", "basis": "agreement",
        "reader": "Ms Hill", "agency": AGENCY, "purpose": "support", "method": "telephone",
        "reason": "She plans the timetable", "told_family": True, "what": "The bedtime plan",
        "classes": ("personal",), "person_ids": (planted.child_id,),
    }  # fmt: skip
    return RecordDisclosure(**plain | changes)


def faults(door, message, login="priya"):
    with pytest.raises(Invalid) as caught:
        door(login).dispatch(message)
    return caught.value.fields


def cell(door, planted, person_id, agency=AGENCY):
    view = door("priya").dispatch(SharingPage(family_id=planted.family_id))
    return next(c for c in view.cells if (c.person_id, c.agency) == (person_id, agency))


def permits(door, planted, person_id, data_class="personal"):
    with door("priya").unit() as uow:
        person = subjects(uow, [uow.get(Person, person_id)])[person_id]
        asked = Asked(agency=AGENCY, purpose="support", data_class=data_class, on=TODAY)
        return may_share(
            choices_of(uow, planted.family_id), all_isas(uow), person, asked,
            together=together(uow, planted.family_id),
        )  # fmt: skip


def test_a_yes_shows_in_the_grid_once_an_agreement_covers_it(door, planted):
    door("priya").dispatch(agree(planted))
    assert cell(door, planted, planted.child_id).reason == "no_isa"
    receipt = door("ira").dispatch(isa())
    found = cell(door, planted, planted.child_id)
    assert found.state == "some"
    assert set(found.permitted) == {("support", "identity"), ("support", "personal")}
    assert cell(door, planted, planted.mother_id).state == "none"
    assert permits(door, planted, planted.child_id).permit
    assert not permits(door, planted, planted.child_id, "special_category").permit
    door("ira").dispatch(EndIsa(isa_id=receipt.id, version=receipt.version))
    assert permits(door, planted, planted.child_id).reason_key == "no_isa"


def test_a_withdrawal_ends_it_and_history_stays(door, planted):
    kept = door("ira").dispatch(isa())
    door("priya").dispatch(agree(planted, until_on=TODAY + timedelta(30)))
    assert cell(door, planted, planted.child_id).until_on == TODAY + timedelta(30)
    door("priya").dispatch(agree(planted, status="withdrawn"))
    assert cell(door, planted, planted.child_id).reason == "withdrawn"
    view = door("priya").dispatch(SharingPage(family_id=planted.family_id))
    assert [row.status for row in view.choices] == ["withdrawn", "given"]
    assert view.choices[0].by == "Priya Nandra"
    door("ira").dispatch(EndIsa(isa_id=kept.id, version=kept.version))


def test_whoever_must_be_asked_is_asked(door, planted):
    with door("priya").unit() as uow:
        teen = uow.get(Person, planted.child_id)
        details = uow.open(teen, "directory")
        from msgspec.structs import replace

        uow.change(teen, None, directory=replace(details, born_on=date(2012, 5, 1)))
        uow.commit()
    assert faults(door, agree(planted)) == {"said_by": "sharing.ask_themselves"}
    door("priya").dispatch(agree(planted, said_by=planted.child_id))
    # nobody's no is ever sent back
    door("priya").dispatch(agree(planted, status="refused"))


def test_a_small_child_is_not_asked_to_agree(door, planted):
    wrong = faults(door, agree(planted, said_by=planted.child_id))
    assert wrong == {"said_by": "sharing.ask_carer"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"agency": " "}, "agency"),
        ({"purposes": ()}, "purposes"),
        ({"purposes": ("gossip",)}, "purposes"),
        ({"classes": ("operational",)}, "classes"),
        ({"status": "done"}, "status"),
        ({"person_ids": ()}, "person_ids"),
        ({"decided_on": date(2026, 11, 23)}, "decided_on"),
        ({"until_on": date(2026, 1, 1)}, "until_on"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(door, planted, changes, field):
    assert field in faults(door, agree(planted, **changes))


def test_people_of_other_families_are_sent_back(door, planted):
    other = plant(door, surname="Pascoe")
    assert "person_ids" in faults(door, agree(planted, person_ids=(other.child_id,)))
    assert "said_by" in faults(door, agree(planted, said_by=other.mother_id))
    assert "person_ids" in faults(door, told(planted, person_ids=(other.child_id,)))


@pytest.fixture
def covered(door):
    """A live sharing agreement with the school, ended after the test."""
    kept = door("ira").dispatch(isa())
    yield kept
    rows = {row.id: row for row in door("ira").dispatch(SharingRegisterPage()).isas}
    if rows[kept.id].standing != "ended":
        door("ira").dispatch(EndIsa(isa_id=kept.id, version=rows[kept.id].version))


def log(door, planted):
    return door("priya").dispatch(SharingPage(family_id=planted.family_id)).log


def test_nothing_is_written_down_as_told_that_no_agreement_covers(door, planted):
    door("priya").dispatch(agree(planted))
    for basis in ("agreement", "information_duty"):
        assert faults(door, told(planted, basis=basis)) == {"agency": "sharing.told.no_isa"}
    kept = door("ira").dispatch(isa())
    door("priya").dispatch(told(planted, agency=f" {AGENCY.upper()} "))
    for changes in ({"purpose": "refer"}, {"classes": ("personal", "special_category")}):
        assert faults(door, told(planted, **changes)) == {"agency": "sharing.told.no_isa"}
    door("ira").dispatch(EndIsa(isa_id=kept.id, version=kept.version))
    assert faults(door, told(planted)) == {"agency": "sharing.told.no_isa"}
    (entry,) = log(door, planted)
    assert (entry.note.classes, entry.note.sources[0]) == (("personal",), f"isa:{kept.id}")


def test_nothing_is_written_down_as_told_that_somebody_did_not_agree_to(door, planted, covered):
    refused = {"person_ids": "sharing.told.not_agreed"}
    assert faults(door, told(planted)) == refused
    door("priya").dispatch(agree(planted))
    both = (planted.child_id, planted.mother_id)
    assert faults(door, told(planted, person_ids=both)) == refused
    door("priya").dispatch(told(planted))
    door("priya").dispatch(agree(planted, status="withdrawn"))
    assert faults(door, told(planted)) == refused
    assert len(log(door, planted)) == 1


def test_what_was_told_says_what_it_was_of_whom_to_whom_and_for_what(door, planted, covered):
    door("priya").dispatch(agree(planted))
    for name in ("agency", "purpose", "classes", "person_ids"):
        empty = {name: () if name in {"classes", "person_ids"} else ""}
        assert faults(door, told(planted, **empty)) == {name: "entry.required"}
        safe = told(planted, basis="safeguarding", **empty)
        door("priya").dispatch(safe)
        door("priya").dispatch(told(planted, decision="not_shared", basis="", **empty))
    assert "classes" in faults(door, told(planted, classes=("gossip",)))


def test_telling_and_not_telling_are_both_written_down(door, planted, covered):
    door("priya").dispatch(agree(planted))
    door("priya").dispatch(told(planted))
    no = told(planted, decision="not_shared", basis="", reason="Not needed", told_family=False)
    door("priya").dispatch(no)
    view = door("priya").dispatch(SharingPage(family_id=planted.family_id))
    assert {row.decision for row in view.log} == {"shared", "not_shared"}
    with door("priya").unit() as uow:
        uow.need_keys({planted.family_id})
        (who,) = recipients(uow, planted.family_id)
    assert (who.reader, who.agency, who.person_ids) == ("Ms Hill", AGENCY, (planted.child_id,))


def test_safety_needs_no_agreement_but_its_reason(door, planted):
    safe = told(planted, basis="safeguarding", agency="Police", told_family=False)
    assert faults(door, safe) == {"not_told_why": "sharing.not_told"}
    said = {"not_told_why": "It would put Maja at risk"}
    safe = told(planted, basis="safeguarding", agency="Police", told_family=False, **said)
    door("priya").dispatch(safe)
    (entry,) = log(door, planted)
    assert (entry.basis, entry.note.sources) == ("safeguarding", ("basis:safeguarding",))
    assert entry.note.reason
    assert faults(door, told(planted, basis="safeguarding", reason=""))["reason"]
    assert "basis" in faults(door, told(planted, basis=""))


def test_only_those_who_work_with_the_family_see_and_record(door, planted):
    for login in ("omar", "sol", "sam", "bea", "ira", "ana"):
        for message in (SharingPage(family_id=planted.family_id), agree(planted), told(planted)):
            with pytest.raises(Refused):
                door(login).dispatch(message)
    assert door("maureen").dispatch(agree(planted)).version == 1
    assert door("maureen").dispatch(SharingPage(family_id=planted.family_id)).choices


def test_the_register_is_information_governance_s(door):
    kept = door("ira").dispatch(isa(agency="Plym Health", review_on=date(2026, 12, 1)))
    rows = {row.agency: row for row in door("ira").dispatch(SharingRegisterPage()).isas}
    assert rows["Plym Health"].standing == "review"
    changed = isa(agency="Plym Health", isa_id=kept.id, version=1, from_on=date(2026, 12, 2))
    door("ira").dispatch(changed)
    rows = {row.agency: row for row in door("ira").dispatch(SharingRegisterPage()).isas}
    assert rows["Plym Health"].standing == "later"
    with pytest.raises(Conflict):
        door("ira").dispatch(changed)
    for login in ("priya", "maureen", "bea"):
        for message in (SharingRegisterPage(), isa()):
            with pytest.raises(Refused):
                door(login).dispatch(message)
    wrong = faults(door, isa(document="", purposes=(), review_on=date(2025, 1, 1)), "ira")
    assert set(wrong) == {"document", "purposes", "review_on"}
