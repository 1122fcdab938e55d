"""Who holds the keys of a request and of its pack.  Opens no family."""

from collections.abc import Iterable

from earlyhelp.records.rights import SubjectRequest
from earlyhelp.records.staff import KeyWrap, StaffAccount
from earlyhelp.services import named_keys
from earlyhelp.services.context import Context
from earlyhelp.storage.unit_of_work import UnitOfWork

GOVERNANCE, MANAGER = "information_governance", "team_manager"


def governance(uow: UnitOfWork) -> list[StaffAccount]:
    """Return the accounts of information governance that are in use."""
    return _active(uow, {GOVERNANCE})


def holders(uow: UnitOfWork) -> list[StaffAccount]:
    """Return who is told of a request: information governance and the managers of all teams."""
    return _active(uow, {GOVERNANCE, MANAGER})


def tell_newcomers(uow: UnitOfWork, context: Context, request: SubjectRequest) -> None:
    """Hand the request's key to managers and colleagues who joined after it was recorded."""
    for account in holders(uow):
        named_keys.add(uow, context, request.key_name, account)


def pack_key(
    uow: UnitOfWork, context: Context, key_name: str, others: Iterable[StaffAccount]
) -> None:
    """Make the pack's key for information governance and the person who may check it, once."""
    wanted = [*governance(uow), *others]
    if uow.first(KeyWrap, KeyWrap.key_name == key_name) is None:
        named_keys.make(uow, context, key_name, wanted)
        return
    for account in wanted:
        named_keys.add(uow, context, key_name, account)


def _active(uow: UnitOfWork, roles: set[str]) -> list[StaffAccount]:
    where = (StaffAccount.status == "active", StaffAccount.role.in_(roles))
    return [one for one in uow.all(StaffAccount, *where, order=StaffAccount.id) if one.public]
