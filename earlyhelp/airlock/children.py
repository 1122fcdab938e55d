"""Starts a process that opens a stranger's file, and takes its answer.

Refuses to wait longer than told; a child that dies or babbles is a refusal of the file.
"""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from earlyhelp.airlock.limits import NO_WINDOW
from earlyhelp.airlock.refusal import NotAdmitted

_ROOT = Path(__file__).resolve().parents[2]


def ask_child(command: Sequence[str], data: bytes, seconds: float) -> bytes:
    """Return what the child wrote about the bytes it was given.

    Raises: NotAdmitted("too_slow") or NotAdmitted("unreadable").
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own module; nothing of the file is in the command
            list(command),
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            cwd=_ROOT,
            creationflags=NO_WINDOW,
            check=True,
        )
    except subprocess.TimeoutExpired as cause:
        raise NotAdmitted("too_slow") from cause
    except subprocess.CalledProcessError as cause:
        raise NotAdmitted("unreadable") from cause
    return done.stdout
