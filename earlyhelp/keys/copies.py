"""The header of a copy of a store that lies under a database key of its own: a backup, a restored store.

Refuses a header without a way in.  No passphrase is needed: secrets are wrapped for the slots' public keys.
"""

from msgspec.structs import replace

from earlyhelp.errors import Refused, StorageFault
from earlyhelp.keys.header import Header, Slot
from earlyhelp.keys.identity import Identity
from earlyhelp.keys.slots import StoreSecret, Unlocked, database_secret, wrapped_secret


def header_for_copy(
    header: Header, secret: StoreSecret, accounts: frozenset[str] | None = None
) -> Header:
    """Return the header of a copy under `secret`, for these accounts (None: everybody).

    Shape: recovery keys open every copy, as a backup may outlive all who made it; one epoch later than the original, so that neither header opens the other's file.
    Raises: Refused("backup.nobody") if none of the accounts has a slot.
    """
    following = replace(header, epoch=header.epoch + 1)
    kept = [
        slot
        for slot in header.slots
        if accounts is None or slot.account in accounts or slot.kind == "recovery"
    ]
    if not any(slot.kind != "recovery" for slot in kept):
        raise Refused("backup.nobody")
    slots = tuple(
        replace(slot, dbk=wrapped_secret(following, slot, secret, following.epoch), pending=None)
        for slot in kept
    )
    return replace(following, slots=slots).stamped(secret.key)


def opened_by(header: Header, identity: Identity) -> Unlocked:
    """Open a header with an identity that is in hand already, without asking for a passphrase.

    Raises: Refused("backup.not_yours") if the header has no slot of this identity;
    StorageFault("store.header.altered") if it was changed without the key.
    """
    slot = _slot_of(header, identity)
    secret = database_secret(header, slot, identity)
    if not header.is_stamped_by(secret.key):
        raise StorageFault("store.header.altered")
    return Unlocked(identity, secret, slot)


def _slot_of(header: Header, identity: Identity) -> Slot:
    for slot in header.slots:
        if slot.pub == identity.public:
            return slot
    raise Refused("backup.not_yours")
