"""How the window writes: every sentence by its key, dates as `12 Nov 2026`.  Holds no sentence."""

from datetime import date

from earlyhelp.wording import knows, say

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

__all__ = ["day", "knows", "say"]


def day(iso: str | date | None) -> str:
    """Return a date as it is written everywhere on the screen; nothing for none."""
    if not iso:
        return ""
    on = iso if isinstance(iso, date) else date.fromisoformat(iso[:10])
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"
