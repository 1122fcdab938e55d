"""How the window writes: every sentence by its key, days and times as every room writes them."""

from earlyhelp.wording import day, knows, moment, say, time_of

__all__ = ["day", "knows", "moment", "say", "time_of"]
