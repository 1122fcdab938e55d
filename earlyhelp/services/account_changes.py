"""Another role, other teams, a later last day: asked for by the administrator, agreed by a second person."""

from datetime import date

from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.messages.account_changes import AskChange, ChangeRow, ChangesWaiting, DecideChange
from earlyhelp.messages.base import Receipt
from earlyhelp.records.conduct import ChangeRequest
from earlyhelp.records.staff import KeyWrap, Membership, StaffAccount, Team
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.key_turnings import ask_for
from earlyhelp.services.recovery_keys import is_recoverable
from earlyhelp.services.staff_keys import hand_on, keys_of_role
from earlyhelp.services.staff_rules import approvals, signs_in_to_case_file, teams_of
from earlyhelp.storage.unit_of_work import UnitOfWork

ROLE, EXTEND = "role", "extend"


@handles(AskChange)
def ask_change(uow: UnitOfWork, message: AskChange, context: Context) -> Receipt:
    """Ask for a change; nothing changes before a second person agrees.

    Raises: Refused for oneself; Invalid at the field that is wrong; Conflict for an old list.
    """
    account = check_asked(uow, message, context)
    for older in uow.all(ChangeRequest, ChangeRequest.account_id == account.id):
        if older.decided_at is None and older.kind == message.kind:
            uow.change(older, None, decided_at=uow.clock.now())
    teams = ",".join(str(team) for team in sorted(set(message.team_ids)))
    asked = uow.add(
        ChangeRequest(
            account_id=account.id, kind=message.kind, role=message.role, team_ids=teams,
            ends_on=message.ends_on.isoformat() if message.ends_on else "",
            asked_by=context.principal.account_id, asked_at=uow.clock.now(),
            decided_by=0, decided_at=None,
        )
    )  # fmt: skip
    return Receipt(id=asked.id, version=1)


@handles(ChangesWaiting)
def changes_waiting(
    uow: UnitOfWork, _message: ChangesWaiting, context: Context
) -> tuple[ChangeRow, ...]:
    """Return the changes that wait; `mine` marks those this person may decide."""
    names = {account.id: account.name for account in uow.all(StaffAccount)}
    teams = {team.id: team.name for team in uow.all(Team)}
    waiting = uow.all(ChangeRequest, ChangeRequest.decided_at.is_(None), order=ChangeRequest.id)
    return tuple(
        ChangeRow(
            id=one.id,
            account_id=one.account_id,
            name=names.get(one.account_id, ""),
            kind=one.kind,
            role=one.role,
            teams=", ".join(teams[team] for team in asked_teams(one) if team in teams),
            ends_on=date.fromisoformat(one.ends_on) if one.ends_on else None,
            asked_by=names.get(one.asked_by, ""),
            asked_at=one.asked_at,
            mine=_in_the_way(uow, one, context) == "",
        )
        for one in waiting
    )


@handles(DecideChange)
def decide_change(uow: UnitOfWork, message: DecideChange, context: Context) -> Receipt:
    """Agree to a change, or refuse it, as the second person.

    Raises: Refused naming what is in the way.
    """
    asked = uow.get(ChangeRequest, message.change_id)
    require_decider(uow, asked, context)
    account = uow.get(StaffAccount, asked.account_id)
    uow.change(
        asked, None, decided_at=uow.clock.now(), agreed=int(message.agree),
        decided_by=context.principal.account_id,
    )  # fmt: skip
    uow.purpose = f"{asked.kind}: {'agreed' if message.agree else 'refused'}"
    if message.agree and asked.kind == EXTEND:
        ends_on = date.fromisoformat(asked.ends_on) if asked.ends_on else None
        uow.change(account, None, ends_on=ends_on)
    elif message.agree:
        _move(uow, account, asked, context)
    return Receipt(id=account.id, version=account.version)


def check_asked(uow: UnitOfWork, message: AskChange, context: Context) -> StaffAccount:
    """Return whose change is asked for, if it may be.

    Raises: Refused for oneself; Invalid at the field that is wrong; Conflict for an old list.
    """
    if not message.account_id:
        raise Invalid({"account_id": "changes.account.choose"})
    account = uow.get(StaffAccount, message.account_id)
    if account.id == context.principal.account_id:
        raise Refused("changes.self")
    if account.status != "active":
        raise Refused("changes.not_active")
    if account.version != message.version:
        raise Conflict(version=account.version)
    _check(uow, account, message)
    return account


