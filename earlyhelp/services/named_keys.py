"""Keys that only named accounts hold: a request's, a sealed note's.  Wraps them; seals nothing itself."""

from collections.abc import Iterable

from earlyhelp.errors import Refused
from earlyhelp.keys.wraps import new_key
from earlyhelp.records.staff import KeyWrap, StaffAccount
from earlyhelp.services.context import Context
from earlyhelp.services.staff_keys import give_key, hand_on
from earlyhelp.storage.unit_of_work import UnitOfWork

_EPOCH = 1


def make(
    uow: UnitOfWork, _context: Context, key_name: str, accounts: Iterable[StaffAccount]
) -> None:
    """Draw a key by lot and wrap it for these accounts; the unit that makes it may seal with it.

    Raises: Refused where the name is taken or nobody would hold the key.
    """
    holders = {account.id: account for account in accounts}
    if not holders or uow.first(KeyWrap, KeyWrap.key_name == key_name) is not None:
        raise Refused("named_keys.make")
    key = new_key()
    for account in holders.values():
        give_key(uow, account, key_name, _EPOCH, key)
    uow.keyring.hold(key_name, _EPOCH, key)


def add(uow: UnitOfWork, context: Context, key_name: str, account: StaffAccount) -> None:
    """Wrap a named key this session's account holds for one more account; twice is once.

    Raises: Locked("key.missing") where it holds none.
    """
    if not _wraps(uow, key_name, account):
        hand_on(uow, context.vault.identity, account, key_name)


def take(uow: UnitOfWork, key_name: str, account: StaffAccount) -> None:
    """Take a named key from an account.

    Raises: Refused where it is the last that holds it: what it seals would be lost.
    """
    others = (KeyWrap.key_name == key_name, KeyWrap.account_id != account.id)
    if uow.first(KeyWrap, *others) is None:
        raise Refused("named_keys.last")
    for wrap in _wraps(uow, key_name, account):
        uow.remove(wrap)


def _wraps(uow: UnitOfWork, key_name: str, account: StaffAccount) -> list[KeyWrap]:
    return uow.all(KeyWrap, KeyWrap.account_id == account.id, KeyWrap.key_name == key_name)
