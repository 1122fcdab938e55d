"""Texts of a message as they can be kept: what shows nothing is empty, half a character is a mark.

Every check of a required text behind the door can so ask for words alone.  Leaves passphrases as typed.
"""

from typing import Any, TypeVar

import msgspec

from earlyhelp.domain.visible import mended
from earlyhelp.messages.base import is_secret

M = TypeVar("M", bound=msgspec.Struct)


def tidied(message: M) -> M:
    """Return a message with every text in it mended (`domain.visible`); the same one if none has to be."""
    whole: M = message if is_secret(message) else _tidied(message)
    return whole


def _tidied(value: Any) -> Any:
    if isinstance(value, str):
        return mended(value)
    if isinstance(value, msgspec.Struct):
        fresh = {}
        for name in value.__struct_fields__:
            held = getattr(value, name)
            tidy = _tidied(held)
            if tidy is not held:
                fresh[name] = tidy
        return msgspec.structs.replace(value, **fresh) if fresh else value
    if isinstance(value, dict):
        return _whole(value, {_tidied(key): _tidied(held) for key, held in value.items()})
    if isinstance(value, list | tuple):
        return _whole(value, type(value)(_tidied(one) for one in value))
    return value


def _whole(held: Any, tidy: Any) -> Any:
    """Return what was held where nothing of it changed, so that its owner is not made anew."""
    return held if tidy == held else tidy
