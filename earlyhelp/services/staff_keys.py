"""Wraps team, directory, publication and analysis keys for accounts.  Makes no account itself."""

from earlyhelp.keys.wraps import wrap_for
from earlyhelp.records.staff import KeyWrap, StaffAccount
from earlyhelp.settings import load
from earlyhelp.storage.unit_of_work import UnitOfWork


def wrap_info(key_name: str, epoch: int, account_id: int) -> bytes:
    """Return what a wrapped key is bound to: its name, its epoch, the account it is for."""
    return f"earlyhelp/1/wrap|{key_name}|{epoch}|{account_id}".encode()


def give_key(
    uow: UnitOfWork, account: StaffAccount, key_name: str, epoch: int, key: bytes
) -> KeyWrap:
    """Wrap a key for an account and keep the wrap."""
    wrapped = wrap_for(account.public, key, wrap_info(key_name, epoch, account.id))
    return uow.add(KeyWrap(account_id=account.id, key_name=key_name, epoch=epoch, wrapped=wrapped))


def keys_of_role(role: str) -> frozenset[str]:
    """Return the kinds of key a role is given: rules as data (resources/access/keys.toml)."""
    return frozenset(load("access/keys.toml", dict[str, tuple[str, ...]]).get(role, ()))
