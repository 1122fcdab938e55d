"""Asks people to prove themselves again before what matters most.  Ends no session."""

from datetime import timedelta
from functools import partial

from earlyhelp.errors import Locked, Refused
from earlyhelp.messages.base import Message, Receipt
from earlyhelp.messages.session import ConfirmMyself
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.proving import prove
from earlyhelp.services.staff_slots import own_slot
from earlyhelp.storage.unit_of_work import UnitOfWork

#: How long a proof lasts (security.md 9, S3).
LASTS = timedelta(minutes=5)


@handles(ConfirmMyself)
def confirm_myself(uow: UnitOfWork, message: ConfirmMyself, context: Context) -> Receipt:
    """Open this session's own slot once more; guessing is slowed as at sign-in.

    Raises: Refused("confirm.wrong"), noted in the audit, or Refused("confirm.wait", seconds);
    StorageFault for the second share's faults.
    """
    header, own = own_slot(context)
    store, who = context.vault.path, context.principal.login
    try:
        opened, failures = prove(
            store, header, who, message.passphrase, message.key_file, uow.clock
        )
    except Locked as cause:
        key = "confirm.wait" if cause.key == "signin.wait" else "confirm.wrong"
        raise Refused(key, **cause.params) from None
    if opened.identity.public != own.pub:  # somebody else's slot under this name
        raise Refused("confirm.wrong")
    if failures:
        uow.purpose = f"after {failures} failed tries"
    context.after_commit.append(partial(setattr, context, "confirmed_at", uow.clock.now()))
    return Receipt(id=context.principal.account_id)


def require_proof(message: type[Message], context: Context) -> None:
    """Let a message through that needs no proof, or whose sender gave one a moment ago.

    Raises: Refused("confirm.needed").
    """
    if not message.confirm:
        return
    proved, now = context.confirmed_at, context.vault.clock.now()
    if proved is None or not timedelta(0) <= now - proved <= LASTS:  # a clock set back helps nobody
        raise Refused("confirm.needed")
