"""What a sealed value looks like from outside.  Opens nothing."""

import re

VERSION = 1
#: Padding steps in bytes blunt what lengths tell: names and the like, and texts.
STEP = {"directory": 64, "family": 256, "own": 256, "named": 256}
_HEAD, _TAG = 15, 16  # bytes of an envelope before and after what is sealed
#: Runs that chance does not make: 24 readable bytes in a row come once in 10^10 random ones.
_READABLE = re.compile(rb"[\x20-\x7e]{24,}|\x00{12,}")


def looks_sealed(value: bytes) -> bool:
    """Tell whether a stored value has the shape of an envelope and nothing readable in it."""
    sealed = value[_HEAD:-_TAG]
    shaped = (
        value[:1] == bytes([VERSION]) and bool(sealed) and len(sealed) % min(STEP.values()) == 0
    )
    return shaped and _READABLE.search(value) is None
