"""Writes down when pictures of the screen are allowed.  Switches nothing: the window does."""

from earlyhelp.messages.base import Receipt
from earlyhelp.messages.pictures import AllowPictures
from earlyhelp.services.context import Context
from earlyhelp.services.entry_checks import Faults
from earlyhelp.services.handlers import handles
from earlyhelp.storage.unit_of_work import UnitOfWork


@handles(AllowPictures)
def allow_pictures(uow: UnitOfWork, message: AllowPictures, context: Context) -> Receipt:
    """Keep in the audit that this person allowed pictures, and why, or stopped allowing them.

    Raises: Invalid for a reason that is none.
    """
    if message.allowed:
        faults = Faults()
        faults.code("reason", "picture_reason", message.reason, required=True)
        faults.stop()
        uow.purpose = f"screen pictures allowed: {message.reason}"
    else:
        uow.purpose = "screen pictures no longer allowed"
    return Receipt(id=context.principal.account_id)
