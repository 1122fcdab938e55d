"""Which family stands behind a number, as far as retention tells it: closed families, by reference.

Information governance sees no family in the audit's scope; what it may know by reference it reads in
the scope of retention, and of any other family it is not told whether there is one.
"""

from typing import Any

from sqlalchemy import select

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.records.retention import RetentionDate
from earlyhelp.services.context import Context


def references_known(context: Context) -> dict[int, str]:
    """Return the references of the families whose date of retention the person may see, by family.

    Shape: read in a unit of its own that ends here, since the scope is another one; so it has to be
           called before the action's own unit has asked for anything.
    """
    who, permission = context.principal, Permission.RETENTION_READ
    scope = context.policy.scope_of(who, permission)
    if scope is not Scope.RETENTION:
        return {}
    dated: Any = select(RetentionDate.family_id, RetentionDate.reference)
    with context.vault.unit(who, permission, scope) as reading:
        return dict(map(tuple, reading.rows(dated)))
