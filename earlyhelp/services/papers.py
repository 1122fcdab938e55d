"""Papers: an assessment or a plan as PDF bytes, for one kind of reader.  Writes no file."""

from typing import cast

from msgspec.structs import replace

from earlyhelp.errors import Invalid
from earlyhelp.messages.casework import Paper
from earlyhelp.records.casework import Assessment, EarlyHelpPlan
from earlyhelp.reports.sheets import Reader
from earlyhelp.services.context import Context
from earlyhelp.services.corrections_beside import beside
from earlyhelp.services.family_words import words
from earlyhelp.services.handlers import handles
from earlyhelp.services.paper_assessment import assessment_sheet
from earlyhelp.services.paper_plan import plan_sheet
from earlyhelp.storage.unit_of_work import UnitOfWork

_KINDS = frozenset({"assessment", "plan"})
_READERS = frozenset({"family", "file"})


@handles(Paper)
def paper(uow: UnitOfWork, message: Paper, _context: Context) -> bytes:
    """Print one record for one reader; the audit names the reader, never what was printed."""
    wrong = {} if message.kind in _KINDS else {"kind": "paper.kind"}
    if message.reader not in _READERS:
        wrong["reader"] = "paper.reader"
    if wrong:
        raise Invalid(wrong)
    reader = cast("Reader", message.reader)
    uow.purpose = words(f"paper.for.{message.reader}")
    if message.kind == "assessment":
        from earlyhelp.reports.assessment_sheet import assessment_pdf

        made = assessment_sheet(uow, message.subject_id, reader)
        return assessment_pdf(replace(made, beside=_beside(uow, Assessment, message.subject_id)))
    from earlyhelp.reports.plan_sheet import plan_pdf

    sheet = plan_sheet(uow, message.subject_id, reader)
    return plan_pdf(replace(sheet, beside=_beside(uow, EarlyHelpPlan, message.subject_id)))


def _beside(
    uow: UnitOfWork, kind: type[Assessment | EarlyHelpPlan], subject_id: int
) -> tuple[str, ...]:
    """Return corrections and statements of disagreement on the record that is printed."""
    return beside(uow, uow.get(kind, subject_id).family_id).get(subject_id, ())
