"""The retention queue: what is due, why, what holds it, and erasure by two people."""

from datetime import date, datetime

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, message


class HoldRow(msgspec.Struct, frozen=True, kw_only=True):
    """One hold in force, or ended lately: then `ended_on`, `ended_by` and `ended_why` tell of it."""

    id: int
    family_id: int
    reference: str
    reason: str
    from_on: date
    until_on: date | None
    placed_by: str
    may_end: bool = False
    ended_on: date | None = None
    ended_by: str = ""
    ended_why: str = ""


class NamedCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many records of one kind name whom a proposal is about."""

    kind: str
    count: int


class DueRow(msgspec.Struct, frozen=True, kw_only=True):
    """One family of the queue, by reference.

    Shape: `rule` is a rule's id; `state` is due, soon, held or proposed; `proposal_id` 0 without one.
    `person_id` is not 0 where one person of the family is to be erased: then `named` counts the
    records that name them, `stays` is why those stay, and `changed` tells that texts were written or
    changed since somebody looked.
    """

    family_id: int
    reference: str
    team: str
    keep_until: date | None
    rule: str
    state: str
    held_by: str = ""
    proposal_id: int = 0
    person_id: int = 0
    proposed_by: str = ""
    reason: str = ""
    may_confirm: bool = False
    mine: bool = False
    named: tuple[NamedCount, ...] = ()
    stays: str = ""
    changed: bool = False


class ErasedRow(msgspec.Struct, frozen=True, kw_only=True):
    """One erasure of the ledger."""

    number: int
    at: datetime
    one_person: bool
    rule: str
    records: int


class RetentionPage(msgspec.Struct, frozen=True, kw_only=True):
    """The queue, the holds in force and the erasures done; `total` families have a date."""

    due: tuple[DueRow, ...]
    holds: tuple[HoldRow, ...]
    erased: tuple[ErasedRow, ...]
    total: int
    next_due: date | None


@message(Permission.RETENTION_READ, RetentionPage)
class RetentionQueue(Query, frozen=True, kw_only=True):
    """What is due or nearly due, held or proposed."""


@message(Permission.RETENTION_DECIDE)
class KeepFamily(Command, frozen=True, kw_only=True):
    """Keep a family's record for a reason, until a day or until the hold is ended.

    Information governance holds any family by its reference and is not told whether there is one.
    """

    reference: str
    reason: str
    until_on: date | None = None


@message(Permission.RETENTION_HOLD_ALL, confirm=True)
class HoldEverything(Command, frozen=True, kw_only=True):
    """Keep every record of the store, as for a public inquiry: nothing is erased until it is ended."""

    reason: str
    until_on: date | None = None


@message(Permission.RETENTION_DECIDE, confirm=True)
class EndHold(Command, frozen=True, kw_only=True):
    """End a hold, for a reason of the schedule: what it kept may be erased afterwards."""

    hold_id: int
    reason: str


@message(Permission.RETENTION_DECIDE)
class ProposeErasure(Command, frozen=True, kw_only=True):
    """Propose to erase a family, or one person of it.

    `stays` is why texts that name the person stay, a code of the schedule; needed where there are any.
    """

    reference: str
    reason: str
    person_id: int = 0
    stays: str = ""


@message(Permission.RETENTION_DECIDE)
class WithdrawErasure(Command, frozen=True, kw_only=True):
    """Take a proposal back, or turn somebody else's down."""

    proposal_id: int


class Erased(msgspec.Struct, frozen=True, kw_only=True):
    """What an erasure did: its number in the ledger, its audit entry, records by kind."""

    number: int
    entry: int
    rows: dict[str, int]
    texts_left: int = 0


@message(Permission.ERASURE_CONFIRM, Erased, confirm=True)
class ConfirmErasure(Command, frozen=True, kw_only=True):
    """Erase, as the second person.  This cannot be undone."""

    proposal_id: int


@message(Permission.RETENTION_READ, bytes)
class ErasureCertificate(Query, frozen=True, kw_only=True):
    """The certificate of an erasure as a PDF, without personal data."""

    number: int


class FamilyPerson(msgspec.Struct, frozen=True, kw_only=True):
    """One person of a family, to be chosen by a manager."""

    id: int
    name: str


@message(Permission.RETENTION_PEOPLE, tuple[FamilyPerson, ...])
class PeopleToErase(Query, frozen=True, kw_only=True):
    """The people of a family, for who works with it."""

    reference: str


class NamedText(msgspec.Struct, frozen=True, kw_only=True):
    """One record that would still name somebody: kind, day and author, never a word of it.

    Shape: `key` is the record's id; `section` that of the family's page, "" where it has none;
           `whole` marks a file of pages that cannot be searched.
    """

    key: int
    kind: str
    title: str
    on: date | None
    by: str
    section: str = ""
    whole: bool = False


class NamedTexts(msgspec.Struct, frozen=True, kw_only=True):
    """Where somebody is named, oldest first; `unread` files still have to be read: ask again."""

    texts: tuple[NamedText, ...]
    unread: int
    family_id: int = 0


@message(Permission.RETENTION_PEOPLE, NamedTexts)
class WhereNamed(Query, frozen=True, kw_only=True):
    """Which records would still name a person of a family after their erasure."""

    reference: str
    person_id: int


@message(Permission.RETENTION_PEOPLE)
class LookAgain(Command, frozen=True, kw_only=True):
    """Keep with a proposal, anew, where the person is named and why those texts stay."""

    proposal_id: int
    stays: str = ""
