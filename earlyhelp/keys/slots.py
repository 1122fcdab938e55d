"""Add, open, change and remove the slots of a header; headers are values, each change returns a new one.

Refuses to tell a wrong passphrase from an unknown account, in words or in time.
"""

import secrets
from dataclasses import dataclass, field

from msgspec.structs import replace

from earlyhelp.errors import Invalid, Locked, Refused, StorageFault
from earlyhelp.keys import wraps
from earlyhelp.keys.cost import DEFAULT, SALT_BYTES, Cost, Kdf, slot_key
from earlyhelp.keys.header import Header, Slot, slot_place
from earlyhelp.keys.identity import Identity
from earlyhelp.keys.share import NO_SHARE, Share


@dataclass(frozen=True)
class StoreSecret:
    """What opens the database file: raw key and salt, both handed to SQLCipher."""

    key: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    @classmethod
    def new(cls) -> "StoreSecret":
        """Draw the secret of a new store."""
        return cls(wraps.new_key(), secrets.token_bytes(SALT_BYTES))


@dataclass(frozen=True)
class Credentials:
    """What somebody brings to the door."""

    account: str
    passphrase: str = field(repr=False)
    share: Share = NO_SHARE


@dataclass(frozen=True)
class Unlocked:
    """What a slot gave: the person's identity and the database secret.

    Shape: `pending` is the next secret if a rekey was begun and not finished: the database opens
    with one of the two.
    """

    identity: Identity
    secret: StoreSecret = field(repr=False)
    slot: Slot
    pending: StoreSecret | None = field(default=None, repr=False)


def add_slot(
    header: Header,
    secret: StoreSecret,
    who: Credentials,
    cost: Cost = DEFAULT,
    identity: Identity | None = None,
) -> tuple[Header, Slot]:
    """Give an account a way in; `identity` is that of an account that has a slot on another device.

    Raises: Invalid if the account has a slot with this share already; Refused while a rekey is
    unfinished.
    """
    if any(slot.pending for slot in header.slots):
        raise Refused("key.rekey.unfinished")
    if _found(header, who) is not None:
        raise Invalid({"account": "key.slot.exists"})
    holder = identity or Identity.new()
    bare = Slot(
        id=secrets.randbits(63),
        account=who.account,
        device=who.share.fingerprint,
        kind=who.share.kind,
        kdf=_kdf(cost),
        pub=holder.public,
        verify=holder.verify_key,
        seed=b"",
        dbk=b"",
    )
    slot = _filled(header, bare, who, holder, secret)
    return replace(header, slots=(*header.slots, slot)).stamped(secret.key), slot


def unlock(header: Header, who: Credentials) -> Unlocked:
    """Open the slot that belongs to these credentials and check the whole header.

    Raises: Locked("key.wrong") for wrong passphrase, share or account alike;
    StorageFault("store.header.altered") if the header was changed without the database key.
    """
    slot = _found(header, who) or _decoy(header)
    place = slot_place(header, slot)
    key = slot_key(slot.kdf, who.passphrase, who.share.secret, place)
    identity = Identity.opened(key, slot.seed, place)
    try:
        secret = database_secret(header, slot, identity)
        pending = database_secret(header, slot, identity, pending=True) if slot.pending else None
    except Locked:  # the passphrase was right, so it is the header that is not
        raise StorageFault("store.header.altered") from None
    if not header.is_stamped_by(secret.key):
        raise StorageFault("store.header.altered")
    return Unlocked(identity, secret, slot, pending)


def remove_slot(header: Header, secret: StoreSecret, slot_id: int) -> Header:
    """Take a slot away; the database must be rekeyed as well, for copies of the old header exist.

    Raises: Refused if it is not there or is the last one.
    """
    left = tuple(slot for slot in header.slots if slot.id != slot_id)
    if not left or len(left) == len(header.slots):
        raise Refused("key.slot.kept")
    return replace(header, slots=left).stamped(secret.key)


def change_passphrase(
    header: Header, who: Credentials, passphrase: str, cost: Cost = DEFAULT
) -> Header:
    """Reseal the slot of these credentials under a new passphrase; the identity stays the same.

    Raises: Locked("key.wrong") if the old one is wrong; StorageFault as `unlock`; Refused while a
    rekey is unfinished.
    """
    opened = unlock(header, who)
    if opened.pending is not None:
        raise Refused("key.rekey.unfinished")
    after = Credentials(who.account, passphrase, who.share)
    bare = replace(opened.slot, kdf=_kdf(cost))
    slot = _filled(header, bare, after, opened.identity, opened.secret)
    kept = tuple(slot if old.id == slot.id else old for old in header.slots)
    return replace(header, slots=kept).stamped(opened.secret.key)


def share_kinds(header: Header, account: str) -> frozenset[str]:
    """Return the kinds of slot an account has, so that sign-in knows which share to fetch."""
    return frozenset(slot.kind for slot in header.slots if slot.account == account)


def wrapped_secret(header: Header, slot: Slot, secret: StoreSecret, epoch: int) -> bytes:
    """Wrap a database secret for the holder of a slot."""
    return wraps.wrap_for(slot.pub, secret.key + secret.salt, _purpose(header, slot, epoch))


def database_secret(
    header: Header, slot: Slot, identity: Identity, *, pending: bool = False
) -> StoreSecret:
    """Take the present or the pending database secret out of a slot.

    Raises: Locked("key.wrong").
    """
    wrapped = slot.pending if pending else slot.dbk
    purpose = _purpose(header, slot, header.epoch + 1 if pending else header.epoch)
    plain = identity.unwrap(wrapped or b"", purpose)
    return StoreSecret(plain[: wraps.KEY_BYTES], plain[wraps.KEY_BYTES :])


def _filled(
    header: Header, bare: Slot, who: Credentials, holder: Identity, secret: StoreSecret
) -> Slot:
    place = slot_place(header, bare)
    key = slot_key(bare.kdf, who.passphrase, who.share.secret, place)
    return replace(
        bare,
        seed=holder.sealed(key, place),
        dbk=wrapped_secret(header, bare, secret, header.epoch),
    )


def _purpose(header: Header, slot: Slot, epoch: int) -> bytes:
    return b"earlyhelp/1/dbk|%d|" % epoch + slot_place(header, slot)


def _found(header: Header, who: Credentials) -> Slot | None:
    wanted = (who.account, who.share.kind, who.share.fingerprint)
    for slot in header.slots:
        if (slot.account, slot.kind, slot.device) == wanted:
            return slot
    return None


def _decoy(header: Header) -> Slot:
    """Return a slot nothing opens, so that an unknown account takes as long as a known one."""
    model = next(slot for slot in header.slots if slot.kind != "recovery")
    return replace(model, seed=wraps.seal_bytes(wraps.new_key(), wraps.new_key(), b""))


def _kdf(cost: Cost) -> Kdf:
    return Kdf(m=cost.memory, t=cost.passes, p=cost.lanes, salt=secrets.token_bytes(SALT_BYTES))
