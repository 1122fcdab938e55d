"""Recovery by two of three holders, as information governance leads it: sheets, drill, ceremony."""

from datetime import timedelta

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.errors import Invalid, Refused
from earlyhelp.keys.recovery import SHARES, split
from earlyhelp.keys.slots import StoreSecret, database_secret
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.recovery import (
    DrillRecovery,
    KeepForRecovery,
    MakeRecovery,
    RecoverAccount,
    RecoverySheets,
    RecoveryState,
    RecoveryUseRow,
    RecoveryView,
    SeeRecovery,
    SheetsPrinted,
)
from earlyhelp.records.recovery import RecoveryKey, RecoveryUse, RecoveryWrap
from earlyhelp.records.staff import KeyWrap, StaffAccount
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.key_turnings import STORE, ask_for
from earlyhelp.services.recovery_keys import (
    current_key,
    is_recoverable,
    keep_for_recovery,
    live_keys,
)
from earlyhelp.services.recovery_work import identity_of, key_of, new_key, recover, settle
from earlyhelp.services.staff_keys import wrap_info
from earlyhelp.services.staff_rules import signs_in_to_case_file
from earlyhelp.services.staff_slots import own_slot
from earlyhelp.storage.unit_of_work import UnitOfWork

DRILL_EVERY = timedelta(days=365)
_SHORTEST_REASON, _LONGEST, _LONGEST_HOLDER = 20, 300, 80


@handles(RecoveryState)
def recovery_state(uow: UnitOfWork, _message: RecoveryState, context: Context) -> RecoveryView:
    """Return how the recovery key stands, and how often it was used."""
    key, live = current_key(uow), live_keys(uow)
    names = {account.id: account.name for account in uow.all(StaffAccount)}
    uses = uow.all(RecoveryUse, order=RecoveryUse.id.desc(), limit=20)
    held = {
        (wrap.key_name, wrap.epoch) for wrap in uow.all(KeyWrap) if is_recoverable(wrap.key_name)
    }
    covered = _covered(uow, key) & held if key else set()
    return RecoveryView(
        made_at=key.made_at if key else None,
        holders=tuple(key.holders.split("\n")) if key else (),
        tried_at=key.tried_at if key else None,
        drill_due=key is not None and drill_due(uow, key),
        waiting=bool(live) and live[-1].printed_at is None,
        covered=len(covered),
        total=len(held),
        uses=tuple(
            RecoveryUseRow(
                id=use.id,
                whose=names.get(use.account_id, ""),
                at=use.at,
                reason=use.reason,
                seen=bool(use.seen_by),
            )
            for use in uses
        ),
        accounts=tuple(
            (account.id, account.name)
            for account in uow.all(
                StaffAccount, StaffAccount.status == "active", order=StaffAccount.name
            )
            if signs_in_to_case_file(account.role) and account.id != context.principal.account_id
        ),
    )


def drill_due(uow: UnitOfWork, key: RecoveryKey) -> bool:
    """Tell whether the sheets were neither made nor tried within a year; what is dated ahead does not count."""
    now = uow.clock.now()
    last = max((at for at in (key.tried_at, key.made_at) if at and at <= now), default=None)
    return last is None or now - last > DRILL_EVERY


@handles(MakeRecovery)
def make_recovery(uow: UnitOfWork, message: MakeRecovery, context: Context) -> RecoverySheets:
    """Draw a new recovery key; its sheets exist in this answer and on paper only."""
    from earlyhelp.reports.recovery_sheet import recovery_pdfs

    holders = tuple(name.strip() for name in message.holders)
    if len({name.casefold() for name in holders}) != SHARES or not all(
        1 < len(name) <= _LONGEST_HOLDER and name.isprintable() for name in holders
    ):
        raise Invalid({"holders": "recovery.holders"})
    path = context.vault.path.with_suffix(".ehdh")
    made, identity = new_key(uow, path, _secret(context), holders)
    uow.flush()
    _keep_mine(uow, context)
    uow.purpose = "recovery key drawn"
    sheets = recovery_pdfs(
        context.folder.name, split(identity), holders, uow.clock.today(), made.id
    )
    return RecoverySheets(sheets=sheets)


