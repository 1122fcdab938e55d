"""The report before an import says what would be new, the same, changed or kept out."""

from earlyhelp.imports.report import difference_report
from tests.imports.told import contacts
from tests.imports.workbooks import assessment, book, contact


def test_a_second_import_adds_nothing_and_shows_what_changed(read):
    first = read(book({"List 2": [assessment(completed_on=None), assessment(child_id=7)]}))
    kept = {row.fingerprint: row.digest for row in (*first.people, *first.assessments)}
    nothing = difference_report(first, kept.get)
    assert (nothing.lists[0].new, nothing.lists[0].matched, nothing.people.matched) == (0, 2, 2)
    later = read(book({"List 2": [assessment(), assessment(child_id=7), assessment(child_id=8)]}))
    report = difference_report(later, kept.get)
    (numbers,) = report.lists
    assert (numbers.read, numbers.new, numbers.matched, numbers.changed) == (3, 1, 1, 1)


def test_the_report_adds_up(read):
    rows = [contact(), contact(), contact(child_id=7, sex="girl"), contact(child_id=8, sex="Male")]
    report = difference_report(contacts(read, *rows), lambda _: None)
    (numbers,) = report.lists
    assert (numbers.read, numbers.new, numbers.rejected, numbers.repeated) == (4, 2, 1, 1)
    assert [(one.key, one.count) for one in report.reasons] == [("import.row.code_unknown", 1)]
    assert [(one.key, one.count) for one in report.mends] == [
        ("import.mend.letter_missing", 1),
        ("import.mend.row_repeated", 1),
    ]
