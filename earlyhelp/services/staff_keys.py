"""Wraps team, directory, publication and analysis keys for accounts.  Makes no account itself."""

from earlyhelp.errors import Locked, Refused
from earlyhelp.keys.identity import Identity
from earlyhelp.keys.wraps import new_key, wrap_for
from earlyhelp.records.staff import KeyWrap, StaffAccount
from earlyhelp.services.recovery_keys import keep_for_recovery
from earlyhelp.settings import load
from earlyhelp.storage.family_keys import wrap_info
from earlyhelp.storage.unit_of_work import UnitOfWork

__all__ = ["wrap_info"]  # part of what is said here, made a floor below


def give_key(
    uow: UnitOfWork, account: StaffAccount, key_name: str, epoch: int, key: bytes
) -> KeyWrap:
    """Wrap a key for an account and keep the wrap."""
    wrapped = wrap_for(account.public, key, wrap_info(key_name, epoch, account.id))
    return uow.add(KeyWrap(account_id=account.id, key_name=key_name, epoch=epoch, wrapped=wrapped))


def keys_of_role(role: str) -> frozenset[str]:
    """Return the kinds of key a role is given: rules as data (resources/access/keys.toml)."""
    return frozenset(load("access/keys.toml", dict[str, tuple[str, ...]]).get(role, ()))


def held_secret(uow: UnitOfWork, identity: Identity, key_name: str) -> bytes:
    """Take out a key that was wrapped for this session's account.

    Raises: Locked("key.missing") where it was given none of that name.
    """
    account_id = uow.principal.account_id
    wrap = uow.first(KeyWrap, KeyWrap.account_id == account_id, KeyWrap.key_name == key_name)
    if wrap is None:
        raise Locked("key.missing")
    return identity.unwrap(wrap.wrapped, wrap_info(key_name, wrap.epoch, account_id))


def hand_on(uow: UnitOfWork, identity: Identity, account: StaffAccount, key_name: str) -> None:
    """Wrap every epoch of a key this session's account holds for another account.

    Raises: Locked("key.missing") where it holds none: nobody hands on what they cannot open.
    """
    mine = uow.principal.account_id
    wraps = uow.all(KeyWrap, KeyWrap.account_id == mine, KeyWrap.key_name == key_name)
    if not wraps:
        raise Locked("key.missing")
    for wrap in wraps:
        key = identity.unwrap(wrap.wrapped, wrap_info(key_name, wrap.epoch, mine))
        give_key(uow, account, key_name, wrap.epoch, key)


def begin_team_key(uow: UnitOfWork, account: StaffAccount, team_id: int) -> None:
    """Draw a team's first key by lot and give it to its first manager alone, and to recovery."""
    key = new_key()
    give_key(uow, account, f"team:{team_id}", 1, key)
    keep_for_recovery(uow, f"team:{team_id}", 1, key)


def take_keys(uow: UnitOfWork, account: StaffAccount) -> None:
    """Take every wrapped key from an account; copies of the file made earlier still hold them.

    Raises: Refused where it is the last that holds one: the records under it would be lost.
    """
    for wrap in uow.all(KeyWrap, KeyWrap.account_id == account.id):
        others = (KeyWrap.key_name == wrap.key_name, KeyWrap.account_id != account.id)
        if uow.first(KeyWrap, *others) is None:
            raise Refused("staff.end.last_key")
        uow.remove(wrap)
