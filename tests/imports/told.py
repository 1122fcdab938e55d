"""What a reading said, in few words."""

from tests.imports.workbooks import book


def mends(annex):
    return [mend.what.removeprefix("import.mend.") for mend in annex.mended]


def reasons(annex):
    return [(one.column, one.reason.removeprefix("import.row.")) for one in annex.rejected]


def contacts(read, *rows):
    return read(book({"List 1": rows}))
