"""The code of conduct: its text, and that one accepts it."""

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, message


class ConductText(msgspec.Struct, frozen=True, kw_only=True):
    """The code as it stands; `due` if the person has not accepted this version within a year."""

    version: int
    points: tuple[str, ...]
    due: bool


@message(Permission.CONDUCT_ACCEPT, ConductText)
class Conduct(Query, frozen=True, kw_only=True):
    """The code of conduct."""


@message(Permission.CONDUCT_ACCEPT)
class AcceptConduct(Command, frozen=True, kw_only=True):
    """Accept the code as it was shown; the day is kept."""

    text_version: int
