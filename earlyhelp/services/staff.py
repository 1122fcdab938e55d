"""Accounts and teams: entered by one person, let in by another, ended the day they leave."""

from earlyhelp.errors import Invalid
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.staff import (
    AccountRow,
    Accounts,
    ApproveAccount,
    CreateAccount,
    CreateTeam,
    EndAccount,
    TeamRow,
    Teams,
)
from earlyhelp.records.staff import Membership, StaffAccount, Team
from earlyhelp.services.account_ending import end_rights
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.staff_analysts import admit_analyst, settle_ended
from earlyhelp.services.staff_keys import begin_team_key, hand_on, keys_of_role
from earlyhelp.services.staff_rules import (
    check_joiner,
    has_key,
    may_approve,
    require_second_person,
    signs_in_to_case_file,
    team_faults,
    teams_of,
)
from earlyhelp.services.staff_slots import add_case_slot, joiner_share
from earlyhelp.storage.unit_of_work import UnitOfWork


@handles(Accounts)
def accounts(uow: UnitOfWork, _message: Accounts, context: Context) -> tuple[AccountRow, ...]:
    """Return accounts by name: all, or for a manager own teams' and those they may let in."""
    everybody = uow.all(StaffAccount, order=StaffAccount.name)
    names = {account.id: account.name for account in everybody}
    teams = {team.id: team.name for team in uow.all(Team)}
    places: dict[int, list[int]] = {}
    for place in uow.all(Membership):
        places.setdefault(place.account_id, []).append(place.team_id)
    own = set(context.principal.teams)
    return tuple(
        AccountRow(
            id=account.id,
            version=account.version,
            login=account.login,
            name=account.name,
            role=account.role,
            team_ids=tuple(sorted(places.get(account.id, []))),
            teams=", ".join(sorted(teams[team] for team in places.get(account.id, []))),
            status=account.status,
            created_by=names.get(account.created_by, ""),
            approved_by=names.get(account.approved_by, ""),
            ends_on=account.ends_on,
        )
        for account in everybody
        if not own
        or own & set(places.get(account.id, []))
        or (account.status == "waiting" and may_approve(uow, account, context))
    )


@handles(Teams)
def teams(uow: UnitOfWork, _message: Teams, _context: Context) -> tuple[TeamRow, ...]:
    """Return teams by name with the number of active members."""
    active = {account.id for account in uow.all(StaffAccount, StaffAccount.status == "active")}
    members: dict[int, int] = {}
    for place in uow.all(Membership):
        members[place.team_id] = members.get(place.team_id, 0) + (place.account_id in active)
    return tuple(
        TeamRow(id=team.id, name=team.name, locality=team.locality, members=members.get(team.id, 0))
        for team in uow.all(Team, order=Team.name)
    )


@handles(CreateTeam)
def create_team(uow: UnitOfWork, message: CreateTeam, context: Context) -> Receipt:
    """Add a team without a key: the approval of its first manager makes one."""
    name = message.name.strip()
    wrong = team_faults(name, message.locality)
    if name.casefold() in {team.name.casefold() for team in uow.all(Team)}:
        wrong["name"] = "staff.team.taken"
    if wrong:
        raise Invalid(wrong)
    team = uow.add(Team(name=name, locality=message.locality))
    context.team_names[team.id] = name
    return Receipt(id=team.id, version=1)


@handles(CreateAccount)
def create_account(uow: UnitOfWork, message: CreateAccount, context: Context) -> Receipt:
    """Enter a joiner, who waits; an analyst gets no way into the case file, now or later."""
    check_joiner(uow, message, context)
    account = uow.add(
        StaffAccount(
            login=message.login, name=message.name.strip(), role=message.role, status="waiting",
            public=b"", verify=b"", created_by=context.principal.account_id, approved_by=0,
            starts_on=uow.clock.today(), ends_on=message.ends_on, must_change=1,
            agency=message.agency.strip() or None,
        )
    )  # fmt: skip
    for team_id in sorted(set(message.team_ids)):
        uow.add(Membership(account_id=account.id, team_id=team_id))
    if signs_in_to_case_file(message.role):
        share = joiner_share(context, message.key_file)
        slot = add_case_slot(context, message.login, message.passphrase, share)
        account.public, account.verify = slot.pub, slot.verify
    return Receipt(id=account.id, version=1)


@handles(ApproveAccount)
def approve_account(uow: UnitOfWork, message: ApproveAccount, context: Context) -> Receipt:
    """Let a joiner in as the second person, and hand on the keys the role needs."""
    account = uow.get(StaffAccount, message.account_id)
    require_second_person(uow, account, context)
    uow.change(account, message.version, status="active", approved_by=context.principal.account_id)
    _hand_on_keys(uow, account, context)
    if not signs_in_to_case_file(account.role):
        settle_ended(uow, context)
        slot = admit_analyst(uow, account, message, context)
        account.public, account.verify = slot.pub, slot.verify
    return Receipt(id=account.id, version=account.version)


@handles(EndAccount)
def end_account(uow: UnitOfWork, message: EndAccount, context: Context) -> Receipt:
    """End an account today: no way in, no wrapped keys; the keys they knew have to be turned.

    What the person copied earlier opens with what they knew earlier.
    """
    account = uow.get(StaffAccount, message.account_id)
    return end_rights(uow, account, message.version, context)


def _hand_on_keys(uow: UnitOfWork, account: StaffAccount, context: Context) -> None:
    identity = context.vault.identity
    for kind in sorted(keys_of_role(account.role)):
        if kind != "team":
            hand_on(uow, identity, account, kind)
            continue
        for team_id in teams_of(uow, account):
            if has_key(uow, team_id):
                hand_on(uow, identity, account, f"team:{team_id}")
            else:
                begin_team_key(uow, account, team_id)
