"""Which family stands behind a number, as far as retention tells it: closed families, by reference.

Information governance sees no family in the audit's scope; what it may know by reference it reads in
the scope of retention, and of any other family it is not told whether there is one.
"""

from typing import Any

from sqlalchemy import select

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.records.retention import RetentionDate
from earlyhelp.services.context import Context
from earlyhelp.storage.unit_of_work import UnitOfWork

_FAMILY = RetentionDate.family_id


def references_on(context: Context, permission: Permission, families: Any) -> dict[int, str]:
    """Return the references the person may know among the families of one page, by family.

    Shape: `families` selects a page's family ids, under the page's own right.  Both are read in units of
           their own that end here, since the scope is another one; so this has to be called before the
           action's own unit has asked for anything.
    """
    if not _told(context):
        return {}
    with _unit(context, permission) as page:
        ids = {row[0] for row in page.rows(families) if row[0]}
    if not ids:
        return {}
    dated: Any = select(_FAMILY, RetentionDate.reference).where(_FAMILY.in_(ids))
    with _unit(context, Permission.RETENTION_READ) as reading:
        return dict(map(tuple, reading.rows(dated)))


def family_called(context: Context, reference: str) -> int:
    """Return the family with a reference the person may know, or 0; to be called like `references_on`."""
    if not _told(context):
        return 0
    called: Any = select(_FAMILY).where(RetentionDate.reference == reference)
    with _unit(context, Permission.RETENTION_READ) as reading:
        found = reading.rows(called.limit(1))
    return int(found[0][0]) if found else 0


def _told(context: Context) -> bool:
    return _scope(context, Permission.RETENTION_READ) is Scope.RETENTION


def _scope(context: Context, permission: Permission) -> Scope:
    return context.policy.scope_of(context.principal, permission)


def _unit(context: Context, permission: Permission) -> UnitOfWork:
    return context.vault.unit(context.principal, permission, _scope(context, permission))
