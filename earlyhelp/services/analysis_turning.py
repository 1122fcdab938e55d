"""Turns the key of the analysis file after an analyst or somebody of information governance left.

Refuses to rekey to a key that is not saved: the next key is wrapped for its holders first, in a step of
its own, so that a kill at any moment leaves a key at hand that opens the file.
"""

from earlyhelp.keys.header import read_header
from earlyhelp.keys.wraps import new_key
from earlyhelp.platform import exclusive_lock
from earlyhelp.records.staff import KeyWrap, StaffAccount
from earlyhelp.services.context import Context
from earlyhelp.services.figures_file import ANALYSIS, held_secrets
from earlyhelp.services.recovery_keys import keep_for_recovery
from earlyhelp.services.staff_analysts import settle_ended
from earlyhelp.services.staff_keys import give_key
from earlyhelp.storage.rekey import turn_to
from earlyhelp.storage.unit_of_work import UnitOfWork


def epoch_of(context: Context) -> int:
    """Return the epoch of the analysis file, as anybody may read it from its header."""
    return read_header(context.folder / f"{ANALYSIS}.ehdh").epoch


def wrap_next(uow: UnitOfWork, context: Context) -> bool:
    """Draw the next key and wrap it for everybody who holds the present one; False if one waits already.

    Raises: Locked("key.missing") where this session holds none.
    """
    settle_ended(uow, context)  # who has left is wrapped nothing any more
    held = held_secrets(uow, context)
    if len(held) > 1:
        return False
    ((epoch, present),) = held.items()
    following = new_key() + present.salt
    wraps = uow.all(KeyWrap, KeyWrap.key_name == ANALYSIS, KeyWrap.epoch == epoch)
    holders = {wrap.account_id for wrap in wraps}
    for account in uow.all(StaffAccount, StaffAccount.id.in_(holders)):
        give_key(uow, account, ANALYSIS, epoch + 1, following)
    keep_for_recovery(uow, ANALYSIS, epoch + 1, following)
    return True


def turn(uow: UnitOfWork, context: Context) -> int:
    """Rekey the file to the key that was saved, and take the older one from everybody.

    Shape: without a saved key there is nothing to do: another turning did it.
    Raises: StorageFault if an analyst is signed in or the disk refuses: it is asked for again.
    """
    held = held_secrets(uow, context)
    newest = max(held)
    if len(held) < 2:
        return epoch_of(context)
    path = context.folder / f"{ANALYSIS}.ehdb"
    ended = {one.login for one in uow.all(StaffAccount, StaffAccount.status == "ended")}
    with exclusive_lock(path.with_suffix(".lock")):
        epoch = turn_to(path, held[min(held)], held[newest], frozenset(ended))
    for wrap in uow.all(KeyWrap, KeyWrap.key_name == ANALYSIS, KeyWrap.epoch < newest):
        uow.remove(wrap)
    return epoch
