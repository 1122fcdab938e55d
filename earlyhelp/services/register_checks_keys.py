"""Checks of who can open the store: slots, second shares, accounts.  Reads headers and rows."""

from earlyhelp.keys.header import Header, read_header
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services.context import Context
from earlyhelp.services.publication_key import is_trusted
from earlyhelp.services.register_checks import Finding, check, not_checked, ok, red
from earlyhelp.services.staff_slots import passphrase_alone
from earlyhelp.storage.unit_of_work import UnitOfWork

_RECOVERY = "recovery"


@check("second_shares")
def second_shares(_uow: UnitOfWork, context: Context) -> Finding:
    """Every slot needs a second share, or information governance has decided otherwise."""
    slots = _header(context).slots
    alone = sum(slot.kind == "pp" for slot in slots)
    if not alone:
        return ok(slots=len(slots))
    if passphrase_alone(context):
        return ok("decided", alone=alone, slots=len(slots))
    return red(alone=alone, slots=len(slots))


@check("slots_known")
def slots_known(uow: UnitOfWork, context: Context) -> Finding:
    """Whoever can open the store is an active account of today; nobody else has a slot."""
    today = uow.clock.today()
    live = {
        account.login
        for account in uow.all(StaffAccount, StaffAccount.status != "ended")
        if account.ends_on is None or account.ends_on >= today
    }
    slots = [slot for slot in _header(context).slots if slot.kind != _RECOVERY]
    strangers = sum(slot.account not in live for slot in slots)
    if strangers:
        return red(count=strangers, slots=len(slots))
    return ok(slots=len(slots))


@check("two_people")
def two_people(uow: UnitOfWork, _context: Context) -> Finding:
    """Every active account that did not come with founding was approved by somebody else."""
    active = uow.all(StaffAccount, StaffAccount.status == "active")
    wrong = sum(
        bool(account.created_by) and account.approved_by in {0, account.created_by, account.id}
        for account in active
    )
    if wrong:
        return red(count=wrong, accounts=len(active))
    return ok(accounts=len(active), founders=sum(not account.created_by for account in active))


@check("accounts_dated")
def accounts_dated(uow: UnitOfWork, _context: Context) -> Finding:
    """No account is active beyond the end of the person's employment."""
    today = uow.clock.today()
    active = uow.all(StaffAccount, StaffAccount.status == "active")
    late = sum(account.ends_on is not None and account.ends_on < today for account in active)
    if late:
        return red(count=late)
    dated = sum(account.ends_on is not None for account in active)
    return ok(accounts=len(active), dated=dated)


@check("publication_signed")
def publication_signed(uow: UnitOfWork, context: Context) -> Finding:
    """Facts are posted only to a key that information governance has signed."""
    if "publication" not in context.vault.facts:
        return not_checked()
    return ok() if is_trusted(uow, context.vault.facts) else red()


def _header(context: Context) -> Header:
    return read_header(context.vault.path.with_suffix(".ehdh"))
