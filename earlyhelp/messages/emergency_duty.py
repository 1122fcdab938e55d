"""Who keeps the emergency duty, who holds its key, and the drill that tries it."""

from datetime import date

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, message
from earlyhelp.messages.requests import StaffChoice


class DutyRow(msgspec.Struct, frozen=True, kw_only=True):
    """One manager on the list; `holds` once a key was drawn with them on it."""

    account_id: int
    name: str
    teams: str
    named_by: str
    named_on: date
    holds: bool


class DutyView(msgspec.Struct, frozen=True, kw_only=True):
    """The emergency duty as it stands; no family and no number of families.

    Shape: `possible` are the managers who may be named, for whoever names them; `i_hold` whether this
    person can draw a new key.  Unit: `drill_due` after a year (resources/access/limits.toml).
    """

    rows: tuple[DutyRow, ...]
    possible: tuple[StaffChoice, ...]
    begun: bool
    i_hold: bool
    drilled_on: date | None
    drilled_by: str
    drill_due: bool


class DrillOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the key opens all it should; never which or how many families those are."""

    whole: bool


@message(Permission.EMERGENCY_READ, DutyView)
class EmergencyDuty(Query, frozen=True, kw_only=True):
    """Who is on the list, who holds the key, when it was last tried."""


@message(Permission.EMERGENCY_RENEW, DrillOutcome)
class DrillEmergencyKey(Command, frozen=True, kw_only=True):
    """Try the key this person holds on everything it should open; shows nobody anything."""
