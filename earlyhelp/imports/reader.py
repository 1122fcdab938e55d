"""Reads a workbook through the gate and in a child process of its own.

Refuses what the gate refuses, and whatever the child could not read in its time and memory.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from earlyhelp.imports.child import Answer
from earlyhelp.imports.gate import admit, refuse
from earlyhelp.imports.limits import CHILD_SECONDS, NO_WINDOW
from earlyhelp.imports.names import plain_name
from earlyhelp.imports.rows import RawWorkbook

_ROOT = Path(__file__).resolve().parents[2]
_CHILD = (sys.executable, "-m", "earlyhelp.imports.child")


def read_workbook(
    file_name: str,
    data: bytes,
    sheets: Sequence[str],
    *,
    child: Sequence[str] = _CHILD,
    seconds: float = CHILD_SECONDS,
) -> RawWorkbook:
    """Return the raw cells of the named sheets that the workbook has.

    `child` is the command that starts the reader where there is no interpreter to call (a packed
    program). Raises: Invalid({"file": "import.file.<reason>"}).
    """
    admit(file_name, data)
    try:
        done = subprocess.run(  # noqa: S603 - our own module; nothing of the file is in the command
            [*child, *(plain_name(name) for name in sheets)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            cwd=_ROOT,
            creationflags=NO_WINDOW,
            check=True,
        )
    except subprocess.TimeoutExpired as cause:
        raise refuse("too_slow") from cause
    except subprocess.CalledProcessError as cause:
        raise refuse("unreadable") from cause
    try:
        answer = msgspec.msgpack.decode(done.stdout, type=Answer)
    except msgspec.MsgspecError as cause:
        raise refuse("unreadable") from cause
    if answer.refused:
        raise refuse(answer.refused)
    return answer.workbook
