"""Draws the days of a made-up case, backwards from where it stands today.  Writes no record."""

from dataclasses import dataclass
from datetime import date, timedelta

from earlyhelp.demo.lots import Lots, one_in, weighted

_SIX_WEEKS, _TWELVE_WEEKS = 42, 84
_REVIEWS = {0: 25, 1: 35, 2: 25, 3: 15}
#: Days from today until something is due, as often as work lists should show it.
_DUE = {range(-9, 0): 12, range(15): 24, range(15, 41): 64}
_RE_REFERRED = 17


@dataclass(frozen=True)
class Episode:
    """An earlier time of early help, ended before this one."""

    received: date
    opened: date
    closed: date


@dataclass(frozen=True, kw_only=True)
class Course:
    """The days of a case as far as it has come; what has not happened is None."""

    stage: str
    received: date
    opened: date | None = None
    contacted: date | None = None
    begun: date | None = None
    assessed: date | None = None
    planned: date | None = None
    submitted: date | None = None
    authorised: date | None = None
    reviews: tuple[date, ...] = ()
    next_on: date | None = None
    closed: date | None = None
    earlier: Episode | None = None


def course_of(draw: Lots, stage: str, today: date) -> Course:
    """Return the days of a case that stands at this stage today."""
    return _Drawn(draw, stage, today).course()


def working_day(day: date) -> date:
    """Return the day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


class _Drawn:
    def __init__(self, draw: Lots, stage: str, today: date) -> None:
        self._draw, self._stage, self._today = draw, stage, today
        self._reviews: tuple[date, ...] = ()
        self._next_on: date | None = None
        self._closed: date | None = None

    def course(self) -> Course:
        stage, back = self._stage, self._back
        if stage == "waiting":
            return self._finished(received=back(self._today, 0, 3))
        if stage == "assessing":
            return self._assessing()
        submitted: date | None = None
        authorised: date | None = None
        if stage == "plan_draft":
            planned = back(self._today, 0, 8)
        else:
            if stage in {"active", "closed"}:
                authorised = self._authorised()
                submitted = back(authorised, 1, 5)
            else:
                submitted = back(self._today, 0, 6)
            planned = back(submitted, 2, 9)
        assessed = back(planned, 2, 8)
        begun = back(assessed, 18, 46)
        return self._opened(
            begun, assessed=assessed, planned=planned, submitted=submitted, authorised=authorised
        )

    def _assessing(self) -> Course:
        if one_in(self._draw, 18):
            opened = self._back(self._today, 0, 4)
            return self._finished(received=self._back(opened, 0, 2), opened=opened)
        age = weighted(self._draw, {range(3, 36): 62, range(36, 49): 24, range(50, 60): 14})
        return self._opened(self._back(self._today, age[0], age[-1]))

    def _authorised(self) -> date:
        if self._stage == "closed":
            self._closed = self._back(self._today, 5, 700)
            count = weighted(self._draw, {1: 40, 2: 40, 3: 20})
            last = self._back(self._closed, 0, 10)
            self._reviews = self._held(last, count)
            return self._back(self._reviews[0], _SIX_WEEKS - 6, _SIX_WEEKS)
        count = weighted(self._draw, _REVIEWS)
        span = weighted(self._draw, _DUE)
        due = self._draw.randrange(span.start, span.stop)
        if count == 0:
            return self._today + timedelta(days=due - _SIX_WEEKS)
        self._next_on = working_day(self._today + timedelta(days=due))
        self._reviews = self._held(self._next_on - timedelta(days=_TWELVE_WEEKS), count)
        return self._back(self._reviews[0], _SIX_WEEKS - 6, _SIX_WEEKS)

    def _held(self, last: date, count: int) -> tuple[date, ...]:
        days = [working_day(last - timedelta(days=_TWELVE_WEEKS * back)) for back in range(count)]
        return tuple(reversed(days))

    def _opened(self, begun: date, **later: date | None) -> Course:
        opened = self._back(begun, 1, 7)
        contacted = min(begun, opened + timedelta(days=self._draw.randrange(4)))
        return self._finished(
            received=self._back(opened, 0, 2), opened=opened, contacted=contacted, begun=begun,
            **later,
        )  # fmt: skip

    def _finished(self, received: date, **days: date | None) -> Course:
        earlier = None
        if one_in(self._draw, _RE_REFERRED):
            closed = self._back(received, 20, 360)
            opened = self._back(closed, 80, 260)
            earlier = Episode(self._back(opened, 0, 2), opened, closed)
        return Course(
            stage=self._stage, received=received, reviews=self._reviews, next_on=self._next_on,
            closed=self._closed, earlier=earlier, **days,
        )  # fmt: skip

    def _back(self, day: date, least: int, most: int) -> date:
        return working_day(day - timedelta(days=self._draw.randint(least, most)))
