"""Workbooks go past the scanner where there is one; its silence then keeps them out."""

import pytest

from earlyhelp import platform
from earlyhelp.errors import Invalid
from earlyhelp.messages.importing import PrepareImport
from tests.imports.workbooks import good


@pytest.fixture
def prepare(door, tmp_path):
    path = tmp_path / "annex.xlsx"
    path.write_bytes(good())
    return lambda: door("maureen").dispatch(PrepareImport(path=str(path)))


@pytest.mark.parametrize(
    ("state", "reason"), [("infected", "infected"), ("unknown", "not_scanned")]
)
def test_a_scanner_that_does_not_say_clean_keeps_a_workbook_out(prepare, scanner, state, reason):
    scanner(state)
    with pytest.raises(Invalid) as told:
        prepare()
    assert told.value.fields == {"file": f"import.file.{reason}"}


def test_a_clean_workbook_is_read(prepare, scanner):
    scanner("clean")
    assert prepare().read == 3


def test_without_a_scanner_cells_are_read_as_text_all_the_same(prepare, monkeypatch):
    monkeypatch.setattr(platform, "engine", lambda: "")
    assert prepare().read == 3
