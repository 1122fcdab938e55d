"""A release shows no small figure and says what was done."""

import pytest

from earlyhelp.figures.counting import Scope, count
from earlyhelp.figures.presets import preset
from earlyhelp.figures.protect import protect

from .made_up import YEAR, many


@pytest.fixture(scope="module", params=["dfe", "round5", "strict"])
def release(request):
    return protect(count(many(300), YEAR), preset(request.param), YEAR)


def cells(release):
    return [cell for table in release.tables for line in table.cells for cell in line]


def test_no_small_figure_is_shown_and_some_are(release):
    numbers = {cell.number for cell in cells(release) if cell.number is not None}
    assert not [n for n in numbers if 0 < n <= release.preset.small_to]
    assert len(numbers) > 20


def test_hidden_cells_print_the_symbol_and_carry_no_number(release):
    hidden = [cell for cell in cells(release) if cell.status in {"primary", "secondary"}]
    assert hidden
    assert {(cell.text, cell.number) for cell in hidden} == {(release.preset.symbol, None)}


def test_rounded_figures_are_multiples_of_the_base(release):
    assert all(n.number % release.preset.base == 0 for n in cells(release) if n.number is not None)


def test_the_report_counts_what_was_hidden(release):
    for table, report in zip(release.tables, release.report, strict=True):
        statuses = [cell.status for line in table.cells for cell in line]
        assert statuses.count("primary") == report.small
        assert statuses.count("secondary") == report.companions
        assert report.audited
        assert report.narrowest is None or report.narrowest >= release.preset.least_width


def test_totals_shared_by_tables_are_shown_alike(release):
    found = {t.id: t for t in release.tables}
    for measure in ("cases", "needs", "outcomes", "distance"):
        for one, other in (("age", "sex"), ("locality", "quarter")):
            assert (
                found[f"{measure}.{one}"].cells[-1][-1] == found[f"{measure}.{other}"].cells[-1][-1]
            )


def test_percentages_follow_from_what_is_shown(release):
    for table in release.tables:
        for line, shares in zip(table.cells, table.percentages, strict=True):
            for j, share in enumerate(shares):
                whole = table.cells[-1][j].number
                if share != ":":
                    assert whole >= 20
                    assert share == f"{100 * line[j].number / whole:.1f}"


def test_few_cases_withhold_every_table_and_none_are_zeros():
    few = protect(count(many(3), YEAR), preset("dfe"), YEAR)
    assert all(cell.number is None for cell in few.tables[0].cells[-1])
    assert all(r.withheld for r in few.report if r.table_id.startswith("cases"))
    none = protect(count([], YEAR), preset("dfe"), YEAR)
    assert {cell.number for cell in cells(none)} == {0}


def test_a_period_of_part_quarters_is_remarked_on():
    part = Scope(start=YEAR.start, end=YEAR.end.replace(day=30))
    whole = protect(count([], YEAR), preset("dfe"), YEAR)
    assert len(protect(count([], part), preset("dfe"), part).notes) == len(whole.notes) + 1
