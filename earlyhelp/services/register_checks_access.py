"""Checks of who may see what: rules, classes, guard.  Tries the protections; changes nothing."""

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.access.policy import Policy
from earlyhelp.access.principal import Principal
from earlyhelp.messages.base import REGISTRY
from earlyhelp.services.context import Context
from earlyhelp.services.register_checks import Finding, check, ok, red
from earlyhelp.storage import probes
from earlyhelp.storage.unit_of_work import UnitOfWork

_STRANGER = Principal(account_id=0, login="", display_name="", role="a role nobody has")


@check("rules_sealed")
def rules_sealed(_uow: UnitOfWork, context: Context) -> Finding:
    """The rules on disk are whole and sealed, and this session runs on the same ones."""
    shipped = Policy.shipped().table()
    if not shipped:
        return red()
    if shipped != context.policy.table():
        return red("changed")
    return ok(rules=len(shipped), roles=len({role for role, *_ in shipped}))


@check("deny_by_default")
def deny_by_default(_uow: UnitOfWork, context: Context) -> Finding:
    """Who has no role has no right, and every message of the program asks for one."""
    policy = context.policy
    opened = sum(policy.scope_of(_STRANGER, each) is not Scope.NONE for each in Permission)
    written = {(role, right) for role, right, *_ in policy.table()}
    beyond = sum(
        policy.scope_of(_as(role), right) is not Scope.NONE
        for role in {role for role, _ in written}
        for right in Permission
        if (role, right.value) not in written
    )
    open_doors = sum(not isinstance(kind.permission, Permission) for kind in REGISTRY.values())
    if opened or beyond or open_doors:
        return red(count=opened + beyond + open_doors)
    return ok(tried=len(Permission), messages=len(REGISTRY))


@check("records_classified")
def records_classified(_uow: UnitOfWork, _context: Context) -> Finding:
    """Every kind of record says whose it is, and every scope knows how to filter it."""
    missing = probes.unclassified()
    if missing:
        return red(kinds=", ".join(missing))
    return ok(kinds=probes.kinds())


@check("guard_awake")
def guard_awake(_uow: UnitOfWork, context: Context) -> Finding:
    """Statements that would go round the filter, or change the audit, are stopped when tried."""
    through = context.vault.try_out(probes.lets_through)
    if through:
        return red(what=", ".join(through))
    return ok(tried=probes.TRIED)


def _as(role: str) -> Principal:
    return Principal(account_id=0, login="", display_name="", role=role)
