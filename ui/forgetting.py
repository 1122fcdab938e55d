"""Overwrites what Python has freed but not yet used again: passphrases must not lie about in it.

Best effort and no more (security.md 1.6): what was swapped out or copied elsewhere is beyond it.
"""

_SMALL = range(48, 512 + 16, 16)  # the sizes Python keeps freed blocks of, in bytes
_BLOCKS = 400
_HEAD = 48  # more than the head of a text or of bytes


def forget() -> None:
    """Fill the freed small blocks of every size once, and free them again (some milliseconds)."""
    for size in _SMALL:
        room = max(size - _HEAD, 1)
        filled = [bytes((number & 0x7F,)) * room for number in range(_BLOCKS)]
        texts = [("~" * (room - 1)) + chr(65 + number % 26) for number in range(_BLOCKS)]
        del filled, texts
