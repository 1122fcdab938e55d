"""What a text gives away of people it is not about, and warnings while one types."""

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Query, message


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A place in a text that names somebody else, or a protected home.

    Shape: `start` and `end` are positions in the text; `kind` is "name", "surname", "home",
    "postcode", "phone", "email", "school", "number" or "protected"; `suggestion` is what could stand
    there instead.  Whose it is, is never told.
    """

    start: int
    end: int
    kind: str
    suggestion: str


@message(Permission.TEXT_CHECK, tuple[Finding, ...])
class OutgoingText(Query, frozen=True, kw_only=True):
    """What a text about one family gives away of other people."""

    family_id: int
    text: str


@message(Permission.TEXT_CHECK, tuple[Finding, ...])
class ProtectedText(Query, frozen=True, kw_only=True):
    """Where a text that is being typed tells of a protected home."""

    family_id: int
    text: str
