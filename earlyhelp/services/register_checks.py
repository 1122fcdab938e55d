"""What a check of the register is: a small function over the running program that says what it saw.

Refuses to trust settings and promises: a check looks at rows, files, keys, or tries the control out.
"""

from collections.abc import Callable
from importlib import import_module
from typing import TypeVar

import msgspec

from earlyhelp.errors import Bug
from earlyhelp.messages.register import Status
from earlyhelp.services.context import Context
from earlyhelp.settings import load
from earlyhelp.storage.unit_of_work import UnitOfWork


class Finding(msgspec.Struct, frozen=True):
    """What a check saw; its sentence is `register.<check>.<said>` with these numbers in it."""

    status: Status
    said: str
    params: dict[str, str | int] = {}


Check = Callable[[UnitOfWork, Context], Finding]
C = TypeVar("C", bound=Check)
CHECKS: dict[str, Check] = {}
#: What a check says that saw dates after today.
AHEAD = "ahead"
#: The rooms of checks; a new one is named here and its checks in resources/register.toml.
_ROOMS = ("access", "audit", "keys", "store", "files", "sharing", "rights", "backups", "airlock")


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One risk as resources/register.toml has it."""

    number: int
    risk: str
    mitigation_2019: str
    outcome_2019: str
    control: str
    checks: tuple[str, ...]


class _Register(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    line: tuple[Line, ...]


def check(name: str) -> Callable[[C], C]:
    """Register a check under its name.

    Raises: Bug if two checks share one.
    """

    def register(one: C) -> C:
        if name in CHECKS:
            raise Bug("register.twice", name=name)
        CHECKS[name] = one
        return one

    return register


def load_checks() -> None:
    """Register every check, each room once."""
    for room in _ROOMS:
        import_module(f"earlyhelp.services.register_checks_{room}")


def lines() -> tuple[Line, ...]:
    """Return the eighteen risks, every check of theirs being there.

    Raises: Bug for a check that nobody wrote.
    """
    load_checks()
    found = load("register.toml", _Register).line
    missing = {name for line in found for name in line.checks} - CHECKS.keys()
    if missing:
        raise Bug("register.missing", names=", ".join(sorted(missing)))
    return found


def ok(said: str = "ok", **params: str | int) -> Finding:
    """Say that the control was seen to work."""
    return Finding("ok", said, params)


def red(said: str = "red", **params: str | int) -> Finding:
    """Say that it was seen not to work."""
    return Finding("red", said, params)


def ahead(count: int) -> Finding:
    """Say that what was seen bears a date after today: the clock stood ahead when it was written.

    Shape: it proves nothing of today, and what is due after it comes too late; red until it is done anew.
    """
    return Finding("red", AHEAD, {"count": count})


def not_checked(said: str = "unknown", **params: str | int) -> Finding:
    """Say that it could not be looked at here."""
    return Finding("not_checked", said, params)
