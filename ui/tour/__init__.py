"""The guided tour: drives the real window through the whole job and leaves pictures, papers, exports.

Refuses a folder that holds anything already.
"""

import os
import sys
from pathlib import Path

from ui.wording import say

_USAGE, _STUCK = 2, 1


def run_tour(words: list[str]) -> int:
    """Run the tour into a folder; return 0, or 1 where it got stuck, or 2 for a wrong call."""
    out = Path(words[0]).absolute() if len(words) == 1 else None
    if out is None or (out.exists() and (not out.is_dir() or any(out.iterdir()))):
        _tell(say("tour.usage"))
        return _USAGE
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.tour.eyes import Stuck
    from ui.tour.whole import walk_through

    try:
        walk_through(out, _tell)
    except Stuck as stuck:
        _tell(str(stuck))
        return _STUCK
    return 0


def _tell(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()
