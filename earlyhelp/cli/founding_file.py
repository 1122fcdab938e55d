"""The founding file: the teams of an organisation and its first accounts.

Refuses one after which somebody the work needs would be missing: nobody could let them in later.
"""

from collections import Counter
from pathlib import Path

import msgspec

from earlyhelp.cli.errors import WrongUse
from earlyhelp.errors import Refused
from earlyhelp.services.staff_keys import keys_of_role
from earlyhelp.services.staff_rules import person_faults, team_faults
from earlyhelp.wording import say

_LARGEST = 1024 * 1024
_NEEDED = ("business_administrator", "information_governance", "analyst")


class FirstAccount(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One first account; `teams` are names."""

    login: str
    name: str
    role: str
    teams: tuple[str, ...] = ()


class Founding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file; `teams` maps names to localities."""

    teams: dict[str, str]
    accounts: tuple[FirstAccount, ...]


def read_founding(path: Path) -> Founding:
    """Read and check a founding file.

    Raises: WrongUse if it cannot be read or is not of this shape; Refused naming the first fault.
    """
    try:
        with path.open("rb") as file:
            found = msgspec.toml.decode(file.read(_LARGEST), type=Founding)
    except (OSError, ValueError, msgspec.MsgspecError):
        raise WrongUse("founding.file", name=path.name) from None
    _check_teams(found)
    for number, account in enumerate(found.accounts, 1):
        _check_account(number, account, found)
    _check_roles(found)
    return found


def _check_teams(found: Founding) -> None:
    for number, (name, locality) in enumerate(found.teams.items(), 1):
        for key in team_faults(name, locality).values():
            raise Refused("founding.team", number=number, what=say(key))
    if len({name.casefold() for name in found.teams}) < len(found.teams):
        raise Refused("staff.team.taken")


def _check_account(number: int, account: FirstAccount, found: Founding) -> None:
    wrong = list(person_faults(account.login, account.name, account.role).values())
    if not wrong and ("team" in keys_of_role(account.role)) != bool(account.teams):
        wrong.append("staff.teams.none" if account.teams else "staff.teams.needed")
    if not set(account.teams) <= found.teams.keys():
        wrong.append("founding.unknown_team")
    if len(set(account.teams)) < len(account.teams):
        wrong.append("founding.team_twice")
    if Counter(one.login for one in found.accounts)[account.login] > 1:
        wrong.append("staff.login.taken")
    for key in wrong:
        raise Refused("founding.account", number=number, what=say(key))


def _check_roles(found: Founding) -> None:
    for role in _NEEDED:
        if role not in {one.role for one in found.accounts}:
            raise Refused("founding.role", role=say(f"role.{role}"))
    led = {team for one in found.accounts if one.role == "team_manager" for team in one.teams}
    if not found.teams:
        raise Refused("founding.no_team")
    for number, team in enumerate(found.teams, 1):
        if team not in led:
            raise Refused("founding.no_manager", number=number)
