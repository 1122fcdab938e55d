"""Checks of the audit: the chain, and rows compared with what it last saw.  Reads; repairs nothing."""

from earlyhelp.services.audit_chain import chain_of
from earlyhelp.services.context import Context
from earlyhelp.services.register_checks import Finding, check, not_checked, ok, red
from earlyhelp.storage.unit_of_work import UnitOfWork


@check("audit_chain")
def audit_chain(_uow: UnitOfWork, context: Context) -> Finding:
    """Every entry follows from the one before it and meets every signed checkpoint."""
    chain = chain_of(context)
    if chain is None or not chain.finished:
        return not_checked()
    if not chain.ok:
        return red(what="; ".join(chain.problems[:3]), entry=chain.verified_to)
    return ok(entries=chain.verified_to)


@check("rows_as_audited")
def rows_as_audited(_uow: UnitOfWork, context: Context) -> Finding:
    """Agreements, endings, rights and keys lie in the file as the audit last saw them."""
    chain = chain_of(context)
    if chain is None or not chain.finished or not chain.ok:
        return not_checked()
    rows = chain.rows
    if rows.differences:
        return red(count=len(rows.differences), which=", ".join(rows.differences[:5]))
    return ok(rows=rows.compared)
