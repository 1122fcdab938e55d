"""Change the database key in two phases, so that a power cut at any moment locks nobody out.

Refuses to finish what was not begun.  Order: begin, write header, rekey database, finish, write header.
"""

from msgspec.structs import replace

from earlyhelp.errors import Refused
from earlyhelp.keys import wraps
from earlyhelp.keys.header import Header
from earlyhelp.keys.slots import StoreSecret, wrapped_secret


def begin_rotation(
    header: Header,
    secret: StoreSecret,
    chosen: StoreSecret | None = None,
    shut: frozenset[str] = frozenset(),
) -> tuple[Header, StoreSecret]:
    """Draw the next database key, or take the one that was saved elsewhere first, and lay it into every slot beside the present one.

    Shape: accounts in `shut` are given a key that opens nothing; the salt stays, for SQLCipher keeps it through a rekey.
    """
    following = chosen or StoreSecret(wraps.new_key(), secret.salt)
    slots = tuple(
        replace(
            slot,
            pending=wrapped_secret(
                header,
                slot,
                StoreSecret(wraps.new_key(), secret.salt) if slot.account in shut else following,
                header.epoch + 1,
            ),
        )
        for slot in header.slots
    )
    return replace(header, slots=slots).stamped(secret.key), following


def finish_rotation(header: Header, following: StoreSecret) -> Header:
    """Drop the old database key from every slot; call when the database opens with the new one.

    Raises: Refused if no rotation was begun.
    """
    slots = tuple(replace(slot, dbk=slot.pending or b"", pending=None) for slot in header.slots)
    if not all(slot.dbk for slot in slots):
        raise Refused("key.rekey.not_begun")
    return replace(header, slots=slots, epoch=header.epoch + 1).stamped(following.key)
