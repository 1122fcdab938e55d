"""Who is acting.  Frozen: a session never changes its person."""

from msgspec import Struct


class Principal(Struct, frozen=True, kw_only=True):
    """One signed-in person in one role.

    Shape: `teams` are the ids of the teams the person belongs to today (for a manager: manages).
    """

    account_id: int
    login: str
    display_name: str
    role: str
    teams: tuple[int, ...] = ()
    device: str = ""
    session: str = ""
