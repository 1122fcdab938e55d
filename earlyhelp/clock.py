"""The only source of now (UTC), today (Europe/London) and new ids."""

import secrets
from datetime import UTC, date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

_LONDON = ZoneInfo("Europe/London")
_EPOCH_MS = 1_577_836_800_000  # 1 January 2020 UTC: keeps ids within 63 bits until 2089


def local(instant: datetime) -> datetime:
    """Return an instant as the clocks on the wall in Plymouth show it."""
    return instant.astimezone(_LONDON)


def day_of(instant: datetime) -> date:
    """Return the calendar day an instant falls on in Plymouth; in summer not always that of UTC."""
    return local(instant).date()


def day_begins(day: date) -> datetime:
    """Return the first instant of a calendar day in Plymouth."""
    return datetime.combine(day, time(), _LONDON)


class Clock(Protocol):
    """What the house asks of a clock; tests and the demo store bring their own."""

    def now(self) -> datetime: ...
    def today(self) -> date: ...
    def new_id(self) -> int: ...


class SystemClock:
    """The machine's clock."""

    def __init__(self) -> None:
        self._last_id = 0

    def now(self) -> datetime:
        """Return the present instant in UTC, whole milliseconds."""
        instant = datetime.now(UTC)  # noqa: TID251 - this is the one place
        return instant.replace(microsecond=instant.microsecond // 1000 * 1000)

    def today(self) -> date:
        """Return the calendar day in Plymouth."""
        return day_of(self.now())

    def new_id(self) -> int:
        """Return a new 63-bit id: 41 bits of milliseconds, 22 random bits.

        Shape: sorts by time of making, so inserts stay local; never twice the same from one clock.
        """
        milliseconds = int(self.now().timestamp() * 1000) - _EPOCH_MS
        drawn = milliseconds << 22 | secrets.randbits(22)
        self._last_id = max(drawn, self._last_id + 1 + secrets.randbits(8))
        return self._last_id


class FixedClock(SystemClock):
    """A clock that stands where it was put; moves only when told."""

    def __init__(self, instant: datetime) -> None:
        super().__init__()
        self.instant = instant

    def now(self) -> datetime:
        """Return the instant it was set to."""
        return self.instant

    def new_id(self) -> int:
        """Return ever larger ids, the same ones for the same sequence of calls."""
        base = (int(self.instant.timestamp() * 1000) - _EPOCH_MS) << 22
        self._last_id = max(self._last_id + 1, base)
        return self._last_id