@handles(SheetsPrinted)
def sheets_printed(uow: UnitOfWork, _message: SheetsPrinted, context: Context) -> Receipt:
    """Let the new sheets count; whoever kept an old header must find the store's key turned."""
    settle(uow, context.vault.path.with_suffix(".ehdh"), _secret(context))
    uow.purpose = "recovery sheets printed"
    account = uow.get(StaffAccount, context.principal.account_id)
    ask_for(uow, context, STORE, "recovery", account)
    return Receipt()


@handles(DrillRecovery)
def drill_recovery(uow: UnitOfWork, message: DrillRecovery, context: Context) -> Receipt:
    """Try two shares: they must open the store's own secret.  Only the date is kept.

    Raises: Invalid at the share that is wrong; Refused for shares of another key.
    """
    identity = identity_of(message.share_one, message.share_two)
    key = key_of(uow, identity)
    header, _ = own_slot(context)
    slots = [slot for slot in header.slots if slot.pub == identity.public]
    if not slots or database_secret(header, slots[0], identity) != _secret(context):
        raise Refused("recovery.other")
    uow.change(key, None, tried_at=uow.clock.now())
    uow.purpose = "recovery drill"
    return Receipt(id=key.id)


@handles(RecoverAccount)
def recover_account(uow: UnitOfWork, message: RecoverAccount, context: Context) -> RecoverySheets:
    """Give an account a new way in with two holders present.

    Raises: Invalid at the field that is wrong; Refused for oneself, or shares of another key.
    """
    from earlyhelp.reports.recovery_sheet import recovery_pdfs

    if message.account_id == context.principal.account_id:
        raise Refused("recovery.self")
    reason = message.reason.strip()
    if not _SHORTEST_REASON <= len(reason) <= _LONGEST or not reason.isprintable():
        raise Invalid({"reason": "recovery.reason"})
    identity = identity_of(message.share_one, message.share_two)
    account = uow.get(StaffAccount, message.account_id)
    done = recover(uow, context.vault.path.with_suffix(".ehdh"), identity, account, reason)
    ask_for(uow, context, STORE, "recovery", account)
    uow.purpose = f"recovery: {reason}"
    sheets = recovery_pdfs(
        context.folder.name, done.shares, done.holders, uow.clock.today(), account.id
    )
    return RecoverySheets(sheets=sheets, passphrase=done.passphrase, login=done.login)


@handles(SeeRecovery)
def see_recovery(uow: UnitOfWork, message: SeeRecovery, context: Context) -> Receipt:
    """Take the notice of a recovery off the list."""
    use = uow.get(RecoveryUse, message.use_id)
    if not use.seen_by:
        uow.change(use, None, seen_by=context.principal.account_id)
    return Receipt(id=use.id)


@handles(KeepForRecovery)
def keep(uow: UnitOfWork, _message: KeepForRecovery, context: Context) -> Receipt:
    """Wrap what this session holds and a recovery key has not got."""
    count = _keep_mine(uow, context)
    uow.purpose = f"{count} keys wrapped for recovery"
    return Receipt(id=count)


def lacks_for_recovery(context: Context) -> bool:
    """Tell whether this session holds a key that a recovery key has not got; looks at nothing else."""
    who = context.principal
    if Permission.KEY_TURN not in context.policy.permissions_of(who):
        return False
    with context.vault.unit(who, Permission.KEY_TURN, Scope.STAFF) as uow:
        held = uow.all(KeyWrap, KeyWrap.account_id == who.account_id)
        mine = {(wrap.key_name, wrap.epoch) for wrap in held}
        return any(mine - _covered(uow, key) for key in live_keys(uow))


def _covered(uow: UnitOfWork, key: RecoveryKey) -> set[tuple[str, int]]:
    wraps = uow.all(RecoveryWrap, RecoveryWrap.recovery_id == key.id)
    return {(wrap.key_name, wrap.epoch) for wrap in wraps}


def _keep_mine(uow: UnitOfWork, context: Context) -> int:
    mine, count = context.principal.account_id, 0
    for wrap in uow.all(KeyWrap, KeyWrap.account_id == mine):
        info = wrap_info(wrap.key_name, wrap.epoch, mine)
        key = context.vault.identity.unwrap(wrap.wrapped, info)
        count += keep_for_recovery(uow, wrap.key_name, wrap.epoch, key)
    return count


def _secret(context: Context) -> StoreSecret:
    header, own = own_slot(context)
    return database_secret(header, own, context.vault.identity)
