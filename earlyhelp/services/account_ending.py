"""Ends an account: no way in, no wrapped keys, and the keys it knew are asked to be changed."""

from datetime import date

from earlyhelp.errors import Refused
from earlyhelp.messages.base import Receipt
from earlyhelp.records.keys import KeyTurning
from earlyhelp.records.staff import KeyWrap, StaffAccount
from earlyhelp.services.context import Context
from earlyhelp.services.ending_ledger import keep_ending
from earlyhelp.services.figures_file import ANALYSIS
from earlyhelp.services.key_turnings import STORE, ask_for, newest_epoch
from earlyhelp.services.staff_keys import take_keys
from earlyhelp.services.staff_rules import signs_in_to_case_file
from earlyhelp.services.staff_slots import drop_case_slots
from earlyhelp.storage.unit_of_work import UnitOfWork


def end_rights(
    uow: UnitOfWork, account: StaffAccount, version: int | None, context: Context
) -> Receipt:
    """End an account today.  What the person copied earlier opens with what they knew earlier.

    Raises: Refused for one's own, an ended one, and the last that holds a key.
    """
    if account.id == context.principal.account_id:
        raise Refused("staff.end.self")
    if account.status == "ended":
        raise Refused("staff.end.ended")
    uow.change(account, version, status="ended", ends_on=uow.clock.today())
    _leave_keys_behind(uow, account, context)
    take_keys(uow, account)
    if signs_in_to_case_file(account.role):
        drop_case_slots(context, account.login)
    keep_ending(context, account.id)
    return Receipt(id=account.id, version=account.version)


def _leave_keys_behind(uow: UnitOfWork, account: StaffAccount, context: Context) -> None:
    """Ask for every key an active account held to be turned; who still waited held none."""
    if signs_in_to_case_file(account.role):
        ask_for(uow, context, STORE, "ended", account)
    else:
        ask_for(uow, context, ANALYSIS, "ended", account)
    held = {wrap.key_name for wrap in uow.all(KeyWrap, KeyWrap.account_id == account.id)}
    for key_name in sorted(name for name in held if name.startswith("team:") or name == ANALYSIS):
        ask_for(uow, context, key_name, "ended", account)


def end_again(uow: UnitOfWork, account: StaffAccount, on: date) -> None:
    """End in a restored store an account that was ended after the backup was made.

    A key that nobody else holds there stays wrapped for it, or its records would be lost: the account
    has no way in that could use it.
    """
    uow.change(account, None, status="ended", ends_on=on)
    for wrap in uow.all(KeyWrap, KeyWrap.account_id == account.id):
        if wrap.key_name.startswith("team:"):
            epoch = newest_epoch(uow, wrap.key_name)
            uow.add(
                KeyTurning(
                    key_name=wrap.key_name, because="ended", account_id=account.id, epoch=epoch,
                    asked_by=0, asked_at=uow.clock.now(), done_at=None,
                )
            )  # fmt: skip
        others = (KeyWrap.key_name == wrap.key_name, KeyWrap.account_id != account.id)
        if uow.first(KeyWrap, *others) is not None:
            uow.remove(wrap)
