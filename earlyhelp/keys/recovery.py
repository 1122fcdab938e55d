"""The recovery key in three shares of plain words (SLIP-39): any two bring it back, one says nothing.

Refuses to keep a share anywhere: words come in, words go out.
"""

import re
import secrets
from collections.abc import Iterable

from msgspec.structs import replace

from earlyhelp.errors import Invalid
from earlyhelp.keys import wraps
from earlyhelp.keys.cost import FLOOR, SALT_BYTES, Kdf
from earlyhelp.keys.header import Header, Slot
from earlyhelp.keys.identity import Identity
from earlyhelp.keys.slots import StoreSecret, wrapped_secret

SHARES, NEEDED = 3, 2
#: The account name of a recovery slot: no sign-in name looks like it.
ACCOUNT = "*recovery"
KIND = "recovery"
_WORDS = 33
_BETWEEN = re.compile(r"\b\d{1,2}[.):]?|,")


def split(identity: Identity) -> tuple[str, ...]:
    """Return three shares of an identity, each as its words with a blank between."""
    from shamir_mnemonic import generate_mnemonics

    (shares,) = generate_mnemonics(1, [(NEEDED, SHARES)], identity.seed)
    return tuple(shares)


def words_in(text: str) -> str:
    """Return the words of a share out of what was typed or of a sheet's text.

    Shape: words may stand on several lines, numbered or not; lines with anything else are passed over.
    Raises: Invalid for field "share" if no whole share stands there.
    """
    from shamir_mnemonic.wordlist import WORD_INDEX_MAP

    found: list[str] = []
    for line in text.casefold().splitlines():
        words = _BETWEEN.sub(" ", line).split()
        if all(word in WORD_INDEX_MAP for word in words):
            found += words
    if len(found) != _WORDS:
        raise Invalid({"share": "recovery.share.words"})
    return " ".join(found)


def joined(shares: Iterable[str]) -> Identity:
    """Bring the recovery identity back from two shares.

    Raises: Invalid for field "share": a word mistyped, the same share twice, shares of different keys.
    """
    from shamir_mnemonic import MnemonicError, combine_mnemonics

    given = list(dict.fromkeys(shares))
    if len(given) < NEEDED:
        raise Invalid({"share": "recovery.share.same"})
    try:
        return Identity(combine_mnemonics(given))
    except (MnemonicError, ValueError):
        raise Invalid({"share": "recovery.share.wrong"}) from None


def with_recovery(header: Header, secret: StoreSecret, identity: Identity) -> Header:
    """Return the header with a slot for a recovery key: it is opened by no passphrase."""
    bare = Slot(
        id=secrets.randbits(63),
        account=ACCOUNT,
        device="",
        kind="recovery",
        kdf=Kdf(
            m=FLOOR.memory, t=FLOOR.passes, p=FLOOR.lanes, salt=secrets.token_bytes(SALT_BYTES)
        ),
        pub=identity.public,
        verify=identity.verify_key,
        seed=wraps.new_key(),  # nothing: the private half is on paper only
        dbk=b"",
    )
    slot = replace(bare, dbk=wrapped_secret(header, bare, secret, header.epoch))
    return replace(header, slots=(*header.slots, slot)).stamped(secret.key)


def recovery_slots(header: Header) -> tuple[Slot, ...]:
    """Return the slots of recovery keys."""
    return tuple(slot for slot in header.slots if slot.kind == KIND)
