"""Figures are printed as given, with the chart and its words."""

import pytest

from earlyhelp.figures.charts import DistanceRow, distance_travelled
from earlyhelp.marks import Drawing, Line, Text
from earlyhelp.reports.figures_sheet import figures_pdf
from earlyhelp.reports.sheets import FiguresSheet, TableLines
from tests.reports.made_up import PRINTED, text_of


def sheet(*charts: Drawing, personal: bool = False) -> FiguresSheet:
    table = TableLines(
        title="Families helped",
        headings=("Locality", "Families"),
        rows=(("North", "1,234"), ("South", "c")),
        notes=("c: hidden because the number is small",),
    )
    return FiguresSheet(
        title="Measures", printed_on=PRINTED, tables=(table,), charts=charts, personal=personal
    )


def test_figures_and_notes_are_printed() -> None:
    text = text_of(figures_pdf(sheet()))
    assert "1,234" in text
    assert "hidden because the number is small" in text


def test_chart_is_drawn_and_said() -> None:
    chart = distance_travelled([DistanceRow(label="Routine & bedtime", first=3, latest=7)])
    text = text_of(figures_pdf(sheet(chart)))
    assert text.count("Routine & bedtime") == 2


@pytest.mark.parametrize(("width", "height"), [(5000, 100), (100, 5000), (300, 100)])
def test_chart_of_any_size_is_made_to_fit(width: float, height: float) -> None:
    marks = (Line(0, 0, width, height, "ink"), Text(width / 2, height / 2, "Inside"))
    chart = Drawing(width=width, height=height, marks=marks, text_twin="A line.")
    text = text_of(figures_pdf(sheet(chart)))
    assert "A line." in text
    assert "Inside" in text


def test_banner_only_when_personal() -> None:
    assert "OFFICIAL-SENSITIVE" in text_of(figures_pdf(sheet(personal=True)))
    assert "OFFICIAL-SENSITIVE" not in text_of(figures_pdf(sheet()))
