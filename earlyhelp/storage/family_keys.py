"""Brings keys into a session's ring for one unit: by its teams, by a live grant, or by name.

Opens nothing the guard does not show: the rows that hold the wraps are asked for like any others.
"""

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

from sqlalchemy import ColumnElement

from earlyhelp.access.principal import Principal
from earlyhelp.clock import Clock
from earlyhelp.errors import Locked
from earlyhelp.keys.identity import Identity
from earlyhelp.messages.records import GrantedNames
from earlyhelp.records.access import EmergencyWrap
from earlyhelp.records.base import OfFamily, Record
from earlyhelp.records.grants import FamilyGrant
from earlyhelp.records.people import Family, FamilyKey, Home
from earlyhelp.records.staff import KeyWrap
from earlyhelp.storage.guard import GuardedSession
from earlyhelp.storage.sealing import Keyring, family_of, key_kind
from earlyhelp.storage.standing import EMERGENCY, live

T = TypeVar("T", bound=Record)


class Unit(Protocol):
    """What is asked of the unit of work here."""

    principal: Principal
    clock: Clock
    keyring: Keyring
    identity: Identity
    session: GuardedSession

    def all(
        self,
        kind: type[T],
        *where: ColumnElement[bool],
        order: Any = None,
        limit: int | None = None,
    ) -> list[T]: ...


def wrap_info(key_name: str, epoch: int, account_id: int) -> bytes:
    """Return what a wrapped key is bound to: its name, its epoch, the account it is for."""
    return f"earlyhelp/1/wrap|{key_name}|{epoch}|{account_id}".encode()


def grant_info(family_id: int, account_id: int) -> bytes:
    """Return what a family's key in a grant is bound to."""
    return f"earlyhelp/1/grant|{family_id}|{account_id}".encode()


def emergency_info(family_id: int) -> bytes:
    """Return what a family's key is bound to where it is wrapped for the emergency duty."""
    return f"earlyhelp/1/emergency|{family_id}".encode()


def fetch_keys(uow: Unit, family_ids: Iterable[int]) -> None:
    """Take the keys of these families into the ring, as far as teams or live grants open them.

    Where any family got another key since, by this session or another one, all are asked for anew.
    """
    if not uow.keyring.kept_up:
        uow.keyring.keep_up(uow.session.standing.turned)
    missing = {ident for ident in family_ids if not uow.keyring.knows_family(ident)}
    if not missing:
        return
    for row in uow.all(FamilyKey, FamilyKey.family_id.in_(missing)):
        uow.keyring.open_family_key(row.family_id, row.team_id, row.epoch, row.wrapped)
    missing = {ident for ident in missing if not uow.keyring.knows_family(ident)}
    if missing and uow.session.standing.granted:
        _fetch_granted(uow, missing)
    if missing and uow.session.standing.emergency:
        _fetch_emergency(uow, missing)


def need_for_sealing(uow: Unit, record: Record) -> None:
    """Take what a record's sealed columns are sealed with into the ring.

    Shape: directory values ask for the family's key only where somebody was granted families: no
    other can see one whose directory values are sealed with it.
    """
    kinds = {kind for kind, _ in record.seals.values()}
    if "named" in kinds:
        _fetch_named(uow, record.key_name)  # type: ignore[attr-defined]
    if "family" in kinds or ("directory" in kinds and uow.session.standing.granted):
        fetch_keys(uow, {family_of(record)})


def open_column(uow: Unit, record: Record, column: str) -> Any:
    """Open a sealed column of a record.

    Raises: Locked where this session holds no key for it.
    """
    kind = key_kind(record, column)
    if kind == "family":
        fetch_keys(uow, {family_of(record)})
    elif kind == "named":
        _fetch_named(uow, record.key_name)  # type: ignore[attr-defined]
    elif kind == "directory" and not uow.keyring.has_directory:
        return _granted_name(uow, record)
    return uow.keyring.open(record, column)


def grants_of(uow: Unit, family_ids: Iterable[int]) -> list[FamilyGrant]:
    """Return the person's own live grants on these families."""
    return uow.all(
        FamilyGrant,
        FamilyGrant.family_id.in_(family_ids),
        FamilyGrant.account_id == uow.principal.account_id,
        live(FamilyGrant, uow.clock.now),
        order=FamilyGrant.id,
    )


def _fetch_granted(uow: Unit, family_ids: set[int]) -> None:
    apart = {row.id for row in uow.all(Family, Family.id.in_(family_ids), Family.restricted == 1)}
    for grant in grants_of(uow, family_ids):
        info = grant_info(grant.family_id, grant.account_id)
        try:
            key = uow.identity.unwrap(grant.wrapped, info)
        except Locked:  # given before the account was recovered, for the key pair it had then
            continue
        uow.keyring.hold_granted(grant.family_id, key, apart=grant.family_id in apart)


def _fetch_emergency(uow: Unit, family_ids: set[int]) -> None:
    mine = uow.principal.account_id
    wraps = uow.all(EmergencyWrap, EmergencyWrap.family_id.in_(family_ids))
    for held in uow.all(KeyWrap, KeyWrap.account_id == mine, KeyWrap.key_name == EMERGENCY):
        seed = uow.identity.unwrap(held.wrapped, wrap_info(EMERGENCY, held.epoch, mine))
        duty = Identity(seed)
        for wrap in wraps:
            key = duty.unwrap(wrap.wrapped, emergency_info(wrap.family_id))
            uow.keyring.hold_granted(wrap.family_id, key, apart=True)


def _fetch_named(uow: Unit, key_name: str) -> None:
    if uow.keyring.knows_named(key_name):
        return
    mine = uow.principal.account_id
    for wrap in uow.all(KeyWrap, KeyWrap.account_id == mine, KeyWrap.key_name == key_name):
        key = uow.identity.unwrap(wrap.wrapped, wrap_info(key_name, wrap.epoch, mine))
        uow.keyring.hold(key_name, wrap.epoch, key)


def _granted_name(uow: Unit, record: Record) -> Any:
    """Return a directory value from the names a grant brought, for those without a directory key."""
    if isinstance(record, Family | OfFamily):
        for grant in grants_of(uow, {family_of(record)}):
            names = None if grant.names is None else open_column(uow, grant, "names")
            found = None if names is None else _name_in(names, record)
            if found is not None:
                return found
    raise Locked("key.missing")


def _name_in(names: GrantedNames, record: Record) -> Any:
    if isinstance(record, Family):
        return names.family
    return (names.homes if isinstance(record, Home) else names.people).get(record.id)
