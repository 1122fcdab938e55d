"""Reads a workbook through the gate and in a child process of its own.

Refuses what the gate refuses, and whatever the child could not read in its time and memory.
"""

import sys
from collections.abc import Sequence

import msgspec

from earlyhelp.airlock.children import ask_child
from earlyhelp.airlock.limits import CHILD_SECONDS
from earlyhelp.airlock.refusal import NotAdmitted
from earlyhelp.imports.child import Answer
from earlyhelp.imports.gate import admit, refuse
from earlyhelp.imports.names import plain_name
from earlyhelp.imports.rows import RawWorkbook

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
        said = ask_child([*child, *(plain_name(name) for name in sheets)], data, seconds)
        answer = msgspec.msgpack.decode(said, type=Answer)
    except NotAdmitted as cause:
        raise refuse(cause.reason) from cause
    except msgspec.MsgspecError as cause:
        raise refuse("unreadable") from cause
    if answer.refused:
        raise refuse(answer.refused)
    return answer.workbook
