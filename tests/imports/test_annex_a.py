"""Dirty rows are mended where the meaning is certain, and listed where it is not."""

from datetime import date
from pathlib import Path

import pytest

from earlyhelp.errors import Invalid
from earlyhelp.imports.rows import Mend, Source
from tests.imports.told import contacts, mends, reasons
from tests.imports.workbooks import (
    ASSESSMENTS,
    CONTACTS,
    assessment,
    at,
    book,
    contact,
    good,
    referral,
)

REAL = Path(__file__).resolve().parents[3] / "shared/data/annex_a/Annex_A_2024_Jan.xlsx"


def test_a_good_workbook_is_read_whole(read):
    annex = read(good())
    assert annex.read == {"contacts": 1, "assessments": 1, "referrals": 1}
    assert (annex.rejected, annex.mended, annex.originals) == ((), (), ())
    assert [person.child_id for person in annex.people] == ["900001", "900002", "900003"]
    assert annex.contacts[0].contact_on == date(2020, 9, 16)
    assert annex.contacts[0].contact_source == "6"
    assert annex.assessments[0].completed_on == date(2020, 10, 1)
    assert annex.assessments[0].organisation == "Early Help North"
    told = annex.referrals[0]
    assert (told.referral_source, told.no_further_action) == ("2A", False)
    assert (told.referrals_last_12_months, told.team) == (2, "Team North")
    assert annex.referrals[0].source == Source("referrals", 2)
    child = annex.people[0]
    assert (child.sex, child.ethnicity, child.born_on) == ("F", "WBRI", date(2010, 5, 4))


@pytest.mark.skipif(not REAL.exists(), reason="the sample workbook is not beside the project")
def test_the_sample_workbook_of_the_sector(read_apart):
    """Counted by hand in the workbook: 5 + 5 + 6 rows, 16 children, nothing beyond mending."""
    annex = read_apart(REAL.read_bytes())
    assert annex.read == {"contacts": 5, "assessments": 5, "referrals": 6}
    counts = len(annex.contacts), len(annex.assessments), len(annex.referrals)
    assert counts == (5, 5, 6)
    assert len(annex.people) == 16
    assert annex.rejected == ()
    assert sorted(set(mends(annex))) == [
        "age_fraction",
        "birth_unknown",
        "letter_missing",
        "spaces",
    ]
    assert mends(annex).count("age_fraction") == 16
    assert mends(annex).count("spaces") == 6
    without_age = [mend for mend in annex.mended if not mend.what.endswith("age_fraction")]
    assert without_age[:2] == [
        Mend(list="contacts", row=2, column="Gender", what="import.mend.letter_missing"),
        Mend(list="contacts", row=3, column="Date of Birth", what="import.mend.birth_unknown"),
    ]
    unknown = [person for person in annex.people if person.born_on is None]
    assert [(one.child_id, one.age_years, one.sex) for one in unknown] == [("11973218", 8, "F")]
    assert [one.contact_source for one in annex.contacts] == ["6", "6", "1B", "6", "9"]
    assert [one.referral_source for one in annex.referrals] == ["8", "3D", "6", "2A", "6", "6"]
    assert {one.worker for one in annex.referrals} == {
        "Dustin Hazlett",
        "Mathilde Cutsforth",
        "Verdell Arp",
    }
    ethnicity = [person.ethnicity for person in annex.people]
    assert ethnicity.count("NOBT") == 4
    assert ethnicity.count("WBRI") == 10
    sexes = [person.sex for person in annex.people]
    assert (sexes.count("F"), sexes.count("M"), sexes.count("U")) == (7, 8, 1)


def test_what_is_listed_is_shown(read):
    annex = contacts(read, contact(sex="girl"))
    assert annex.rejected[0].value_shown == "girl"
    assert annex.people == ()


def test_an_unborn_child_may_be_told_of(read):
    annex = contacts(read, contact(born_on=at(2020, 12, 1), age_years=0))
    assert reasons(annex) == []
    assert len(annex.contacts) == 1


def test_an_assessment_may_be_under_way_but_not_end_first(read):
    rows = [
        assessment(completed_on=None),
        assessment(child_id=8, completed_on=at(2020, 9, 1)),
    ]
    annex = read(book({"List 2": rows}))
    assert [one.completed_on for one in annex.assessments] == [None]
    assert reasons(annex) == [("Assessment completion date", "end_before_start")]


