"""The key pair of the emergency duty: restricted families are wrapped for it.  Names nobody itself."""

from collections.abc import Iterable

from earlyhelp.errors import Locked
from earlyhelp.keys.identity import Identity
from earlyhelp.keys.wraps import wrap_for
from earlyhelp.records.access import EmergencyWrap
from earlyhelp.records.people import Family
from earlyhelp.records.staff import KeyWrap, StaffAccount, StoreFact
from earlyhelp.services.staff_keys import give_key
from earlyhelp.storage.family_keys import emergency_info, wrap_info
from earlyhelp.storage.standing import EMERGENCY
from earlyhelp.storage.unit_of_work import UnitOfWork


def exists(uow: UnitOfWork) -> bool:
    """Tell whether there is an emergency key yet."""
    return _public(uow) is not None


def wrap(uow: UnitOfWork, family_id: int) -> None:
    """Wrap a restricted family's key for the emergency duty, where there is one.

    Raises: Locked where this session does not hold the family's key.
    """
    public = _public(uow)
    if public is not None:
        key = uow.keyring.family_secret(family_id)
        wrapped = wrap_for(public.value, key, emergency_info(family_id))
        uow.add(EmergencyWrap(family_id=family_id, wrapped=wrapped))


def wrap_if_missing(uow: UnitOfWork, family_id: int) -> None:
    """Wrap a key for a duty that began after the family was restricted."""
    if uow.first(EmergencyWrap, EmergencyWrap.family_id == family_id) is None:
        wrap(uow, family_id)


def begin(uow: UnitOfWork, holders: Iterable[StaffAccount]) -> None:
    """Draw the first key pair by lot for these accounts; who calls keeps none of it."""
    pair = Identity.new()
    uow.add(StoreFact(name=EMERGENCY, value=pair.public))
    _hand_out(uow, pair, holders, 1)


def renew(uow: UnitOfWork, holders: Iterable[StaffAccount]) -> None:
    """Draw another key pair by lot for these accounts and wrap what the former one opened for it.

    Shape: done by a holder of the former, in the scope that opens every restricted family.
    """
    families = uow.all(Family, Family.restricted == 1)
    uow.need_keys({family.id for family in families})
    pair, epoch, public = Identity.new(), 1, _public(uow)
    for held in uow.all(KeyWrap, KeyWrap.key_name == EMERGENCY):
        epoch = max(epoch, held.epoch + 1)
        uow.remove(held)
    for former in uow.all(EmergencyWrap):
        uow.remove(former)
    if public is not None:
        uow.change(public, None, value=pair.public)
    _hand_out(uow, pair, holders, epoch)
    for family in families:
        if uow.keyring.knows_family(family.id):
            wrap(uow, family.id)


def opens_all(uow: UnitOfWork) -> bool:
    """Tell whether the key this person holds is the present one and opens every restricted family.

    Shape: in the scope that opens every restricted family; families the person is too close to are
    not there and are not tried.
    """
    public, me = _public(uow), uow.principal.account_id
    mine = uow.all(KeyWrap, KeyWrap.account_id == me, KeyWrap.key_name == EMERGENCY)
    held = [
        Identity(uow.identity.unwrap(one.wrapped, wrap_info(EMERGENCY, one.epoch, me)))
        for one in mine
    ]
    duty = next((one for one in held if public is not None and one.public == public.value), None)
    if duty is None:
        return False
    wanted = {row.id for row in uow.all(Family, Family.restricted == 1)}
    wraps = {row.family_id: row.wrapped for row in uow.all(EmergencyWrap)}
    return wanted <= wraps.keys() and all(_opens(duty, ident, wraps[ident]) for ident in wanted)


def _opens(duty: Identity, family_id: int, wrapped: bytes) -> bool:
    try:
        return bool(duty.unwrap(wrapped, emergency_info(family_id)))
    except Locked:
        return False


def _hand_out(uow: UnitOfWork, pair: Identity, holders: Iterable[StaffAccount], epoch: int) -> None:
    for account in holders:
        give_key(uow, account, EMERGENCY, epoch, pair.seed)


def _public(uow: UnitOfWork) -> StoreFact | None:
    return uow.first(StoreFact, StoreFact.name == EMERGENCY)
