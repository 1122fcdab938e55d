"""Cases whose lead professional is too close to the family, and so no longer sees it.  Names nobody else.

Told only to those who keep conflicts of interest: a colleague's private life is no one else's business.
"""

from collections.abc import Iterable

from earlyhelp.access.permissions import Permission
from earlyhelp.clock import day_of
from earlyhelp.domain.timescales import Due
from earlyhelp.messages.family_view import PillView
from earlyhelp.records.access import InterestConflict
from earlyhelp.records.cases import Case
from earlyhelp.services.access_rules import names_of_staff
from earlyhelp.services.context import Context
from earlyhelp.services.family_words import words
from earlyhelp.services.work_due import NO_LIMIT
from earlyhelp.services.work_found import Found
from earlyhelp.storage.unit_of_work import UnitOfWork


def leads_open_case(uow: UnitOfWork, family_id: int, account_id: int) -> bool:
    """Say whether an account is the lead professional of the family's open case."""
    led = (Case.lead_id == account_id, Case.closed_on.is_(None))
    return uow.first(Case, Case.family_id == family_id, *led) is not None


def conflicted_leads(
    uow: UnitOfWork, context: Context, families: Iterable[int] | None = None
) -> list[tuple[Case, InterestConflict]]:
    """Return open cases with the conflict of their lead: of all families in reach, or of these.

    Shape: empty for whoever does not keep conflicts of interest.
    """
    if Permission.CONFLICT_RECORD not in context.policy.permissions_of(context.principal):
        return []
    where = [InterestConflict.ended_at.is_(None)]
    if families is not None:
        where.append(InterestConflict.family_id.in_(set(families)))
    close = {(row.family_id, row.account_id): row for row in uow.all(InterestConflict, *where)}
    if not close:
        return []
    of_these = Case.family_id.in_({family_id for family_id, _ in close})
    cases = uow.all(Case, of_these, Case.closed_on.is_(None))
    return [
        (case, close[case.family_id, case.lead_id])
        for case in cases
        if (case.family_id, case.lead_id) in close
    ]


def leads_to_name(uow: UnitOfWork, context: Context) -> list[Found]:
    """Return what a manager has to do about it: another lead is due on the day of the conflict."""
    found = conflicted_leads(uow, context)
    names = names_of_staff(uow) if found else {}
    return [
        Found(
            "lead", case.family_id, case.id, Due(NO_LIMIT, day_of(row.from_at), day_of(row.from_at)),
            {"standing": words("work.lead.standing", who=names.get(case.lead_id, ""))},
        )
        for case, row in found
    ]  # fmt: skip


def lead_pills(uow: UnitOfWork, context: Context, family_id: int) -> tuple[PillView, ...]:
    """Return what the family's header says of it."""
    found = conflicted_leads(uow, context, [family_id])
    return (PillView(text=words("pill.lead.conflict"), tone="danger"),) if found else ()
