"""Prints a plan: what the family wants to change, who does what by when.  Keeps oversight on file."""

from earlyhelp.reports.layout import Running
from earlyhelp.reports.paper import Paper, Through
from earlyhelp.reports.sheets import OutcomeLine, PlanSheet
from earlyhelp.reports.words import day, say

_SIZE = {"family": 11.0, "file": 9.5}


def plan_pdf(sheet: PlanSheet, through: Through | None = None) -> bytes:
    """Return the plan as a PDF for the reader the sheet names; all text goes `through`."""
    paper = Paper(_SIZE[sheet.reader], through)
    paper.title(say(f"plan.title.{sheet.reader}"), say("family", name=sheet.family_name))
    paper.text(say(f"plan.intro.{sheet.reader}"))
    paper.facts(_facts(sheet))
    for number, outcome in enumerate(sheet.outcomes, start=1):
        _outcome(paper, sheet, number, outcome)
    paper.heading(say(f"plan.contingency.{sheet.reader}"))
    paper.text(sheet.contingency or say("not_set"))
    paper.heading(say("plan.next_review"))
    paper.text(day(sheet.next_review_on))
    if sheet.next_review_with:
        paper.text(say("plan.next_review_with", people=sheet.next_review_with))
    if sheet.reader == "file" and sheet.oversight:
        paper.heading(say("only_on_file", question=say("plan.oversight")))
        paper.text(sheet.oversight)
    paper.beside(sheet.beside)
    return paper.pdf(
        Running(
            title=say("plan.kind"),
            reader=sheet.reader,
            printed_on=sheet.printed_on,
            reference=sheet.reference,
        )
    )


def _facts(sheet: PlanSheet) -> list[tuple[str, str]]:
    authorised = say("plan.not_authorised")
    if sheet.authorised_by:
        authorised = say("plan.by", name=sheet.authorised_by, date=day(sheet.authorised_on))
    facts = [(say("disclosure.reader"), sheet.named)] if sheet.named else []
    return [
        *facts,
        (say("lead_professional"), sheet.lead_professional),
        (
            say("plan.version"),
            say("plan.version_status", version=sheet.version, status=sheet.status),
        ),
        (say("plan.authorised"), authorised),
        (say("reference"), sheet.reference),
    ]


def _outcome(paper: Paper, sheet: PlanSheet, number: int, outcome: OutcomeLine) -> None:
    paper.heading(f"{number}. {outcome.words}")
    if outcome.needs:
        paper.muted(say("plan.needs", needs="; ".join(outcome.needs)))
    names = ("baseline", "now", "target", "measure", "status")
    cells = tuple(getattr(outcome, name) or say("not_set") for name in names)
    paper.table(tuple(say(f"plan.{name}.{sheet.reader}") for name in names), [cells])
    paper.subheading(say("plan.actions"))
    if not outcome.actions:
        paper.muted(say("plan.no_actions"))
        return
    headings = tuple(say(f"plan.action.{name}") for name in ("text", "owner", "due_on", "status"))
    rows = [(line.text, line.owner, day(line.due_on), line.status) for line in outcome.actions]
    paper.table(headings, rows)
