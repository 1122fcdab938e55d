"""Patience with files that another program, mostly a virus scanner, holds for a moment.

Refuses to wait for ever: after the last try the fault travels on.
"""

import time
from collections.abc import Callable

_TRIES = 20
_PAUSE_SECONDS = 0.1


def until_released(
    action: Callable[[], object], pause: Callable[[float], None] = time.sleep
) -> None:
    """Run `action` again while the operating system says "access denied" or "in use".

    Raises: PermissionError after twenty tries.
    """
    for _ in range(_TRIES - 1):
        try:
            action()
        except PermissionError:
            pause(_PAUSE_SECONDS)
        else:
            return
    action()
