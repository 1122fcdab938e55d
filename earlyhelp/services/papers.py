"""The file copy of an assessment or a plan as PDF bytes: the whole record.  Writes no file.

What anybody is given is made by `disclosure`, for one named reader.
"""

from msgspec.structs import replace

from earlyhelp.errors import Invalid
from earlyhelp.messages.casework import Paper
from earlyhelp.records.casework import Assessment, EarlyHelpPlan
from earlyhelp.services.context import Context
from earlyhelp.services.corrections_beside import beside, of_people
from earlyhelp.services.family_words import words
from earlyhelp.services.handlers import handles
from earlyhelp.services.paper_assessment import assessment_sheet
from earlyhelp.services.paper_plan import plan_sheet
from earlyhelp.storage.unit_of_work import UnitOfWork

_RECORDS: dict[str, type[Assessment | EarlyHelpPlan]] = {
    "assessment": Assessment, "plan": EarlyHelpPlan,
}  # fmt: skip
KINDS = frozenset(_RECORDS)


@handles(Paper)
def paper(uow: UnitOfWork, message: Paper, _context: Context) -> bytes:
    """Print one record for the file; the audit names that, never what was printed."""
    uow.purpose = words("paper.for.file")
    return file_copy(uow, message.kind, message.subject_id)


def file_copy(uow: UnitOfWork, kind: str, subject_id: int, family_id: int = 0) -> bytes:
    """Return the whole record, with what was corrected or said about it later.

    Raises: Refused where it is not there, not the person's, or not of a family that is named.
    """
    if kind not in KINDS:
        raise Invalid({"kind": "paper.kind"})
    owner = uow.get(_RECORDS[kind], subject_id).family_id
    if family_id not in {0, owner}:
        uow.get(_RECORDS[kind], 0)  # the same answer as for what is not there
    said = beside(uow, owner).get(subject_id, ())
    if kind == "assessment":
        from earlyhelp.reports.assessment_sheet import assessment_pdf

        sheet = assessment_sheet(uow, subject_id, "file")
        names = {one.person_id: one.name for one in sheet.people}
        people = (text for _, held, text in of_people(uow, owner, names) if held == "identity")
        return assessment_pdf(replace(sheet, beside=(*said, *people)))
    from earlyhelp.reports.plan_sheet import plan_pdf

    return plan_pdf(replace(plan_sheet(uow, subject_id, "file"), beside=said))
