"""What an import hands over: raw cells, clean rows, what was mended and what was not read.

Holds no rule and no personal data of its own.
"""

from datetime import date
from typing import Literal

import msgspec

Kind = Literal["text", "number", "date", "time", "boolean", "error", "formula"]


class RawCell(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One cell as the file had it; row and column count from 1.

    Shape: text is the number's shortest form, or the date in ISO form.
    """

    row: int
    column: int
    kind: Kind
    text: str


class RawSheet(msgspec.Struct, frozen=True):
    """One sheet's filled cells, row by row."""

    name: str
    cells: tuple[RawCell, ...]


class RawWorkbook(msgspec.Struct, frozen=True):
    """The sheets that were asked for and are there."""

    sheets: tuple[RawSheet, ...]


class Source(msgspec.Struct, frozen=True):
    """Where a fact came from: the list and its row."""

    list: str
    row: int


class PersonRow(msgspec.Struct, frozen=True, kw_only=True):
    """A child named by at least one row; age_years is as the file had it, for an unknown birth."""

    child_id: str
    sex: str
    ethnicity: str
    born_on: date | None
    age_years: int | None
    source: Source
    fingerprint: str
    digest: str


class ContactRow(msgspec.Struct, frozen=True, kw_only=True):
    """List 1: a contact about a child."""

    child_id: str
    contact_on: date
    contact_source: str
    source: Source
    fingerprint: str
    digest: str


class EarlyHelpRow(msgspec.Struct, frozen=True, kw_only=True):
    """List 2: an early help assessment; not completed where completed_on is None."""

    child_id: str
    started_on: date
    completed_on: date | None
    organisation: str
    source: Source
    fingerprint: str
    digest: str


class ReferralRow(msgspec.Struct, frozen=True, kw_only=True):
    """List 3: a referral to children's social care."""

    child_id: str
    referred_on: date
    referral_source: str
    no_further_action: bool | None
    referrals_last_12_months: int | None
    team: str
    worker: str
    source: Source
    fingerprint: str
    digest: str


class Rejected(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that keeps a row out; a row may have several."""

    list: str
    row: int
    column: str
    value_shown: str
    reason: str


class Mend(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was put right because its meaning was certain."""

    list: str
    row: int
    column: str
    what: str


class OriginalRow(msgspec.Struct, frozen=True):
    """All cells of a row that was kept out, as they were."""

    row: int
    cells: tuple[RawCell, ...]


class OriginalList(msgspec.Struct, frozen=True):
    """The rows of one list that were kept out, under the headings they had."""

    list: str
    headings: tuple[RawCell, ...]
    rows: tuple[OriginalRow, ...]


class AnnexA(msgspec.Struct, frozen=True, kw_only=True):
    """Everything one workbook gave; `read` counts the filled rows of each list that is there."""

    people: tuple[PersonRow, ...]
    contacts: tuple[ContactRow, ...]
    assessments: tuple[EarlyHelpRow, ...]
    referrals: tuple[ReferralRow, ...]
    rejected: tuple[Rejected, ...]
    mended: tuple[Mend, ...]
    originals: tuple[OriginalList, ...]
    read: dict[str, int]
