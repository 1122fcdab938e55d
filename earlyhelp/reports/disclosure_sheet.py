"""Prints what one named reader is given, section by section, with where it was written down."""

from earlyhelp.reports.layout import Running
from earlyhelp.reports.paper import Paper
from earlyhelp.reports.sheets import DisclosureSheet
from earlyhelp.reports.words import say

_SIZE = 10.5


def disclosure_pdf(sheet: DisclosureSheet) -> bytes:
    """Return the PDF; it holds nothing that the sheet does not, and no trace of what was left out."""
    paper = Paper(_SIZE)
    paper.title(say(f"disclosure.title.{sheet.kind}"), say("disclosure.for", reader=sheet.reader))
    paper.text(say("disclosure.only"))
    facts = [
        (say("disclosure.reader"), sheet.reader),
        (say("disclosure.purpose"), sheet.purpose),
        (say("lead_professional"), sheet.lead_professional),
        (say("reference"), sheet.reference),
    ]
    paper.facts([fact for fact in facts if fact[1]])
    for section in sheet.sections:
        paper.heading(section.title)
        paper.muted(say("disclosure.source", source=section.source))
        for line in section.lines:
            if line.title:
                paper.asked(line.title, line.text)
            else:
                paper.text(line.text)
    return paper.pdf(
        Running(
            title=say(f"{sheet.kind}.kind"),
            reader=None,
            printed_on=sheet.printed_on,
            reference=sheet.reference,
        )
    )
