"""The retention queue: what is due by which rule, what holds it, who proposes.  Changes nothing."""

from datetime import date, timedelta

import msgspec
from sqlalchemy import or_

from earlyhelp.access.permissions import Scope
from earlyhelp.domain.retention import is_due, may_decide, schedule
from earlyhelp.messages.retention import (
    DueRow,
    ErasedRow,
    RetentionPage,
    RetentionQueue,
)
from earlyhelp.records.erasure import ErasureNote
from earlyhelp.records.retention import ErasureProposal, RetentionDate, RetentionHold
from earlyhelp.records.staff import StaffAccount, Team
from earlyhelp.services.context import Context
from earlyhelp.services.erasure_naming import counts_of, has_changed, naming_of
from earlyhelp.services.handlers import handles
from earlyhelp.services.holds import WHOLE_STORE, hold_rows, holds_in_force
from earlyhelp.storage.erasing import Said
from earlyhelp.storage.unit_of_work import UnitOfWork

_SHOWN = 500


@handles(RetentionQueue)
def retention_queue(uow: UnitOfWork, _message: RetentionQueue, context: Context) -> RetentionPage:
    """Return what is due or nearly due by the day, with holds and open proposals."""
    today = uow.clock.today()
    names = {account.id: account.name for account in uow.all(StaffAccount)}
    holds = holds_in_force(uow, today)
    proposals = uow.all(ErasureProposal, ErasureProposal.status == "open", limit=_SHOWN)
    horizon = today + timedelta(days=schedule().shown_before)
    wanted = {proposal.family_id for proposal in proposals} | {hold.family_id for hold in holds}
    chosen = or_(
        RetentionDate.keep_until <= horizon,
        RetentionDate.family_id.in_(wanted),
        RetentionDate.reference.in_({hold.reference for hold in holds if hold.reference}),
    )
    order = (RetentionDate.keep_until, RetentionDate.reference)
    dates = uow.all(RetentionDate, chosen, order=order, limit=_SHOWN)
    later = uow.first(RetentionDate, RetentionDate.keep_until > today, order=order)
    builder = _Rows(uow, context, names, holds, today)
    references = {row.family_id: row.reference for row in dates}
    return RetentionPage(
        due=builder.rows(dates, proposals),
        holds=hold_rows(uow, context, holds, references, names),
        erased=_erased(uow),
        total=uow.count(RetentionDate),
        next_due=later.keep_until if later else None,
    )


def _erased(uow: UnitOfWork) -> tuple[ErasedRow, ...]:
    if uow.scope is not Scope.RETENTION:
        return ()
    rows = uow.all(ErasureNote, order=ErasureNote.id.desc(), limit=_SHOWN)
    said = [msgspec.json.decode(row.said, type=Said) if row.said else Said() for row in rows]
    return tuple(
        ErasedRow(
            number=row.id, at=row.at, one_person=bool(row.erased_person), rule=told.rule,
            records=sum(told.rows.values()),
        )
        for row, told in zip(rows, said, strict=True)
    )  # fmt: skip


class _Rows:
    """Puts dates, holds and proposals together to lines of the queue."""

    def __init__(
        self, uow: UnitOfWork, context: Context, names: dict[int, str],
        holds: list[RetentionHold], today: date,
    ) -> None:  # fmt: skip
        self._uow, self._context = uow, context
        self._who, self._names, self._today = context.principal, names, today
        self._teams = {team.id: team.name for team in uow.all(Team)}
        self._held: dict[int | str, str] = {
            one.family_id or one.reference or WHOLE_STORE: one.reason for one in reversed(holds)
        }

    def rows(
        self, dates: list[RetentionDate], proposals: list[ErasureProposal]
    ) -> tuple[DueRow, ...]:
        """Return a line for each date, and for each proposal about a family that has none."""
        by_family = {proposal.family_id: proposal for proposal in proposals}
        found = [self._row(row, by_family.pop(row.family_id, None)) for row in dates]
        return (*found, *(self._row(None, proposal) for proposal in by_family.values()))

    def _row(self, dated: RetentionDate | None, proposal: ErasureProposal | None) -> DueRow:
        of = dated or proposal
        assert of is not None
        ways = (of.family_id, of.reference, WHOLE_STORE)
        held = next((self._held[one] for one in ways if one in self._held), "")
        row = DueRow(
            family_id=of.family_id, reference=of.reference, team=self._teams.get(of.team_id, ""),
            keep_until=dated.keep_until if dated else None, rule=dated.rule if dated else "",
            state=self._state(dated, held), held_by=held,
        )  # fmt: skip
        if proposal is None:
            return row
        first = (proposal.proposed_by, proposal.proposed_role)
        me = (self._who.account_id, self._who.role)
        naming = naming_of(self._uow, proposal)
        return msgspec.structs.replace(
            row, named=counts_of(naming), stays=naming.stays if naming else "",
            changed=has_changed(self._uow, self._context, proposal), state="held" if held else "proposed", proposal_id=proposal.id,
            person_id=proposal.person_id, proposed_by=self._names.get(first[0], ""),
            reason=proposal.reason, mine=first[0] == me[0],
            may_confirm=not held and may_decide(first, me),
        )  # fmt: skip

    def _state(self, dated: RetentionDate | None, held: str) -> str:
        if held:
            return "held"
        return "due" if dated and is_due(dated.keep_until, self._today) else "soon"
