"""Ways in: one's own listed, added and taken away; anybody's by the administrator."""

from earlyhelp.access.permissions import Scope
from earlyhelp.errors import Invalid, Locked, Refused
from earlyhelp.keys.header import Slot
from earlyhelp.keys.share import Share, new_device_share, share_for
from earlyhelp.keys.slots import Credentials, add_slot, database_secret, remove_slot, unlock
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.devices import AddWayIn, RemoveWayIn, WayIn, WaysIn
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services.context import Context
from earlyhelp.services.ending_ledger import keep_ending
from earlyhelp.services.figures_file import is_analysis
from earlyhelp.services.handlers import handles
from earlyhelp.services.key_turnings import STORE, ask_for
from earlyhelp.services.staff_slots import cost_of, joiner_share, own_slot, replace_header
from earlyhelp.storage.unit_of_work import UnitOfWork

_MARK = 6


@handles(WaysIn)
def ways_in(uow: UnitOfWork, message: WaysIn, context: Context) -> tuple[WayIn, ...]:
    """Return the ways in of a login: one's own, or anybody's for the administrator.

    Raises: Refused for somebody else's.
    """
    login = _whose(uow, message.whose, context)
    header, present = own_slot(context)
    return tuple(
        WayIn(
            id=slot.id,
            login=slot.account,
            kind=slot.kind,
            mark=slot.device[:_MARK],
            present=slot.id == present.id,
        )
        for slot in header.slots
        if slot.account == login
    )


@handles(AddWayIn)
def add_way_in(uow: UnitOfWork, message: AddWayIn, context: Context) -> Receipt:
    """Give oneself another way in, with the same passphrase and another share.

    Raises: Invalid for a passphrase that is not the present one, or a share one has already;
    StorageFault where this device has no keystore.
    """
    header, own = own_slot(context)
    who = Credentials(
        own.account,
        message.passphrase,
        share_for((own.kind,), header.vault, own.account, message.key_file),
    )
    try:
        opened = unlock(header, who)
    except Locked:
        raise Invalid({"passphrase": "devices.passphrase"}) from None
    share = _new_share(message, header.vault, context)
    joined = Credentials(own.account, message.passphrase, share)
    grown, slot = add_slot(header, opened.secret, joined, cost_of(own), opened.identity)
    replace_header(context, grown)
    uow.purpose = f"way in added: {slot.kind} {slot.device[:_MARK]}"
    return Receipt(id=context.principal.account_id)


@handles(RemoveWayIn)
def remove_way_in(uow: UnitOfWork, message: RemoveWayIn, context: Context) -> Receipt:
    """Take a way in away, and ask for the store's key to be changed.

    Raises: Refused for somebody else's, the present one, and the last one an account has.
    """
    login = _whose(uow, message.whose, context)
    header, present = own_slot(context)
    slot = _slot(header.slots, login, message.slot_number)
    if slot.id == present.id:
        raise Refused("devices.present")
    if sum(each.account == login for each in header.slots) == 1:
        raise Refused("devices.last")
    secret = database_secret(header, present, context.vault.identity)
    replace_header(context, remove_slot(header, secret, slot.id))
    account = uow.first(StaffAccount, StaffAccount.login == login)
    if account is not None and not is_analysis(context):
        ask_for(uow, context, STORE, "device", account)
        keep_ending(context, account.id, slot.id)
    uow.purpose = f"way in removed: {slot.kind} {slot.device[:_MARK]}"
    return Receipt(id=account.id if account else 0)


def _whose(uow: UnitOfWork, login: str, context: Context) -> str:
    own = context.principal.login
    if login not in {"", own} and uow.scope is not Scope.STAFF:
        raise Refused("refused.record")
    return login or own


def _slot(slots: tuple[Slot, ...], login: str, number: int) -> Slot:
    for slot in slots:
        if slot.id == number and slot.account == login:
            return slot
    raise Refused("refused.record")


def _new_share(message: AddWayIn, vault: str, context: Context) -> Share:
    if message.kind == "pp+device":
        return new_device_share(vault, context.principal.login)
    if message.kind != "pp+file" or not message.new_key_file:
        raise Invalid({"new_key_file": "staff.key_file.needed"})
    try:
        return joiner_share(context, message.new_key_file)
    except Invalid as found:
        raise Invalid({"new_key_file": found.fields["key_file"]}) from None
