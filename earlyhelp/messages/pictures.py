"""Pictures of the screen: allowed for one session, where the rule of the store lets anybody."""

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, message


@message(Permission.PICTURES_ALLOW)
class AllowPictures(Command, frozen=True, kw_only=True):
    """Write down that pictures of the screen may show the program from now on, or no longer.

    `reason` is one of the code list `picture_reason`.  The window does it, and only afterwards.
    """

    allowed: bool = True
    reason: str = ""


class PictureRule(msgspec.Struct, frozen=True, kw_only=True):
    """Whether those who give a reason may allow pictures, or nobody; `ask` who can change that."""

    with_reason: bool
    ask: tuple[str, ...] = ()


@message(Permission.PICTURES_ALLOW, PictureRule)
class PictureRuleNow(Query, frozen=True, kw_only=True):
    """The rule of the store about pictures of the screen."""


@message(Permission.PICTURES_RULE, confirm=True)
class SetPictureRule(Command, frozen=True, kw_only=True):
    """Let those who give a reason allow pictures of the screen, or nobody."""

    with_reason: bool
