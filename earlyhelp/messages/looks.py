"""Why a family outside one's own caseload is looked at."""

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, message


@message(Permission.LOOK_PURPOSE)
class StatePurpose(Command, frozen=True, kw_only=True):
    """Say why a family is looked at; holds for this family, this session, for some minutes.

    `code` is one of the code list `look_purpose`; `text` goes with "other".
    """

    family_id: int
    code: str
    text: str = ""
