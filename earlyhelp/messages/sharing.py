"""Sharing: who agreed to what, sharing agreements with agencies, what was told to whom."""

from datetime import date, datetime
from enum import StrEnum

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, message
from earlyhelp.messages.requests import StaffChoice


class PackageState(StrEnum):
    """Where a package for an agency stands."""

    SENT = "sent"
    OPENED = "opened"
    CLOSED = "closed"


class SharingSaid(msgspec.Struct, frozen=True, kw_only=True):
    """What lies sealed in a choice about sharing."""

    agency: str
    purposes: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    words: str = ""


class SharingNote(msgspec.Struct, frozen=True, kw_only=True):
    """What lies sealed in an entry of the sharing log (domain.md 7.2).

    Shape: `what` names the parts told, `left_out` those kept back, `kept` what the outgoing check
    found and a person let stand with their reason; `sources` are the records that permitted it.
    """

    reader: str = ""
    agency: str = ""
    purpose: str = ""
    method: str = ""
    reason: str = ""
    told_family: bool = False
    not_told_why: str = ""
    harm_check: str = ""
    what: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    person_ids: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()


class SharingChoiceRow(msgspec.Struct, frozen=True, kw_only=True):
    """One choice as recorded."""

    id: int
    person_id: int
    said_by: int
    agency: str
    purposes: tuple[str, ...]
    classes: tuple[str, ...]
    status: str
    decided_on: date
    until_on: date | None
    words: str
    by: str


class SharingCell(msgspec.Struct, frozen=True, kw_only=True):
    """Where one person's information stands with one agency, as of today.

    Shape: `state` is "all", "some" or "none"; `permitted` pairs purpose and class that may be told;
    `reason` is why nothing (more) may; `check` where responsibility of who agreed is not recorded.
    """

    person_id: int
    agency: str
    state: str
    permitted: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    until_on: date | None = None
    check: bool = False


class SharingLogRow(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the sharing log as shown."""

    id: int
    at: datetime
    by: str
    decision: str
    basis: str
    note: SharingNote
    package: str = ""


class SharingPerson(msgspec.Struct, frozen=True, kw_only=True):
    """A member of the family and whether they are asked themselves."""

    person_id: int
    name: str
    themselves: bool


class SharingView(msgspec.Struct, frozen=True, kw_only=True):
    """All about sharing of one family.

    Shape: `cells` has one for each person and agency; `agencies` those of the grid, `known` those with
    a live agreement; `ended` "refused" or "withdrawn" where the family will not work together (any
    more); `colleagues` those a paper may be made for.
    """

    family_id: int
    people: tuple[SharingPerson, ...]
    agencies: tuple[str, ...]
    known: tuple[str, ...]
    cells: tuple[SharingCell, ...]
    choices: tuple[SharingChoiceRow, ...]
    log: tuple[SharingLogRow, ...]
    ended: str = ""
    colleagues: tuple[StaffChoice, ...] = ()


@message(Permission.SHARING_READ, SharingView)
class SharingPage(Query, frozen=True, kw_only=True):
    """Who agreed that what may be told to whom, and what was told."""

    family_id: int


@message(Permission.AGREEMENT_RECORD)
class RecordSharing(Command, frozen=True, kw_only=True):
    """Record what was said about sharing these people's information with one agency."""

    family_id: int
    person_ids: tuple[int, ...]
    said_by: int
    agency: str
    purposes: tuple[str, ...]
    classes: tuple[str, ...]
    status: str
    decided_on: date
    until_on: date | None = None
    words: str = ""


@message(Permission.SHARING_DECIDE)
class RecordDisclosure(Command, frozen=True, kw_only=True):
    """Log that something was told, or was not, with the reason: both are written down.

    `decision` "shared" or "not_shared"; `basis` a code of sharing_basis, `classes` of data_class.
    """

    family_id: int
    decision: str
    basis: str
    reader: str
    agency: str = ""
    purpose: str = ""
    method: str = ""
    reason: str
    told_family: bool = False
    not_told_why: str = ""
    harm_check: str = ""
    what: str = ""
    classes: tuple[str, ...] = ()
    person_ids: tuple[int, ...] = ()


class IsaRow(msgspec.Struct, frozen=True, kw_only=True):
    """A sharing agreement as listed; `standing` is "live", "review", "later" or "ended"."""

    id: int
    version: int
    agency: str
    organisation_type: str
    purposes: tuple[str, ...]
    classes: tuple[str, ...]
    from_on: date
    until_on: date | None
    review_on: date
    document: str
    standing: str


class PackageRow(msgspec.Struct, frozen=True, kw_only=True):
    """A package as chased; `overdue` is "", "receipt" or "deletion"."""

    id: int
    version: int
    name: str
    agency: str
    sent_at: datetime
    by: str
    delete_by: date
    state: str
    overdue: str
    closed_why: str = ""


class SharingRegister(msgspec.Struct, frozen=True, kw_only=True):
    """What information governance sees: agreements with agencies, packages out."""

    isas: tuple[IsaRow, ...]
    packages: tuple[PackageRow, ...]


@message(Permission.SHARING_REGISTER, SharingRegister)
class SharingRegisterPage(Query, frozen=True, kw_only=True):
    """The register of sharing agreements and the packages that are out."""


@message(Permission.ISA_SAVE)
class SaveIsa(Command, frozen=True, kw_only=True):
    """Enter (isa_id 0) or correct a sharing agreement with an agency."""

    isa_id: int = 0
    version: int = 0
    agency: str
    organisation_type: str
    purposes: tuple[str, ...]
    classes: tuple[str, ...]
    from_on: date
    until_on: date | None = None
    review_on: date
    document: str


@message(Permission.ISA_SAVE)
class EndIsa(Command, frozen=True, kw_only=True):
    """End a sharing agreement today: nothing more is told under it."""

    isa_id: int
    version: int


@message(Permission.SHARING_REGISTER)
class TakeReceipt(Command, frozen=True, kw_only=True):
    """Take in a receipt a partner sent back: it says which package was opened or deleted."""

    content: bytes


@message(Permission.SHARING_REGISTER)
class ClosePackage(Command, frozen=True, kw_only=True):
    """Close a package without a receipt, with the reason (the partner said it on the telephone)."""

    package_id: int
    version: int
    reason: str
