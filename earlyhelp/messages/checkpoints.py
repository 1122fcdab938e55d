"""Checkpoints of the audit that leave the machine: where to, as a page, read back and compared."""

from typing import Literal

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, message


class CheckpointPlaces(msgspec.Struct, frozen=True, kw_only=True):
    """Where checkpoints are kept on this computer, and where else they go; "" for nowhere else.

    Shape: `reached` tells whether the other folder can be written to now.
    """

    here: str
    away: str
    reached: bool


@message(Permission.AUDIT_READ, CheckpointPlaces)
class Places(Query, frozen=True, kw_only=True):
    """Where checkpoints of this store go."""


@message(Permission.AUDIT_EXPORT)
class SendCheckpointsTo(Command, frozen=True, kw_only=True):
    """Leave every checkpoint in this folder as well; an empty one ends it."""

    folder: str


@message(Permission.AUDIT_EXPORT, bytes)
class CheckpointPaper(Query, frozen=True, kw_only=True):
    """Sign the audit as it stands and print the checkpoint as a page with its QR code."""


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """How a checkpoint from elsewhere stands to this store.

    Shape: "same"; "other": not the entries it was made of; "shorter": the store has lost entries;
    "unsigned": its signature is wrong; "foreign": of another store.
    """

    state: Literal["same", "other", "shorter", "unsigned", "foreign"]
    size: int
    entries: int


@message(Permission.AUDIT_READ, Compared)
class CompareCheckpoint(Query, frozen=True, kw_only=True):
    """Compare a checkpoint's text, or its typed short form, with the store as it stands."""

    text: str
