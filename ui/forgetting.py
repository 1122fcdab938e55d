"""Frees what nobody refers to and overwrites what Python has freed: passphrases must not lie about in it.

Best effort and no more (security.md 1.6): what was swapped out or copied elsewhere is beyond it.
"""

import gc

_SMALL = range(48, 512 + 16, 16)  # the sizes Python keeps freed blocks of, in bytes
_BLOCKS = 400
_HEAD = 48  # more than the head of a text or of bytes


def set_program_aside() -> None:
    """Leave what is loaded out of the collector's rounds; never once somebody has signed in.

    A round over the whole program holds the window up for 30 to 90 ms, one over a session's objects
    for some milliseconds.  What is set aside is never freed.
    """
    gc.freeze()


def forget() -> None:
    """Collect the session's garbage, fill the freed small blocks of every size once, free them again."""
    gc.collect()
    for size in _SMALL:
        room = max(size - _HEAD, 1)
        filled = [bytes((number & 0x7F,)) * room for number in range(_BLOCKS)]
        texts = [("~" * (room - 1)) + chr(65 + number % 26) for number in range(_BLOCKS)]
        del filled, texts