def _check(uow: UnitOfWork, account: StaffAccount, message: AskChange) -> None:
    wrong: dict[str, str] = {}
    if message.kind == EXTEND:
        if message.ends_on is not None and message.ends_on < uow.clock.today():
            wrong["ends_on"] = "staff.ends_on"
        elif message.ends_on == account.ends_on:
            wrong["ends_on"] = "changes.same_day"
    elif message.kind != ROLE or message.role not in approvals():
        wrong["role"] = "staff.role"
    elif signs_in_to_case_file(message.role) != signs_in_to_case_file(account.role):
        wrong["role"] = "changes.other_file"
    else:
        wanted = set(message.team_ids)
        known = uow.count(Team, Team.id.in_(wanted)) == len(wanted)
        needs = "team" in keys_of_role(message.role)
        if not known or needs != bool(wanted):
            wrong["team_ids"] = "staff.teams.needed" if needs else "staff.teams.none"
        elif message.role == account.role and wanted == set(teams_of(uow, account)):
            wrong["role"] = "changes.same"
    if wrong:
        raise Invalid(wrong)


def require_decider(uow: UnitOfWork, asked: ChangeRequest, context: Context) -> None:
    """Let only the right second person decide on a change that waits.

    Raises: Refused naming what is in the way.
    """
    if asked.decided_at is not None:
        raise Refused("changes.decided")
    wrong = _in_the_way(uow, asked, context)
    if wrong:
        raise Refused(wrong)


def _in_the_way(uow: UnitOfWork, asked: ChangeRequest, context: Context) -> str:
    """Return why this person may not decide, "" if they may."""
    who, account = context.principal, uow.get(StaffAccount, asked.account_id)
    if who.account_id in {asked.account_id, asked.asked_by}:
        return "changes.second"
    rule = approvals().get(asked.role or account.role)
    teams = asked_teams(asked) if asked.kind == ROLE else teams_of(uow, account)
    if rule is None or rule.by != who.role or not set(teams) <= set(who.teams):
        return "changes.role"
    return ""


def _move(uow: UnitOfWork, account: StaffAccount, asked: ChangeRequest, context: Context) -> None:
    """Give another role and other teams, with their keys; keys left behind are changed."""
    before, after = set(teams_of(uow, account)), set(asked_teams(asked))
    for place in uow.all(Membership, Membership.account_id == account.id):
        if place.team_id not in after:
            uow.remove(place)
    for team_id in sorted(after - before):
        uow.add(Membership(account_id=account.id, team_id=team_id))
    uow.change(account, None, role=asked.role)
    kinds = keys_of_role(asked.role)
    wanted = {kind for kind in kinds if kind != "team"}
    wanted |= {f"team:{team_id}" for team_id in after} if "team" in kinds else set()
    held = _take_others(uow, account, wanted, context)
    for key_name in sorted(wanted - held):
        hand_on(uow, context.vault.identity, account, key_name)


def _take_others(
    uow: UnitOfWork, account: StaffAccount, wanted: set[str], context: Context
) -> set[str]:
    """Take the wraps of every key that is not wanted any more; return the names that stay.

    Raises: Refused where it is the last that holds one.
    """
    held = set()
    for wrap in uow.all(KeyWrap, KeyWrap.account_id == account.id):
        held.add(wrap.key_name)
        if wrap.key_name in wanted or not is_recoverable(wrap.key_name):
            continue
        others = (KeyWrap.key_name == wrap.key_name, KeyWrap.account_id != account.id)
        if uow.first(KeyWrap, *others) is None:
            raise Refused("staff.end.last_key")
        uow.remove(wrap)
    for key_name in sorted(held - wanted):
        if key_name.startswith("team:"):
            ask_for(uow, context, key_name, "teams", account)
    return held & wanted


def asked_teams(asked: ChangeRequest) -> list[int]:
    """Return the teams a change asks for."""
    return [int(one) for one in asked.team_ids.split(",") if one]
