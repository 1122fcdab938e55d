"""The plan shown to partners in the program: what staff show, what a partner is shown."""

from datetime import date, datetime

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, message
from earlyhelp.messages.disclosing import ReaderFor


class SharedPart(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the plan as it was settled for the partner; `subjects` are those it tells of."""

    section: str
    title: str
    text: str
    subjects: tuple[int, ...]
    data_class: str
    source: str


class SharedParts(msgspec.Struct, frozen=True, kw_only=True):
    """What lies sealed in a share; `people` are all who were in the family on that day."""

    number: int
    parts: tuple[SharedPart, ...] = ()
    people: tuple[int, ...] = ()


class PartnerShareRow(msgspec.Struct, frozen=True, kw_only=True):
    """A partner who is involved, and which plan they were shown.

    Shape: `shared_at` None: nothing yet; `number` is the plan version shown; `plan_id` the plan in
    force that may be shown now, 0 for none; `changed` says it is not what was shown; `reader` is for
    whom the parts are compiled; `own_actions` counts the actions of that plan that name them.
    """

    account_id: int
    name: str
    agency: str
    reader: ReaderFor
    plan_id: int = 0
    number: int = 0
    shared_at: datetime | None = None
    by: str = ""
    changed: bool = False
    own_actions: int = 0


class SharedLine(msgspec.Struct, frozen=True, kw_only=True):
    """One part as the partner reads it."""

    title: str
    text: str


class SharedSection(msgspec.Struct, frozen=True, kw_only=True):
    """Parts that stand together; `source` says where they were written down."""

    title: str
    source: str
    lines: tuple[SharedLine, ...]


class AgreedRow(msgspec.Struct, frozen=True, kw_only=True):
    """What one of the family agreed that this partner's service may know.

    Shape: `permitted` pairs purpose and class, codes; `until_on` is the first day on which some of it
    runs out.
    """

    name: str
    permitted: tuple[tuple[str, str], ...]
    until_on: date | None = None


class SharedPlanRow(msgspec.Struct, frozen=True, kw_only=True):
    """A family whose plan this partner may read; `family` is empty where nobody may be named."""

    family_id: int
    family: str
    reference: str
    number: int
    shared_on: date


class SharedPlan(msgspec.Struct, frozen=True, kw_only=True):
    """One family's plan as its people let this partner see it today; shown as of `row.shared_on`."""

    row: SharedPlanRow
    sections: tuple[SharedSection, ...]
    agreed: tuple[AgreedRow, ...]


@message(Permission.PARTNER_SHARE, tuple[PartnerShareRow, ...])
class PartnerShares(Query, frozen=True, kw_only=True):
    """The partners involved with a family and what each was shown of its plan, by name."""

    family_id: int


@message(Permission.PARTNER_SHARE, confirm=True)
class ShareWithPartner(Command, frozen=True, kw_only=True):
    """Show a plan in force to a partner in the program, in place of what they were shown before.

    `settled` gives for each key of `to_settle` "remove", or the reason why the words stay.
    """

    family_id: int
    account_id: int
    plan_id: int
    settled: dict[str, str] = {}


@message(Permission.PARTNER_READ, tuple[SharedPlanRow, ...])
class SharedPlans(Query, frozen=True, kw_only=True):
    """The families whose plan this partner was shown, as long as a part of it may still be told."""


@message(Permission.PARTNER_READ, SharedPlan)
class SharedPlanPage(Query, frozen=True, kw_only=True):
    """One family's plan, each part only while everybody it tells of agrees: a look of its own."""

    family_id: int
