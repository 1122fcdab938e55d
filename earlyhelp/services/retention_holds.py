"""Holds on records: placed for a reason, ended for a reason by who placed them.  Erases nothing.

Source: domain reference 7.5: a legal-hold flag stops all.
"""

import re
from datetime import date, timedelta

from earlyhelp.domain.retention import Reason, schedule
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.retention import EndHold, HoldEverything, KeepFamily
from earlyhelp.records.retention import RetentionDate, RetentionHold
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.holds import WHOLE_STORE, governs, may_end
from earlyhelp.services.retention_decisions import family_of
from earlyhelp.storage.unit_of_work import UnitOfWork

_LONGEST_YEARS = 100
#: What every reference of a family looks like (`services.references`).
_REFERENCE = re.compile(r"EH-\d{4}-\d{6}")


@handles(KeepFamily)
def keep_family(uow: UnitOfWork, message: KeepFamily, context: Context) -> Receipt:
    """Hold a family's record.

    Raises: Invalid for fields "reason", "until_on" and "reference".
    """
    _check(message, uow.clock.today())
    family_id, reference = _held(uow, message.reference, context)
    return _place(uow, message, context, family_id, reference)


@handles(HoldEverything)
def hold_everything(uow: UnitOfWork, message: HoldEverything, context: Context) -> Receipt:
    """Hold every record of the store.

    Raises: Invalid for fields "reason" and "until_on".
    """
    _check(message, uow.clock.today())
    return _place(uow, message, context, WHOLE_STORE, "")


@handles(EndHold)
def end_hold(uow: UnitOfWork, message: EndHold, context: Context) -> Receipt:
    """End a hold today: one's own role's, or any as information governance.

    Raises: Refused for what another role placed; Invalid for field "end_reason".
    """
    hold = uow.get(RetentionHold, message.hold_id)
    if hold.ended_on or (hold.family_id == WHOLE_STORE and not governs(context)):
        raise Refused("refused.record")
    if not may_end(uow, hold, context):
        raise Refused("retention.hold_of_another")
    if not _known(message.reason, schedule().release):
        raise Invalid({"end_reason": "retention.reason"})
    me = context.principal.account_id
    uow.change(hold, None, ended_on=uow.clock.today(), ended_by=me, ended_why=message.reason)
    uow.purpose = f"hold ended: {message.reason}"
    return Receipt(id=hold.id, version=hold.version)


def _check(message: KeepFamily | HoldEverything, today: date) -> None:
    wrong = {} if _known(message.reason, schedule().keep) else {"reason": "retention.reason"}
    until = message.until_on
    if until is not None and not today < until < today + timedelta(days=366 * _LONGEST_YEARS):
        wrong["until_on"] = "retention.until_on"
    if wrong:
        raise Invalid(wrong)


def _place(
    uow: UnitOfWork, message: KeepFamily | HoldEverything, context: Context, family_id: int,
    reference: str,
) -> Receipt:  # fmt: skip
    hold = uow.add(
        RetentionHold(
            family_id=family_id, reference=reference, reason=message.reason,
            from_on=uow.clock.today(), until_on=message.until_on,
            placed_by=context.principal.account_id, placed_role=context.principal.role,
            ended_on=None,
        )
    )  # fmt: skip
    uow.purpose = f"hold: {message.reason}"
    return Receipt(id=hold.id, version=1)


def _held(uow: UnitOfWork, reference: str, context: Context) -> tuple[int, str]:
    """Return family and reference; information governance is not told whether there is such a family.

    Raises: Invalid for field "reference".
    """
    wanted = reference.strip().upper()
    if not wanted:
        raise Invalid({"reference": "retention.reference_needed"})
    if not governs(context):
        return family_of(uow, wanted, context)[0], wanted
    if not _REFERENCE.fullmatch(wanted):
        raise Invalid({"reference": "retention.reference_form"})
    dated = uow.first(RetentionDate, RetentionDate.reference == wanted)
    return dated.family_id if dated else WHOLE_STORE, wanted


def _known(code: str, among: tuple[Reason, ...]) -> bool:
    return any(reason.id == code for reason in among)
