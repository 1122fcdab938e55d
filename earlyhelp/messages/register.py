"""The DPIA register: its eighteen lines, what was found, the history of a line, the annex."""

from datetime import datetime
from typing import Literal

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, message

#: ok: the control was seen to work; red: it was not; not_checked: it could not be looked at.
Status = Literal["ok", "red", "not_checked"]


class CheckFound(msgspec.Struct, frozen=True, kw_only=True):
    """What one check found, in words; `advice` says what to do where it is not ok."""

    check: str
    how: str
    status: Status
    evidence: str
    advice: str = ""


class RiskFound(msgspec.Struct, frozen=True, kw_only=True):
    """What one run found for one risk: the worst of its checks."""

    number: int
    status: Status
    checks: tuple[CheckFound, ...]


class RegisterLine(msgspec.Struct, frozen=True, kw_only=True):
    """One risk as the council worded it, its mitigation of 2019, our control and the last result."""

    number: int
    risk: str
    mitigation_2019: str
    outcome_2019: str
    control: str
    found: RiskFound
    checked_at: datetime | None


class RegisterView(msgspec.Struct, frozen=True, kw_only=True):
    """The eighteen lines, when they were last checked and why; `checking`: a run is under way."""

    lines: tuple[RegisterLine, ...]
    checked_at: datetime | None
    why: str
    checking: bool


@message(Permission.REGISTER_READ, RegisterView)
class Register(Query, frozen=True, kw_only=True):
    """The register as it stands."""


class PastFinding(msgspec.Struct, frozen=True, kw_only=True):
    """What an earlier run found for a risk."""

    id: int
    at: datetime
    why: str
    found: RiskFound


@message(Permission.REGISTER_READ, tuple[PastFinding, ...])
class RegisterHistory(Query, frozen=True, kw_only=True):
    """What earlier runs found for one risk, newest first."""

    number: int


@message(Permission.REGISTER_CHECK)
class CheckRegister(Command, frozen=True, kw_only=True):
    """Run every check now; the keeper does it in short steps between messages."""


@message(Permission.REGISTER_READ, bytes)
class RegisterAnnex(Query, frozen=True, kw_only=True):
    """The register with the running rules, as a PDF: the annex of the DPIA."""
