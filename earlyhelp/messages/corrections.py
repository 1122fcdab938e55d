"""Requests to put a record right: asked, decided, shown beside the record, told to those who had it."""

from datetime import date

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.domain.timescales import Lateness
from earlyhelp.messages.base import Command, Query, message
from earlyhelp.messages.rights import Rectified


class CorrectionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One request and what became of it.  `status`: open, corrected, refused.

    Shape: `told` is who was told and when; `to_tell` who received the record and was not told yet.
    """

    id: int
    version: int
    record: str
    status: str
    content: Rectified
    received_on: date
    lateness: Lateness
    recorded_by: str
    decided_by: str = ""
    decided_on: date | None = None
    told: tuple[tuple[str, date], ...] = ()
    to_tell: tuple[str, ...] = ()


class CorrectableText(msgspec.Struct, frozen=True, kw_only=True):
    """A text of a record that may be wrong; `key` is `table:id|field`."""

    key: str
    label: str


@message(Permission.RECTIFICATION_READ, tuple[CorrectionRow, ...])
class Corrections(Query, frozen=True, kw_only=True):
    """The requests to put a family's records right, those still to decide first."""

    family_id: int


@message(Permission.RECTIFICATION_READ, tuple[CorrectableText, ...])
class CorrectableTexts(Query, frozen=True, kw_only=True):
    """Every text of the family's records, to say which one is wrong."""

    family_id: int


@message(Permission.RECTIFICATION_RECORD)
class RequestCorrection(Command, frozen=True, kw_only=True):
    """Somebody says that a record is wrong; `record` is a key of `CorrectableTexts`."""

    family_id: int
    record: str
    asker: str
    wrong: str
    wanted: str
    received_on: date


@message(Permission.RECTIFICATION_DECIDE)
class DecideCorrection(Command, frozen=True, kw_only=True):
    """Correct, or refuse with the reason; the record stays as it was written either way."""

    correction_id: int
    version: int
    corrected: bool
    correction: str = ""
    why: str


@message(Permission.RECTIFICATION_RECORD)
class StateDisagreement(Command, frozen=True, kw_only=True):
    """The person's own words on a refusal: they stay with the record wherever it goes."""

    correction_id: int
    version: int
    statement: str


@message(Permission.RECTIFICATION_RECORD)
class NoteRecipientTold(Command, frozen=True, kw_only=True):
    """Tick off that somebody who received the record was told of the correction."""

    correction_id: int
    recipient: str
    told_on: date
