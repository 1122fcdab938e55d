"""Tells what somebody may do, from the rules themselves.  Changes no account and names no family."""

import msgspec

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.access.principal import Principal
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.policy_view import (
    ApprovalPreview,
    AskedPreview,
    JoinerPreview,
    PolicyAnswer,
    PolicyPreview,
    PolicyRow,
)
from earlyhelp.records.conduct import ChangeRequest
from earlyhelp.records.staff import StaffAccount, Team
from earlyhelp.services.account_changes import ROLE, asked_teams, check_asked, require_decider
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.rule_sources import source_words
from earlyhelp.services.staff_keys import keys_of_role
from earlyhelp.services.staff_rules import (
    approvals,
    check_joiner,
    require_second_person,
    teams_of,
)
from earlyhelp.storage.reach import Subject, families_reached
from earlyhelp.storage.unit_of_work import UnitOfWork

#: Scopes whose families change with the teams.
_BY_TEAM = frozenset({Scope.ALLOCATED, Scope.TEAM, Scope.EMERGENCY})


@handles(PolicyPreview)
def policy_preview(uow: UnitOfWork, message: PolicyPreview, context: Context) -> PolicyAnswer:
    """Compare what a person may do now with what they might after a change of role or teams.

    Raises: Refused for an account that is not there; Invalid for a role or team that is not.
    """
    now, name = _now(uow, message.account_id)
    names = {team.id: team.name for team in uow.all(Team)}
    role = message.role or now.role
    teams = now.teams if message.team_ids is None else tuple(sorted(set(message.team_ids)))
    if message.role and message.role not in approvals():
        raise Invalid({"role": "staff.role"})
    if not set(teams) <= set(names):
        raise Invalid({"team_ids": "staff.teams.needed"})
    then = _person(now.account_id, role, teams)
    return _answer(uow, context, (now, then), name)


@handles(JoinerPreview)
def joiner_preview(uow: UnitOfWork, message: JoinerPreview, context: Context) -> PolicyAnswer:
    """Tell what a joiner would open, once the entry is one that can be made.

    Raises: what entering the joiner would raise.
    """
    entry = message.entry
    check_joiner(uow, entry, context)
    then = _person(0, entry.role, tuple(sorted(set(entry.team_ids))))
    return _answer(uow, context, (_person(0, "", ()), then), entry.name.strip())


@handles(AskedPreview)
def asked_preview(uow: UnitOfWork, message: AskedPreview, context: Context) -> PolicyAnswer:
    """Tell what a change of role would open and take away, once it is one that can be asked for.

    Raises: what asking for the change would raise.
    """
    asked = message.asked
    now, name = _now(uow, check_asked(uow, asked, context).id)
    then = _person(now.account_id, asked.role, tuple(sorted(set(asked.team_ids))))
    return _answer(uow, context, (now, then), name)


@handles(ApprovalPreview)
def approval_preview(uow: UnitOfWork, message: ApprovalPreview, context: Context) -> PolicyAnswer:
    """Tell the second person what they are about to open, before they agree.

    Raises: Refused for who may not decide on it, naming what is in the way.
    """
    if message.change_id:
        asked = uow.get(ChangeRequest, message.change_id)
        require_decider(uow, asked, context)
        now, name = _now(uow, asked.account_id)
        role, teams = asked.role or now.role, tuple(sorted(asked_teams(asked)))
        then = now if asked.kind != ROLE else _person(now.account_id, role, teams)
    else:
        account = uow.get(StaffAccount, message.account_id)
        require_second_person(uow, account, context)
        now, name = _now(uow, account.id)
        then = _person(account.id, account.role, now.teams)
    return msgspec.structs.replace(_answer(uow, context, (now, then), name), deciding=True)


def _answer(
    uow: UnitOfWork, context: Context, people: tuple[Principal, Principal], name: str
) -> PolicyAnswer:
    now, then = people
    names = {team.id: team.name for team in uow.all(Team)}
    uow.session.rollback()  # the count has the connection for a moment
    counts = _counts(context, now, then)
    rows = (_row(context, now, then, permission, counts) for permission in Permission)
    keys_now, keys_then = keys_of_role(now.role), keys_of_role(then.role)
    return PolicyAnswer(
        who=name,
        role_now=now.role,
        role_then=then.role,
        teams_now=tuple(names[team] for team in now.teams if team in names),
        teams_then=tuple(names[team] for team in then.teams if team in names),
        rows=tuple(row for row in rows if row.now != Scope.NONE or row.then != Scope.NONE),
        keys_opened=tuple(sorted(keys_then - keys_now)),
        keys_closed=tuple(sorted(keys_now - keys_then)),
    )


def _now(uow: UnitOfWork, account_id: int) -> tuple[Principal, str]:
    if not account_id:
        return _person(0, "", ()), ""
    account = uow.first(StaffAccount, StaffAccount.id == account_id)
    if account is None:
        raise Refused("refused.record")
    role = account.role if account.status == "active" else ""
    return _person(account.id, role, tuple(sorted(teams_of(uow, account)))), account.name


def _person(account_id: int, role: str, teams: tuple[int, ...]) -> Principal:
    return Principal(account_id=account_id, login="", display_name="", role=role, teams=teams)


def _counts(context: Context, *people: Principal) -> dict[Subject, int]:
    """Count the families each right reaches; none for who may not ask about everybody."""
    if context.policy.scope_of(context.principal, Permission.POLICY_READ) is Scope.NONE:
        return {}
    subjects = [
        (person, context.policy.scope_of(person, permission))
        for person in people
        for permission in Permission
    ]
    clock = context.vault.clock.now
    return context.vault.look_inside(lambda link: families_reached(link, subjects, clock))


def _row(
    context: Context,
    now: Principal,
    then: Principal,
    permission: Permission,
    counts: dict[Subject, int],
) -> PolicyRow:
    policy = context.policy
    before, after = policy.scope_of(now, permission), policy.scope_of(then, permission)
    holds = then if after is not Scope.NONE else now
    families = counts.get((now, before), 0), counts.get((then, after), 0)
    moved = not counts and now.teams != then.teams and after in _BY_TEAM
    return PolicyRow(
        permission=permission.value,
        now=before.value,
        then=after.value,
        families_now=families[0],
        families_then=families[1],
        rule=policy.rule_id(holds, permission),
        source=source_words(policy.source_of(holds, permission)),
        change="differs" if moved and before is after else _change(before, after, families),
    )


def _change(before: Scope, after: Scope, families: tuple[int, int]) -> str:
    if before is after and families[0] == families[1]:
        return "same"
    if before is Scope.NONE:
        return "opens"
    return "closes" if after is Scope.NONE else "differs"
