"""The audit in words: acts, records, families by the reference retention tells, or by their last digits."""

import pytest
from msgspec.structs import replace

from earlyhelp.access.permissions import Permission
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.base import Page
from earlyhelp.messages.casework import AddCaseNote
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.partner_shares import PartnerShares
from earlyhelp.messages.trail import AuditTrail
from earlyhelp.services.act_words import act_told_to_family, act_words, record_words
from earlyhelp.services.look_purpose import Purposes, purpose_words
from earlyhelp.storage.unit_of_work import UnitOfWork
from tests.services.founded import plant
from tests.services.retiring import plant_ended
from tests.services.test_access_hits import hits, plant_hit


def trail(door, **wanted):
    return door("ira").dispatch(AuditTrail(page=Page(limit=50), **wanted)).rows


def test_an_entry_says_what_was_done_to_which_kinds_of_records(door):
    planted = plant(door)
    door("priya").dispatch(PartnerShares(family_id=planted.family_id))
    door("priya").dispatch(FamilyPageView(family_id=planted.family_id))
    read, looked, *_ = trail(door, who="priya", family=str(planted.family_id))
    assert (read.did, looked.did) == ("opened the family", "looked at what partners were shown")
    assert (looked.act, looked.reference) == ("partner:share", "")  # as it was written; not closed
    assert record_words(["case_note:1:v1", "contact:2:v1", "contact:3:v2", "new_kind:4"]) == (
        "Case note, Contact (2), A record"
    )


def test_what_was_refused_is_never_worded_as_if_it_had_happened(door, monkeypatch):
    told = act_words("partner:share", "refused")
    assert told == "was refused: show the plan to a partner in the program"
    assert act_words("family:read", "refused") == "was refused: open families"
    planted = plant(door)
    monkeypatch.setattr(door("maureen").context, "purposes", Purposes())
    with pytest.raises(Refused):
        door("maureen").dispatch(FamilyPageView(family_id=planted.family_id))
    (row, *_) = trail(door, who="maureen")
    assert (row.outcome, row.did) == ("refused", "was asked why they look; nothing was shown")
    assert act_words("of:tomorrow", "done").startswith("did something")
    assert act_told_to_family("conflict:record", "done") == "checked how the record is used"
    assert act_told_to_family("family:read", "viewed") == "opened the family"


def test_a_closed_family_is_found_by_reference_and_any_by_its_digits(door):
    closed, open_one = plant_ended(door), plant(door)
    for planted in (closed, open_one):
        door("maureen").dispatch(FamilyPageView(family_id=planted.family_id))
    by_reference = trail(door, family=f" {closed.reference.lower()} ")
    assert {row.family_id for row in by_reference} == {closed.family_id}
    assert {row.reference for row in by_reference} == {closed.reference}
    digits = f"{open_one.family_id % 10**8:08d}"
    by_digits = trail(door, family=f"{digits[:4]} {digits[4:]}")
    assert open_one.family_id in {row.family_id for row in by_digits}
    assert {row.family_id % 10**8 for row in by_digits} == {open_one.family_id % 10**8}
    for unknown in (open_one.reference, "EH-1999-000001", "not a family", "0"):
        with pytest.raises(Invalid) as told:  # an open family and none at all look the same
            trail(door, family=unknown)
        assert told.value.fields == {"family": "audit.family.unknown"}


def test_only_the_references_of_the_page_are_read(door, monkeypatch):
    closed = [plant_ended(door) for _ in range(3)]
    for planted in closed:
        door("maureen").dispatch(FamilyPageView(family_id=planted.family_id))
    read = []
    rows = UnitOfWork.rows

    def seen(uow, statement):
        found = rows(uow, statement)
        if uow.permission is Permission.RETENTION_READ:
            read.append({row[0] for row in found})
        return found

    monkeypatch.setattr(UnitOfWork, "rows", seen)
    asked = AuditTrail(act=Permission.FAMILY_READ.value, page=Page(limit=2))
    page = door("ira").dispatch(asked)
    assert [row.reference for row in page.rows] == [one.reference for one in closed[:0:-1]]
    assert read == [{one.family_id for one in closed[1:]}]
    (older, *_) = (
        door("ira").dispatch(replace(asked, page=Page(limit=2, after=page.next_after))).rows
    )
    assert older.reference == closed[0].reference
    read.clear()
    (row,) = trail(door, who="ira", outcome="viewed")[:1]
    assert (row.family_id, read) == (0, [])  # a page without families asks for none


def test_the_names_in_a_note_are_not_in_the_words(door):
    planted = plant(door)
    note = AddCaseNote(family_id=planted.family_id, text="Made-up Person was there.")
    door("priya").dispatch(note)
    (row, *_) = trail(door, act=Permission.NOTE_ADD.value, who="priya")
    assert row.did == "added a case note or a sealed note"
    assert row.named.startswith("Case note")


def test_what_the_program_notes_as_the_reason_is_told_in_words():
    assert [purpose_words(one) for one in ("sign-in", "lock", "hold ended: over")] == [
        "At sign-in", "When the window was locked", "Hold ended: What it was kept for is over",
    ]  # fmt: skip
    assert purpose_words("written by hand") == "written by hand"


def test_governance_knows_every_family_by_number_and_closed_ones_by_reference_too(door, planted):
    closed = plant_ended(door)
    with door("maureen").unit() as uow:
        ids = [
            plant_hit(uow, door("omar").id, one.family_id, rule="above_peers")
            for one in (planted, closed)
        ]
        uow.commit()
    told = {
        login: [
            (row.family, row.by_number)
            for ident in ids
            for row in hits(door, "above_peers", login)
            if row.id == ident
        ]
        for login in ("ira", "maureen")
    }
    assert told["ira"] == [("", True), (closed.reference, True)]
    assert told["maureen"] == [(planted.reference, False), (closed.reference, False)]
