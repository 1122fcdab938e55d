"""One cell at a time: mended where the meaning is certain, listed where it is not."""

import tomllib
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earlyhelp.imports.annex_a import read_annex_a
from earlyhelp.imports.rows import RawCell, RawSheet, RawWorkbook
from earlyhelp.settings import resource
from tests.imports.told import contacts, mends, reasons
from tests.imports.workbooks import CONTACTS, at, contact

MENDED = [
    ({"sex": "Female"}, "letter_missing"),
    ({"sex": "B) FEMALE"}, "letter_case"),
    ({"sex": "b)\xa0Female "}, "spaces"),
    ({"sex": "d) Neither"}, "sex_neither"),
    ({"sex": None}, "blank_as_unknown"),
    ({"sex": 2}, "letter_missing"),
    ({"ethnicity": "WBRI"}, "letter_missing"),
    ({"ethnicity": "a) wbri"}, "letter_case"),
    ({"ethnicity": None}, "blank_as_unknown"),
    ({"ethnicity": "#N/A"}, "not_available"),
    ({"born_on": None}, "birth_unknown"),
    ({"born_on": "2010-05-04"}, "date_as_text"),
    ({"born_on": "24/05/2010"}, "date_as_text"),
    ({"born_on": "05/24/2010"}, "date_as_text"),
    ({"born_on": "05/05/2010"}, "date_as_text"),
    ({"born_on": "4 May 2010"}, "date_as_text"),
    ({"born_on": at(2010, 5, 4, 13, 5)}, "time_dropped"),
    ({"age_years": 10.4}, "age_fraction"),
    ({"age_years": "10"}, "age_as_text"),
    ({"child_id": 900001.0}, None),
    ({"child_id": "900001.0"}, "id_as_decimal"),
    ({"contact_source": "6"}, "letter_missing"),
    ({"contact_source": 6}, "letter_missing"),
    ({"contact_source": "Q) 6: Police"}, None),
    ({"contact_source": "q) 6: The constabulary"}, None),
    ({"contact_source": "6 - Police"}, "letter_missing"),
    ({"contact_source": "q) Police"}, None),
    ({"age_years": None}, None),
    ({"ethnicity": "t) NOBT"}, None),
    ({"ethnicity": "s) NOBT"}, None),
]


@pytest.mark.parametrize(("change", "what"), MENDED)
def test_certain_dirt_is_mended(read, change, what):
    annex = contacts(read, contact(**change))
    assert annex.rejected == ()
    assert len(annex.contacts) == 1
    assert mends(annex)[:1] == ([what] if what else [])


REJECTED = [
    ({"child_id": None}, "Child Unique ID", "blank"),
    ({"child_id": "#N/A"}, "Child Unique ID", "error_value"),
    ({"child_id": "90 00 01"}, "Child Unique ID", "id"),
    ({"child_id": "9" * 21}, "Child Unique ID", "id"),
    ({"child_id": 9000.5}, "Child Unique ID", "id_number"),
    ({"child_id": 1e22}, "Child Unique ID", "id_number"),
    ({"child_id": at(2020, 1, 1)}, "Child Unique ID", "id"),
    ({"sex": "a) Female"}, "Gender", "code_contradicts"),
    ({"sex": "a)"}, "Gender", "code_unknown"),
    ({"sex": "girl"}, "Gender", "code_unknown"),
    ({"ethnicity": "s) WBRI"}, "Ethnicity", "code_contradicts"),
    ({"ethnicity": "#REF!"}, "Ethnicity", "error_value"),
    ({"born_on": "04/05/2010"}, "Date of Birth", "date_ambiguous"),
    ({"born_on": "24/05/10"}, "Date of Birth", "date"),
    ({"born_on": "31/02/2010"}, "Date of Birth", "date"),
    ({"born_on": "spring 2010"}, "Date of Birth", "date"),
    ({"born_on": 40302}, "Date of Birth", "date_number"),
    ({"born_on": time(5, 4)}, "Date of Birth", "date_number"),
    ({"born_on": at(2025, 1, 1)}, "Date of Birth", "date_future"),
    ({"born_on": at(2021, 9, 16)}, "Date of Birth", "before_birth"),
    ({"born_on": at(1990, 1, 1)}, "Date of Birth", "too_old"),
    ({"age_years": 3}, "Age", "age_disagrees"),
    ({"age_years": "ten"}, "Age", "age"),
    ({"age_years": -1}, "Age", "age"),
    ({"contact_on": None}, "Date of Contact", "blank"),
    ({"contact_on": "=B99"}, "Date of Contact", "formula"),
    ({"contact_on": at(2024, 2, 1)}, "Date of Contact", "date_future"),
    ({"contact_source": None}, "Contact Source", "blank"),
    ({"contact_source": "Individual"}, "Contact Source", "code_unclear"),
    ({"contact_source": "q) 6: Schools"}, "Contact Source", "code_contradicts"),
    ({"contact_source": "e) 6: Police"}, "Contact Source", "code_contradicts"),
    ({"contact_source": "77: Police"}, "Contact Source", "code_unknown"),
]


@pytest.mark.parametrize(("change", "column", "reason"), REJECTED)
def test_uncertain_dirt_is_listed(read, change, column, reason):
    annex = contacts(read, contact(child_id=7), contact(**change))
    assert (column, reason) in reasons(annex)
    assert [one.child_id for one in annex.contacts] == ["7"]
    assert {(one.list, one.row) for one in annex.rejected} == {("contacts", 3)}
    assert [row.row for kept in annex.originals for row in kept.rows] == [3]


def test_every_mend_and_reason_met_here_has_a_sentence():
    wording = tomllib.loads(resource("wording/imports.toml").read_text("utf-8"))
    assert {f"import.mend.{what}" for _, what in MENDED if what} <= set(wording)
    assert {f"import.row.{reason}" for _, _, reason in REJECTED} <= set(wording)


def test_cells_of_any_kind_give_rows_or_rejections():
    headings = tuple(RawCell(1, k, "text", name) for k, name in enumerate(CONTACTS, 1))
    kinds = st.sampled_from(["text", "number", "time", "boolean", "error", "formula"])
    cell = st.tuples(
        kinds, st.text(max_size=12) | st.sampled_from(["a) ", "6:", "1e9", "1/1/1", "#"])
    )

    @settings(max_examples=100, deadline=None)
    @given(st.lists(cell, min_size=7, max_size=7))
    def holds(row):
        cells = tuple(RawCell(2, k, kind, text) for k, (kind, text) in enumerate(row, 1))
        book = RawWorkbook((RawSheet("List 1", headings + cells),))
        annex = read_annex_a(book, date(2024, 1, 31))
        assert annex.read["contacts"] == len(annex.contacts) + len({r.row for r in annex.rejected})

    holds()
