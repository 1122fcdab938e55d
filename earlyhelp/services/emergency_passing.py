"""Passes reviews of emergency openings that nobody closed in time to information governance, and says so.

Refuses to tell twice: what was told stands in the store, written with the audit entry that names who was told.
"""

from datetime import date

import msgspec

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.records.access import BreakGlass
from earlyhelp.records.staff import KeyWrap, StoreFact
from earlyhelp.services import named_keys
from earlyhelp.services.access_rules import staff_with
from earlyhelp.services.context import Context
from earlyhelp.storage.expiring import PROGRAM
from earlyhelp.storage.unit_of_work import UnitOfWork

_FACT = "emergency_reviews_passed"
_ENCODER, _DECODER = msgspec.json.Encoder(), msgspec.json.Decoder(dict[int, date])


def pass_on(context: Context) -> bool:
    """Tell information governance of the reviews that are its own from today; return whether there was one.

    Shape: the program acts, whoever is signed in; one entry of the audit names the openings and the
           accounts that were told.  While nobody could be told, it waits.
    Source: issue 3 section 2: escalation after two working days.
    """
    with context.vault.unit(PROGRAM, Permission.EMERGENCY_REVIEW, Scope.AUDIT) as uow:
        late = uow.all(
            BreakGlass, BreakGlass.closed_at.is_(None), BreakGlass.due_on < uow.clock.today()
        )
        told = passed(uow)
        new = [row for row in late if row.id not in told]
        if not new:
            return False
        heirs = staff_with(uow, context, Permission.EMERGENCY_REVIEW, Scope.AUDIT)
        if not heirs:
            return False
        today = uow.clock.today()
        _keep(uow, {row.id: told.get(row.id, today) for row in late})
        uow.touched += [*new, *heirs]  # named, not changed
        uow.purpose = "emergency-passed"
        uow.commit()
    return True


def passed(uow: UnitOfWork) -> dict[int, date]:
    """Return since when information governance knows of each review that was passed to it.

    Shape: what a clock set ahead has dated after today was not told yet.
    """
    kept, today = uow.first(StoreFact, StoreFact.name == _FACT), uow.clock.today()
    found = _DECODER.decode(kept.value) if kept else {}
    return {ident: on for ident, on in found.items() if on <= today}


def hand_on(uow: UnitOfWork, context: Context, rows: list[BreakGlass]) -> None:
    """Give who joined information governance since the keys of the openings this person reviews.

    What escalates is theirs alone: without its key nobody could read why, nor close it.
    """
    heirs = staff_with(uow, context, Permission.EMERGENCY_REVIEW, Scope.AUDIT)
    wraps = uow.all(KeyWrap, KeyWrap.key_name.in_([row.key_name for row in rows]))
    holders: dict[str, set[int]] = {}
    for wrap in wraps:
        holders.setdefault(wrap.key_name, set()).add(wrap.account_id)
    for key_name, held_by in holders.items():
        for heir in heirs:
            if context.principal.account_id in held_by and heir.id not in held_by:
                named_keys.add(uow, context, key_name, heir)


def _keep(uow: UnitOfWork, told: dict[int, date]) -> None:
    value, kept = _ENCODER.encode(told), uow.first(StoreFact, StoreFact.name == _FACT)
    if kept is None:
        uow.add(StoreFact(name=_FACT, value=value))
    else:
        uow.change(kept, None, value=value)
