"""Prints figures with their notes and charts.  Counts and suppresses nothing: it prints what it is given."""

from earlyhelp.reports.drawing import Picture
from earlyhelp.reports.layout import Running
from earlyhelp.reports.paper import Paper
from earlyhelp.reports.sheets import FiguresSheet
from earlyhelp.reports.words import say


def figures_pdf(sheet: FiguresSheet) -> bytes:
    """Return the figures as a PDF; each chart has its words under it."""
    paper = Paper(9.5)
    paper.title(sheet.title, sheet.period)
    for table in sheet.tables:
        paper.heading(table.title)
        paper.table(table.headings, list(table.rows))
        for note in table.notes:
            paper.muted(note)
    for chart in sheet.charts:
        paper.space(10)
        paper.picture(Picture(chart), chart.text_twin)
    if sheet.notes:
        paper.heading(say("figures.notes"))
        for note in sheet.notes:
            paper.text(note)
    return paper.pdf(
        Running(
            title=say("figures.kind"),
            reader=None,
            printed_on=sheet.printed_on,
            protected=sheet.personal,
        )
    )
