"""Prints the copy of somebody's own record, and who looked at it.  Is given no text it must not print."""

from itertools import groupby

from earlyhelp.reports.layout import Running
from earlyhelp.reports.paper import Paper
from earlyhelp.reports.sheets import SheetPart, SubjectSheet
from earlyhelp.reports.words import day, say

_SIZE = 10.5


def subject_pdf(sheet: SubjectSheet) -> bytes:
    """Return the pack as a PDF: what it is, the legend, each part, who looked, what one may do."""
    paper = Paper(_SIZE)
    paper.title(say("subject.title"), say("subject.for", name=sheet.subject))
    paper.facts([
        (say("reference"), sheet.reference),
        (say("subject.received"), day(sheet.received_on)),
        (say("subject.made"), day(sheet.printed_on)),
    ])  # fmt: skip
    paper.text(say("subject.intro"))
    _legend(paper, sheet)
    for kind, parts in groupby(sheet.parts, key=lambda one: one.kind):
        paper.heading(kind)
        for part in parts:
            _part(paper, part)
    if sheet.looks:
        _looks(paper, sheet)
    if sheet.left_out:
        paper.heading(say("subject.left_out"))
        paper.text("\n".join(f"• {one}" for one in sheet.left_out))
    paper.heading(say("subject.rights"))
    paper.text(say("subject.rights.text"))
    return paper.pdf(_running(sheet, say("subject.kind")))


def looks_pdf(sheet: SubjectSheet) -> bytes:
    """Return the sheet of who looked, on its own."""
    paper = Paper(_SIZE)
    paper.title(say("subject.looks"), say("subject.for", name=sheet.subject))
    paper.facts([
        (say("reference"), sheet.reference), (say("subject.made"), day(sheet.printed_on)),
    ])  # fmt: skip
    _looks(paper, sheet, heading=False)
    return paper.pdf(_running(sheet, say("subject.looks.kind")))


def _running(sheet: SubjectSheet, title: str) -> Running:
    return Running(
        title=title, reader="family", printed_on=sheet.printed_on, reference=sheet.reference
    )


def _legend(paper: Paper, sheet: SubjectSheet) -> None:
    if not sheet.legend:
        return
    paper.heading(say("subject.legend"))
    paper.text(say("subject.legend.text", mark=sheet.mark))
    names = tuple(say(f"subject.legend.{name}") for name in ("code", "meaning", "source"))
    paper.table(names, sheet.legend)


def _part(paper: Paper, part: SheetPart) -> None:
    told = [day(part.on) if part.on else "", part.source, part.told_by]
    head = " · ".join(one for one in told if one)
    if head:
        paper.subheading(head)
    else:
        paper.space(8)
    if part.withheld:
        paper.text(part.withheld)
        return
    short = [pair for pair in part.fields if _is_short(pair[1])]
    if short:
        paper.facts(short)
    for label, text in part.fields:
        if not _is_short(text):
            paper.asked(label, text)


def _is_short(text: str) -> bool:
    return len(text) <= 90 and "\n" not in text


def _looks(paper: Paper, sheet: SubjectSheet, *, heading: bool = True) -> None:
    if heading:
        paper.heading(say("subject.looks"))
    paper.text(say("subject.looks.text"))
    names = tuple(say(f"subject.looks.{name}") for name in ("at", "who", "what"))
    paper.table(names, sheet.looks)
