"""Wraps every key for the recovery keys, so that two sheets of paper bring the store back.  Opens none."""

from earlyhelp.keys.identity import Identity
from earlyhelp.keys.wraps import wrap_for
from earlyhelp.records.recovery import RecoveryKey, RecoveryWrap
from earlyhelp.storage.unit_of_work import UnitOfWork

_KINDS = ("directory", "publication", "analysis")


def live_keys(uow: UnitOfWork) -> list[RecoveryKey]:
    """Return the recovery keys that have not ended, the oldest first; the last may not be printed yet."""
    return uow.all(RecoveryKey, RecoveryKey.ended_at.is_(None), order=RecoveryKey.id)


def current_key(uow: UnitOfWork) -> RecoveryKey | None:
    """Return the recovery key whose sheets are printed, if there is one."""
    printed = [key for key in live_keys(uow) if key.printed_at is not None]
    return printed[-1] if printed else None


def is_recoverable(key_name: str) -> bool:
    """Tell whether a key comes with a role or a team: those of requests and notes are given by name."""
    return key_name.startswith("team:") or key_name in _KINDS


def keep_for_recovery(uow: UnitOfWork, key_name: str, epoch: int, key: bytes) -> int:
    """Wrap a key for every live recovery key that has not got it; return for how many."""
    missing = [one for one in live_keys(uow) if not _has(uow, one, key_name, epoch)]
    for one in missing:
        wrap_key(uow, one, key_name, epoch, key)
    return len(missing)


def wrap_key(uow: UnitOfWork, one: RecoveryKey, key_name: str, epoch: int, key: bytes) -> None:
    """Wrap a key for one recovery key."""
    wrapped = wrap_for(one.public, key, _info(key_name, epoch, one.id))
    uow.add(RecoveryWrap(recovery_id=one.id, key_name=key_name, epoch=epoch, wrapped=wrapped))


def unwrapped(
    uow: UnitOfWork, one: RecoveryKey, identity: Identity
) -> dict[tuple[str, int], bytes]:
    """Return every key that was wrapped for a recovery key, by name and epoch.

    Raises: Locked("key.wrong") for another identity.
    """
    wraps = uow.all(RecoveryWrap, RecoveryWrap.recovery_id == one.id)
    return {
        (wrap.key_name, wrap.epoch): identity.unwrap(
            wrap.wrapped, _info(wrap.key_name, wrap.epoch, one.id)
        )
        for wrap in wraps
    }


def _has(uow: UnitOfWork, one: RecoveryKey, key_name: str, epoch: int) -> bool:
    return (
        uow.first(
            RecoveryWrap,
            RecoveryWrap.recovery_id == one.id,
            RecoveryWrap.key_name == key_name,
            RecoveryWrap.epoch == epoch,
        )
        is not None
    )


def _info(key_name: str, epoch: int, recovery_id: int) -> bytes:
    return f"earlyhelp/1/recovery|{key_name}|{epoch}|{recovery_id}".encode()
