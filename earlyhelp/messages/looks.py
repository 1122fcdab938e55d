"""Why a family is looked at, which looks a second person asks about, decoys."""

from datetime import date, datetime

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Page, Query, message
from earlyhelp.messages.figures import Work


class OwnPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Street and postcode of a member of staff."""

    street: str = ""
    postcode: str = ""


@message(Permission.LOOK_PURPOSE)
class StatePurpose(Command, frozen=True, kw_only=True):
    """Say why a family is looked at; holds for this family, this session, for some minutes.

    `code` is one of the code list `look_purpose`; `text` goes with "other".
    """

    family_id: int
    code: str
    text: str = ""


@message(Permission.LOOK_OWN_HOME)
class SaveOwnHome(Command, frozen=True, kw_only=True):
    """Keep one's own street and postcode, sealed for one's own session; empty fields take it away."""

    place: OwnPlace


@message(Permission.LOOK_OWN_HOME, OwnPlace)
class OwnHomePlace(Query, frozen=True, kw_only=True):
    """One's own street and postcode as kept."""


class HitRow(msgspec.Struct, frozen=True, kw_only=True):
    """One look, or several, to ask about.

    Shape: `family` is a reference where the person may know it; `by_number` for who is not told every
    family's and so knows all of them by their number first.
    """

    id: int
    version: int
    rule: str
    who: str
    role: str
    family_id: int
    family: str
    on: date
    count: int
    entry: int
    status: str
    reason: str = ""
    decided_by: str = ""
    mine: bool = False
    by_number: bool = False


class HitPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of hits, the newest first; `open_by_rule` counts those not decided.

    `to_answer`: of those the ones this person may answer, the random sample apart.
    """

    rows: tuple[HitRow, ...]
    next_after: str
    open_by_rule: dict[str, int]
    scanned_at: datetime | None
    may_scan: bool
    to_answer: int = 0


@message(Permission.ACCESS_HIT_READ, HitPage)
class AccessHits(Query, frozen=True, kw_only=True):
    """Looks to ask about: of everybody for information governance, of own teams for a manager.

    `status` is open, accepted or raised; an empty `rule` means every rule but the random sample.
    """

    rule: str = ""
    status: str = "open"
    page: Page = Page()


@message(Permission.ACCESS_HIT_DECIDE)
class DecideHit(Command, frozen=True, kw_only=True):
    """Accept a hit with a reason, or raise it.  `reason` is a code of `look_decision`."""

    hit_id: int
    version: int
    status: str
    reason: str


@message(Permission.ACCESS_SCAN, Work)
class ScanAccess(Command, frozen=True, kw_only=True):
    """Begin to go through the audit for unusual looks; `days` 0 takes the shipped number."""

    days: int = 0


@message(Permission.ACCESS_SCAN, Work)
class ContinueScan(Command, frozen=True, kw_only=True):
    """Do the next short step; `cancel` stops and keeps nothing of it."""

    work_id: int
    cancel: bool = False
