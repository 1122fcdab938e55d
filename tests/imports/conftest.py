"""What every test of this room shares."""

from datetime import date

import pytest

from earlyhelp.imports.annex_a import read_annex_a
from earlyhelp.imports.child import extract
from earlyhelp.imports.gate import admit
from earlyhelp.imports.mapping import annex_a_mapping
from earlyhelp.imports.names import plain_name
from earlyhelp.imports.reader import read_workbook

TODAY = date(2024, 1, 31)


@pytest.fixture(scope="session")
def read():
    """Read a workbook's bytes all the way, without the cost of a process for each."""
    wanted = frozenset(plain_name(name) for name in annex_a_mapping().sheet_names())

    def through(data):
        admit("annex.xlsx", data)
        return read_annex_a(extract(data, wanted).workbook, TODAY)

    return through


@pytest.fixture(scope="session")
def read_apart():
    """Read a workbook's bytes all the way as the program does, in a process of its own."""

    def through(data):
        return read_annex_a(read_workbook("a.xlsx", data, annex_a_mapping().sheet_names()), TODAY)

    return through
