"""Prints the DPIA register with the running rules: the annex of the assessment.  Judges nothing."""

from datetime import date

from msgspec import Struct

from earlyhelp.messages.register import RegisterLine
from earlyhelp.reports.layout import Running
from earlyhelp.reports.paper import Paper
from earlyhelp.reports.words import say

Rule = tuple[str, str, str, str]


class RegisterSheet(Struct, frozen=True, kw_only=True):
    """The register as it stands, the rules as they run (`Policy.table()`), and what names the store.

    Shape: `checked` says in words when and why the checks were run; `versions` are name and value.
    """

    printed_on: date
    checked: str
    lines: tuple[RegisterLine, ...]
    rules: tuple[Rule, ...]
    versions: tuple[tuple[str, str], ...]


def register_pdf(sheet: RegisterSheet) -> bytes:
    """Return the annex as a PDF."""
    paper = Paper(9.5)
    paper.title(say("register.title"), sheet.checked)
    paper.facts(list(sheet.versions))
    paper.heading(say("register.overview"))
    paper.table(
        (say("register.number"), say("register.risk"), say("register.state")),
        [(str(line.number), line.risk, _state(line.found.status)) for line in sheet.lines],
    )
    for line in sheet.lines:
        _line(paper, line)
    paper.heading(say("register.rules", count=len(sheet.rules)))
    paper.muted(say("register.rules.note"))
    for role in dict.fromkeys(rule[0] for rule in sheet.rules):
        paper.subheading(say(f"register.role.{role}"))
        rows = [rule[1:] for rule in sheet.rules if rule[0] == role]
        paper.table((say("register.right"), say("register.reach"), say("register.source")), rows)
    running = Running(
        title=say("register.kind"), reader=None, printed_on=sheet.printed_on, protected=False
    )
    return paper.pdf(running)


def _line(paper: Paper, line: RegisterLine) -> None:
    paper.heading(say("register.line", number=line.number, risk=line.risk))
    paper.text(say("register.is", state=_state(line.found.status)))
    paper.asked(say("register.mitigation"), line.mitigation_2019)
    paper.muted(say(f"register.outcome.{line.outcome_2019}"))
    paper.asked(say("register.control"), line.control)
    rows = [
        (one.how, _state(one.status), " ".join(filter(None, (one.evidence, one.advice))))
        for one in line.found.checks
    ]
    if rows:
        paper.table((say("register.how"), say("register.state"), say("register.seen")), rows)


def _state(status: str) -> str:
    return say(f"register.state.{status}")
