"""The audit as read, exported and verified."""

from datetime import date, datetime
from typing import Literal

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Page, Query, message

#: How a shown entry stands to the chain, see `services.audit_shown`.
Standing = Literal["chained", "new", "waiting", "altered", "broken"]


class AuditRow(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the trail.

    Shape: `did` is the act in words and `named` the kinds of records; `act`, `what` and `rule` are as they
    were hashed.  `reference` stands for `family_id` where the reader may know it.
    """

    seq: int
    at: datetime
    who: str
    role: str
    act: str
    what: str
    family_id: int
    purpose: str
    rule: str
    outcome: str
    standing: Standing = "waiting"
    did: str = ""
    named: str = ""
    reference: str = ""


class AuditPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the trail, newest first, and whether the chain holds.

    Shape: `total` entries fit the filter, `size` are in the trail; `broken` is what is wrong with the chain.
    """

    rows: tuple[AuditRow, ...]
    next_after: str
    total: int
    chain_ok: bool
    verified_to: int
    size: int = 0
    broken: str = ""


@message(Permission.AUDIT_READ, AuditPage)
class AuditTrail(Query, frozen=True, kw_only=True):
    """The audit, filtered.  `who` is a login, `act` a permission, `outcome` done, viewed or refused.

    Shape: `family` is a reference, a family's number, or the last eight digits of one.
    """

    page: Page = Page()
    who: str = ""
    act: str = ""
    outcome: str = ""
    family: str = ""
    from_on: date | None = None
    to_on: date | None = None


@message(Permission.AUDIT_EXPORT, confirm=True)
class ExportAudit(Command, frozen=True, kw_only=True):
    """Write the trail and its checkpoints to a file that anybody can verify."""

    path: str


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """Result of verifying the store."""

    ok: bool
    entries: int
    problems: tuple[str, ...]


@message(Permission.STORE_VERIFY, Verified)
class VerifyStore(Query, frozen=True, kw_only=True):
    """Check file, keys and chain."""