def test_list_three_answers(read):
    rows = [
        referral(child_id=1, no_further_action="a) Yes", worker="Robin\xa0Made-Up"),
        referral(child_id=2, no_further_action=True, referrals="3"),
        referral(child_id=3, no_further_action=None, referrals=None, worker="#N/A"),
        referral(child_id=4, no_further_action="perhaps"),
        referral(child_id=5, referrals=1.5),
    ]
    annex = read(book({"List 3": rows}))
    told = [(one.no_further_action, one.referrals_last_12_months) for one in annex.referrals]
    assert told == [(True, 2), (True, 3), (None, None)]
    assert [one.worker for one in annex.referrals] == ["Robin Made-Up", "Robin Made-Up", ""]
    assert reasons(annex) == [
        ("Referral NFA?", "code_unknown"),
        ("Number of Referrals in Last 12 Months", "count"),
    ]


def test_a_child_of_whom_two_things_are_said_is_listed(read):
    other = at(2011, 1, 1)
    annex = read(
        book(
            {
                "List 1": [contact(), contact(child_id=7)],
                "List 2": [
                    assessment(child_id=900001, born_on=other, sex="b) Female", ethnicity=None)
                ],
            }
        )
    )
    assert [(one.list, one.row, one.column) for one in annex.rejected] == [
        ("contacts", 2, "Date of Birth"),
        ("assessments", 2, "Date of Birth"),
    ]
    assert [person.child_id for person in annex.people] == ["7"]


def test_an_unknown_contradicts_nothing(read):
    first = contact(born_on=None, sex="c) Not stated/recorded", ethnicity="t) NOBT")
    annex = read(book({"List 1": [first], "List 2": [assessment(child_id=900001)]}))
    assert annex.rejected == ()
    (child,) = annex.people
    assert (child.born_on, child.sex, child.ethnicity) == (date(2010, 5, 4), "M", "APKN")
    assert child.source == Source("contacts", 2)


def test_a_repeated_row_is_read_once_and_a_changed_repeat_is_listed(read):
    annex = contacts(read, contact(), contact(), contact(contact_source="u) 10: Unknown"))
    assert len(annex.contacts) == 2
    assert mends(annex) == ["row_repeated"]
    twice = [assessment(), assessment(completed_on=None)]
    annex = read(book({"List 2": twice}))
    assert annex.assessments == ()
    assert [reason for _, reason in reasons(annex)] == ["row_contradicts"] * 2


def test_sheets_and_headings_may_be_spelt_otherwise(read):
    headings = [*CONTACTS]
    headings[0], headings[3] = " child  id", "DATE OF BIRTH:"
    title = ["Contacts received", None, None]
    data = book({"LIST_1": [title, [], headings, contact()]}, {"LIST_1": []})
    annex = read(data)
    assert annex.rejected == ()
    assert annex.contacts[0].source.row == 5


def test_blank_rows_do_not_count(read):
    annex = contacts(read, contact(), [], [" ", None], contact(child_id=7))
    assert annex.read["contacts"] == 2
    assert [one.source.row for one in annex.contacts] == [2, 5]


def test_a_missing_heading_keeps_the_list_out_but_not_the_others(read):
    headings = {"List 1": CONTACTS[:-1], "List 2": ASSESSMENTS}
    data = book({"List 1": [contact()[:-1]], "List 2": [assessment()]}, headings)
    annex = read(data)
    assert reasons(annex) == [("Contact Source", "heading_missing")]
    assert annex.rejected[0].row == 1
    assert (annex.contacts, len(annex.assessments)) == ((), 1)


def test_a_list_without_any_heading_is_listed(read):
    annex = read(book({"List 1": [["a", "b"]], "List 2": [assessment()]}, {"List 2": ASSESSMENTS}))
    assert reasons(annex) == [("Child Unique ID", "heading_missing")]


def test_a_workbook_without_the_lists_is_refused(read):
    with pytest.raises(Invalid) as caught:
        read(book({"Sheet": [contact()]}))
    assert caught.value.fields == {"file": "import.file.no_lists"}


def test_reading_again_gives_the_same_fingerprints(read):
    first = contacts(read, contact(age_years=10))
    again = contacts(read, contact(child_id=7), contact(sex="Female", age_years=11))
    assert first.contacts[0].fingerprint == again.contacts[1].fingerprint
    assert first.contacts[0].digest == again.contacts[1].digest
    assert first.people[0].digest == again.people[1].digest
    assert first.contacts[0].fingerprint != again.contacts[0].fingerprint


def test_a_list_on_two_sheets_is_refused(read):
    with pytest.raises(Invalid) as caught:
        read(book({"List 1": [contact()], "List_1": [CONTACTS, contact()]}))
    assert caught.value.fields == {"file": "import.file.list_twice"}
