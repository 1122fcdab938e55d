"""Who may let whom in, and what a joiner's entry must be.  Wraps no key and writes no row."""

import re
from datetime import date
from functools import cache

import msgspec

from earlyhelp.domain.codes import code_list
from earlyhelp.errors import Invalid, Refused
from earlyhelp.keys.passphrase import check
from earlyhelp.messages.staff import CreateAccount
from earlyhelp.records.staff import KeyWrap, Membership, StaffAccount, Team
from earlyhelp.services.context import Context
from earlyhelp.services.staff_keys import keys_of_role
from earlyhelp.services.staff_slots import key_file_faults
from earlyhelp.settings import load
from earlyhelp.storage.unit_of_work import UnitOfWork

_LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,31}")
_LONGEST_NAME, _LONGEST_TEAM = 120, 60


class Approval(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a role is let in (resources/access/approvals.toml)."""

    by: str
    founds: bool = False
    file: str = "store"


@cache
def approvals() -> dict[str, Approval]:
    """Return how each role is let in; a role that is not here is never let in."""
    return load("access/approvals.toml", dict[str, Approval])


def signs_in_to_case_file(role: str) -> bool:
    """Tell whether a role has a way into the case file at all."""
    return role in approvals() and approvals()[role].file == "store"


def check_joiner(uow: UnitOfWork, message: CreateAccount, context: Context) -> None:
    """Check every field of a joiner's entry.

    Raises: Invalid with all that is wrong; Refused for an account for oneself.
    """
    if message.name.strip().casefold() == context.principal.display_name.casefold():
        raise Refused("staff.self")
    wrong = person_faults(message.login, message.name, message.role)
    if uow.first(StaffAccount, StaffAccount.login == message.login):
        wrong["login"] = "staff.login.taken"
    if "role" not in wrong and not _teams_fit(uow, message):
        wrong["team_ids"] = (
            "staff.teams.needed" if "team" in keys_of_role(message.role) else "staff.teams.none"
        )
    if (message.role == "partner") != bool(message.agency.strip()):
        wrong["agency"] = "staff.agency.none" if message.agency else "staff.agency.needed"
    if len(message.agency) > _LONGEST_TEAM or not message.agency.isprintable():
        wrong["agency"] = "staff.team.name"
    if message.ends_on is not None and message.ends_on < uow.clock.today():
        wrong["ends_on"] = "staff.ends_on"
    if signs_in_to_case_file(message.role):
        wrong |= passphrase_faults(message.passphrase, message.login)
        wrong |= key_file_faults(context, message.key_file)
    if wrong:
        raise Invalid(wrong)


def person_faults(login: str, name: str, role: str) -> dict[str, str]:
    """Return what is wrong with a joiner's particulars, by field; nothing if they will do."""
    wrong: dict[str, str] = {}
    if not _LOGIN.fullmatch(login):
        wrong["login"] = "staff.login.shape"
    if not 1 < len(name.strip()) <= _LONGEST_NAME or not name.isprintable():
        wrong["name"] = "staff.name"
    if role not in approvals():
        wrong["role"] = "staff.role"
    return wrong


def team_faults(name: str, locality: str) -> dict[str, str]:
    """Return what is wrong with a team's particulars, by field; nothing if they will do."""
    wrong: dict[str, str] = {}
    if not 1 < len(name) <= _LONGEST_TEAM or not name.isprintable():
        wrong["name"] = "staff.team.name"
    if not code_list("locality").has(locality):
        wrong["locality"] = "staff.team.locality"
    return wrong


def passphrase_faults(passphrase: str, login: str) -> dict[str, str]:
    """Return what is wrong with a first passphrase, by field; nothing if it will do."""
    try:
        check(passphrase, login)
    except Invalid as found:
        return found.fields
    return {}


def _teams_fit(uow: UnitOfWork, message: CreateAccount) -> bool:
    wanted = set(message.team_ids)
    if "team" not in keys_of_role(message.role):
        return not wanted
    return bool(wanted) and uow.count(Team, Team.id.in_(wanted)) == len(wanted)


def teams_of(uow: UnitOfWork, account: StaffAccount) -> list[int]:
    """Return the teams of an account."""
    return [row.team_id for row in uow.all(Membership, Membership.account_id == account.id)]


def require_second_person(uow: UnitOfWork, account: StaffAccount, context: Context) -> None:
    """Let only the right second person approve.

    Raises: Refused naming what is in the way.
    """
    who, today = context.principal, uow.clock.today()
    if who.account_id in {account.id, account.created_by}:
        raise Refused("staff.approve.second")
    if account.status != "waiting":
        raise Refused("staff.approve.not_waiting")
    if not may_approve(uow, account, context):
        raise Refused("staff.approve.role")
    if expired(account, today):
        raise Refused("staff.approve.expired")


def may_approve(uow: UnitOfWork, account: StaffAccount, context: Context) -> bool:
    """Tell whether a person's role and teams are those of the account's second person."""
    rule = approvals().get(account.role)
    if rule is None or rule.by != context.principal.role:
        return False
    teams = teams_of(uow, account)
    own = set(context.principal.teams)
    return all(team in own or (rule.founds and not has_key(uow, team)) for team in teams)


def has_key(uow: UnitOfWork, team_id: int) -> bool:
    """Tell whether anybody holds a key of this team."""
    return uow.first(KeyWrap, KeyWrap.key_name == f"team:{team_id}") is not None


def expired(account: StaffAccount, today: date) -> bool:
    """Tell whether an account's last day is past."""
    return account.ends_on is not None and account.ends_on < today
