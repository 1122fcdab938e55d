"""The case of a family with how it ended, or the ending that was sent to a manager.  Ends nothing."""

import msgspec

from earlyhelp.clock import day_of
from earlyhelp.messages.family_view import CaseView, EndingAsked, SaidLine
from earlyhelp.messages.records import Narrative
from earlyhelp.services import plan_standing
from earlyhelp.services.closing_waiting import answer_to, newest
from earlyhelp.services.family_case import plan_in_force
from earlyhelp.services.family_records import FamilyRecords
from earlyhelp.services.family_words import words
from earlyhelp.services.rights_fields import narrative


def case_view(records: FamilyRecords) -> CaseView | None:
    """Return the open case, or the last one with how it ended."""
    case = records.case
    if case is None:
        return None
    closure = next((row for row in records.closures if row.case_id == case.id), None)
    is_open = case.closed_on is None
    return CaseView(
        id=case.id,
        version=case.version,
        status=case.status,
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        lead_professional=records.who(case.lead_id),
        lead_id=case.lead_id,
        closure_reason=closure.reason if closure else "",
        ending=_ending(records, records.uow.open(closure, "content")) if closure else (),
        ended_by=records.who(closure.closed_by) if closure else "",
        asked=_asked(records, case.id) if is_open else None,
    )


def _asked(records: FamilyRecords, case_id: int) -> EndingAsked | None:
    """Return the ending last sent to a manager, and what they said if they returned it."""
    rows = [row for row in records.oversight if row.case_id == case_id]
    asked = newest(rows)
    if asked is None:
        return None
    answer = answer_to(rows, asked)
    told: Narrative = records.uow.open(asked, "content")
    return EndingAsked(
        id=asked.id,
        by=records.who(asked.decided_by),
        asked_on=day_of(asked.decided_at),
        waits=answer is None,
        answers=told.answers,
        results=told.results,
        said=_ending(records, msgspec.structs.replace(told, text="")),
        returned_by=records.who(answer.decided_by) if answer else "",
        returned=records.uow.open(answer, "content").text if answer else "",
    )


def _ending(records: FamilyRecords, told: Narrative) -> tuple[SaidLine, ...]:
    """Return every answer of the ending but its day, which stands above them."""
    if not told.form_id:  # from another system: asked as ours asks
        told = msgspec.structs.replace(told, form_id="closure")
    if "outcomes.outcomes" in told.answers:  # the results by name, in place of by number
        told = msgspec.structs.replace(told, results={})
    plan = plan_in_force(records)
    planned = plan_standing.standing(records.uow, plan).outcomes if plan else ()
    named = {f"now.{one.id}": words("ending.reading", words=one.words) for one in planned}
    return tuple(
        SaidLine(label=named.get(one.id, one.label), text=one.text)
        for one in narrative(told, ())
        if one.id != "reason.closed_on"
    )
