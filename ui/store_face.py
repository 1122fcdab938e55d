"""What can be known of a store before anybody signs in: its name for itself, and how it opens.

Refuses to hold a slot: of the header file only the kinds of the slots are read, and nothing is trusted.
"""

from pathlib import Path

import msgspec

from ui.wording import say

_MOST_BYTES = 8 * 1024 * 1024


class _Slot(msgspec.Struct, frozen=True):
    kind: str


class StoreFace(msgspec.Struct, frozen=True):
    """The outside of a store."""

    vault: str = ""
    slots: tuple[_Slot, ...] = ()


def face_of(folder: Path) -> StoreFace:
    """Read the face of a store; an empty one if there is none or it cannot be read."""
    try:
        with (folder / "store.ehdh").open("rb") as file:
            return msgspec.json.decode(file.read(_MOST_BYTES), type=StoreFace)
    except (OSError, ValueError, msgspec.MsgspecError):
        return StoreFace()


def notes_of(folder: Path, *, demo: bool) -> list[str]:
    """Return what whoever signs in should know of this store, a sentence each."""
    kinds = {slot.kind for slot in face_of(folder).slots}
    return [say("signin.passphrase_alone")] if "pp" in kinds and not demo else []
