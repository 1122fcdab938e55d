"""What a passphrase must be: long, and not one that others would try first.

Refuses rules of composition and forced changes: length and the deny list do the work (ASVS 6.2).
"""

import re
import secrets
import unicodedata

from earlyhelp.errors import Invalid
from earlyhelp.settings import resource

SHORTEST = 15
LONGEST = 128
_LEAST_OWN = 8  # characters left when the words of the deny list are taken away
_LEAST_SCORE = 3
_ZXCVBN_LONGEST = 72
#: Five letters carry 16 bits; nothing in them sounds or looks like something else (proquints).
_SHAPE = ("bdfghjklmnprstvz", "aiou", "bdfghjklmnprstvz", "aiou", "bdfghjklmnprstvz")
_GROUPS = 4
_REPEATED = re.compile(r"(.+?)\1+")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


def check(passphrase: str, account: str) -> None:
    """Accept a new passphrase or say what is wrong with it.

    Unit: characters after Unicode normalisation.
    Raises: Invalid with "passphrase.too_short", ".too_long" or ".common" for field "passphrase".
    """
    text = unicodedata.normalize("NFC", passphrase)
    if len(text) < SHORTEST:
        raise Invalid({"passphrase": "passphrase.too_short"})
    if len(text) > LONGEST:
        raise Invalid({"passphrase": "passphrase.too_long"})
    denied = _denied(account)
    own = _without(text, denied)
    if len(own) < _LEAST_OWN or _is_repetition(text) or _score(text, denied) < _LEAST_SCORE:
        raise Invalid({"passphrase": "passphrase.common"})


def one_use(account: str) -> str:
    """Draw a first passphrase that can be read out and typed, to be changed by whoever gets it.

    Unit: 64 bits.
    """
    while True:
        groups = ("".join(map(secrets.choice, _SHAPE)) for _ in range(_GROUPS))
        drawn = "-".join(groups)
        try:
            check(drawn, account)
        except Invalid:  # by chance one of the few that will not do
            continue
        return drawn


def _denied(account: str) -> list[str]:
    lines = resource("passphrases.txt").read_text(encoding="utf-8").splitlines()
    words = {_plain(line) for line in lines if not line.startswith("#")}
    own = {_plain(part) for part in (account, *re.split(r"[\W_]+", account))}
    return sorted((word for word in words | own if len(word) > 2), key=len, reverse=True)


def _without(text: str, denied: list[str]) -> str:
    left = _plain(text)
    for word in denied:
        left = left.replace(word, "")
    return left


def _is_repetition(text: str) -> bool:
    found = _REPEATED.fullmatch(_plain(text))
    return found is not None and len(found[1]) < SHORTEST


def _plain(text: str) -> str:
    return _NOT_ALPHANUMERIC.sub("", text.casefold())


def _score(text: str, denied: list[str]) -> int:
    from zxcvbn import zxcvbn

    return int(zxcvbn(text[:_ZXCVBN_LONGEST], user_inputs=denied)["score"])
