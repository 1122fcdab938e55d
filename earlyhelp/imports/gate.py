"""Lets a workbook into the import: the airlock's look at its bytes, in the import's own words.

Refuses whatever is not a plain .xlsx.
"""

from earlyhelp.airlock import archive
from earlyhelp.airlock.limits import MAX_FILE
from earlyhelp.airlock.refusal import NotAdmitted
from earlyhelp.errors import Invalid


def refuse(reason: str) -> Invalid:
    """Make the refusal of a file; its sentence is `import.file.<reason>`."""
    return Invalid({"file": f"import.file.{reason}"})


def admit(file_name: str, data: bytes) -> None:
    """Let a plain workbook pass; nothing in it is interpreted beyond the ZIP directory.

    Raises: Invalid with the reason for the file.
    """
    if not data:
        raise refuse("empty")
    if len(data) > MAX_FILE:
        raise refuse("too_large")
    if data.startswith(archive.OLE_MAGIC):
        raise refuse("old_format")
    if not file_name.lower().endswith(".xlsx"):
        raise refuse("extension")
    if not data.startswith(archive.ZIP_MAGIC):
        raise refuse("other_inside")
    try:
        archive.look_into(".xlsx", data)
    except NotAdmitted as cause:
        raise refuse(cause.reason) from cause
