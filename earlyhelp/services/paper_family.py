"""Draws the copy one of the family is given, in the family's own layout, from what was judged for them.

Leaves out what they are not given; every text on it goes through the check of outgoing text.
"""

from msgspec.structs import replace

from earlyhelp.domain.disclosure import Judged
from earlyhelp.reports.sheets import AssessmentSheet, PlanSheet
from earlyhelp.services.disclosure_parts import BESIDE, HOUSEHOLDS, without_hidden
from earlyhelp.services.disclosure_settling import Settling


def family_pdf(
    sheet: AssessmentSheet | PlanSheet, judged: list[Judged], named: str, settling: Settling
) -> bytes:
    """Return the PDF for the person `named`.

    Source: DPIA risk 2; screens.md ("the paper is built for that reader").
    """
    from earlyhelp.reports.assessment_sheet import assessment_pdf
    from earlyhelp.reports.plan_sheet import plan_pdf

    given = [one.part for one in judged if not one.why]
    said = tuple(part.text for part in given if part.id.startswith(BESIDE))
    if isinstance(sheet, PlanSheet):
        return plan_pdf(replace(sheet, beside=said, named=named), settling.printed)
    without = frozenset(one.part.id for one in judged if one.why)
    homes = {HOUSEHOLDS: without_hidden(sheet.known.get(HOUSEHOLDS, ""))}
    made = replace(sheet, beside=said, named=named, without=without, known=sheet.known | homes)
    return assessment_pdf(made, settling.printed)
