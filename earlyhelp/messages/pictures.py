"""Pictures of the screen, allowed for one session."""

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, message


@message(Permission.PICTURES_ALLOW)
class AllowPictures(Command, frozen=True, kw_only=True):
    """Write down that pictures of the screen may show the program from now on, or no longer.

    `reason` is one of the code list `picture_reason`.  The window does it, and only afterwards.
    """

    allowed: bool = True
    reason: str = ""
