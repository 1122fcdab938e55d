"""Ways into a file: adds, changes and takes away slots of its header.  Leaves rows and wraps alone."""

from earlyhelp.errors import Invalid, Locked
from earlyhelp.keys.cost import Cost
from earlyhelp.keys.header import Header, Slot, read_header, write_header
from earlyhelp.keys.share import NO_SHARE, Share, new_key_file, share_for
from earlyhelp.keys.slots import (
    Credentials,
    StoreSecret,
    add_slot,
    change_passphrase,
    database_secret,
    remove_slot,
)
from earlyhelp.records.staff import PASSPHRASE_ALONE
from earlyhelp.services.audit_paths import outgoing
from earlyhelp.services.context import Context


def passphrase_alone(context: Context) -> bool:
    """Tell whether it was decided that this store's accounts need no second share."""
    return PASSPHRASE_ALONE in context.vault.facts


def key_file_faults(context: Context, key_file: str) -> dict[str, str]:
    """Return what is wrong with there being no key file, by field; nothing if it will do."""
    missing = not key_file and not passphrase_alone(context)
    return {"key_file": "staff.key_file.needed"} if missing else {}


def joiner_share(context: Context, key_file: str) -> Share:
    """Write a joiner's key file; without one there is no second share.

    Raises: Invalid for field "key_file" if it cannot be written there; StorageFault for the disk.
    """
    if not key_file:
        return NO_SHARE
    try:
        path = outgoing(key_file, context)
    except Invalid as found:
        raise Invalid({"key_file": found.fields["path"]}) from None
    share = new_key_file(path)
    context.written.append(path)
    return share


def add_case_slot(context: Context, login: str, passphrase: str, share: Share) -> Slot:
    """Give a login a way into the case file, at the cost of the giver's own slot.

    A slot of that login without an account is what a failed save left behind: it goes.
    """
    header, own = own_slot(context)
    secret = database_secret(header, own, context.vault.identity)
    kept = without(header, secret, login)
    who = Credentials(login, passphrase, share)
    grown, slot = add_slot(kept, secret, who, cost_of(own))
    replace_header(context, grown)
    return slot


def drop_case_slots(context: Context, login: str) -> None:
    """Take every way into the case file from a login; none there is as good."""
    header, own = own_slot(context)
    secret = database_secret(header, own, context.vault.identity)
    kept = without(header, secret, login)
    if kept != header:
        replace_header(context, kept)


def change_own_passphrase(context: Context, old: str, new: str, key_file: str) -> None:
    """Reseal the slot this session came in by under another passphrase, at the cost it has.

    Raises: Locked("key.wrong") if the old one is wrong; StorageFault for the second share's faults.
    """
    header, own = own_slot(context)
    share = share_for((own.kind,), header.vault, own.account, key_file)
    who = Credentials(own.account, old, share)
    replace_header(context, change_passphrase(header, who, new, cost_of(own)))


def without(header: Header, secret: StoreSecret, login: str) -> Header:
    """Return the header without a login's slots.

    Raises: Refused for the last way into a file.
    """
    for slot in header.slots:
        if slot.account == login:
            header = remove_slot(header, secret, slot.id)
    return header


def cost_of(slot: Slot) -> Cost:
    """Return the cost at which a slot was made."""
    return Cost(memory=slot.kdf.m, passes=slot.kdf.t, lanes=slot.kdf.p)


def own_slot(context: Context) -> tuple[Header, Slot]:
    """Return the file's header as it stands, and the slot this session came in by.

    Raises: Locked("key.wrong") if that slot is gone.
    """
    header = read_header(context.vault.path.with_suffix(".ehdh"))
    mine = [slot for slot in header.slots if slot.pub == context.vault.identity.public]
    if not mine:
        raise Locked("key.wrong")
    return header, next((slot for slot in mine if slot.id == context.slot_id), mine[0])


def replace_header(context: Context, header: Header) -> None:
    """Write the header of this session's file; what it was comes back if the action is not saved."""
    path = context.vault.path.with_suffix(".ehdh")
    before = read_header(path)
    write_header(path, header)
    context.on_failure.append(lambda: write_header(path, before))
