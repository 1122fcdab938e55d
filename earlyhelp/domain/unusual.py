"""Which looks a second person should ask about: pure, over rows of the audit in order.

Names nobody a culprit: a hit is a question.  Knows accounts and families by number only.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from statistics import median

from msgspec import Struct

from earlyhelp.clock import day_of, local
from earlyhelp.domain.timescales import is_working_day
from earlyhelp.settings import load

RULES = ("decoy", "near", "no_work", "out_of_hours", "above_peers", "searches", "sample")
_HOUR_S = 3600
_DRAWN = 65_536  # how many lots there are: two bytes


class NoWork(Struct, frozen=True, forbid_unknown_fields=True, rename={"excepted": "except"}):
    """Looks without later work: unit days."""

    days: int
    excepted: tuple[str, ...]


class Hours(Struct, frozen=True, forbid_unknown_fields=True):
    """Working hours, as hours of the day in Plymouth."""

    from_hour: int
    until_hour: int


class Peers(Struct, frozen=True, forbid_unknown_fields=True):
    """More than `factor` times the median of the role, and at least `least`."""

    factor: float
    least: int


class Searching(Struct, frozen=True, forbid_unknown_fields=True):
    """The same for searches in a day."""

    acts: tuple[str, ...]
    factor: float
    least: int


class Sample(Struct, frozen=True, forbid_unknown_fields=True):
    """The share of views drawn by lot, 0 to 1."""

    share: float


class Thresholds(Struct, frozen=True, forbid_unknown_fields=True):
    """resources/access/unusual.toml."""

    days: int
    looks: tuple[str, ...]
    handed: tuple[str, ...]
    every_hours: int
    no_work: NoWork
    out_of_hours: Hours
    above_peers: Peers
    searches: Searching
    sample: Sample


@cache
def thresholds() -> Thresholds:
    """Return the shipped thresholds."""
    return load("access/unusual.toml", Thresholds)


class Look(Struct, frozen=True):
    """One entry of the audit.  `lot` is drawn from its hash, 0 to 65,535: nobody chooses it."""

    seq: int
    at: datetime
    actor: int
    role: str
    family: int
    act: str
    outcome: str
    purpose: str
    lot: int


class Hit(Struct, frozen=True):
    """One thing to ask about: which rule, who, which family (0: several), day, how many, last entry."""

    rule: str
    actor: int
    family: int
    on: date
    count: int
    seq: int


class _Group(Struct):
    """Looks of one person at one family that wait for work on the case."""

    first: datetime
    last: datetime
    count: int
    seq: int


class Tally:
    """Takes entries in order, a batch at a time; `hits` answers at the end.

    Shape: about 100 bytes for each person and family met; the entries themselves are not kept.
    """

    def __init__(self, limits: Thresholds) -> None:
        self._limits = limits
        self._looks = frozenset(limits.looks)
        self._handed = frozenset(limits.handed)
        self._searching = frozenset(limits.searches.acts)
        self._within = timedelta(days=limits.no_work.days)
        self._waiting: dict[tuple[int, int], _Group] = {}
        self._found: list[Hit] = []
        self._roles: dict[int, str] = {}
        self._late: dict[tuple[int, date], tuple[set[int], int]] = {}
        self._weeks: dict[tuple[int, date], tuple[set[int], int]] = {}
        self._searches: dict[tuple[int, date], list[int]] = {}
        self._hours: dict[int, tuple[date, bool]] = {}

    def take(self, rows: Iterable[Look]) -> None:
        """Take a batch of entries, each later than the one before."""
        for row in rows:
            if row.outcome == "viewed":
                self._roles[row.actor] = row.role
                if row.family and row.act in self._looks:
                    self._looked(row)
                elif row.act in self._searching:
                    on, _ = self._day(row.at)
                    counted = self._searches.setdefault((row.actor, on), [0, 0])
                    counted[0] += 1
                    counted[1] = row.seq
            elif row.outcome == "done" and row.family and row.act in self._handed:
                self._roles[row.actor] = row.role
                self._looked(row)
            elif row.outcome == "done" and row.family and not row.act.startswith("look:"):
                self._worked(row)

    def hits(self, now: datetime) -> tuple[Hit, ...]:
        """Return everything to ask about, the newest day first; looks of the last days still wait."""
        alone = [
            _of_group(key, group)
            for key, group in self._waiting.items()
            if now > group.last + self._within
        ]
        late = [
            Hit("out_of_hours", actor, _only(families), on, len(families), seq)
            for (actor, on), (families, seq) in self._late.items()
        ]
        found = [*self._found, *alone, *late, *self._above_peers(), *self._many_searches()]
        return tuple(sorted(found, key=lambda hit: (hit.on, hit.seq), reverse=True))

    def _looked(self, row: Look) -> None:
        on, outside = self._day(row.at)
        if outside:
            _count_family(self._late, (row.actor, on), row)
        _count_family(self._weeks, (row.actor, on - timedelta(days=on.weekday())), row)
        if row.lot < self._limits.sample.share * _DRAWN:
            self._found.append(Hit("sample", row.actor, row.family, on, 1, row.seq))
        if (
            row.outcome == "viewed"
            and row.purpose
            and row.purpose not in self._limits.no_work.excepted
        ):
            self._wait_for_work(row)

    def _wait_for_work(self, row: Look) -> None:
        key = (row.actor, row.family)
        group = self._waiting.get(key)
        if group is not None and row.at <= group.last + self._within:
            group.last, group.count, group.seq = row.at, group.count + 1, row.seq
            return
        if group is not None:
            self._found.append(_of_group(key, group))
        self._waiting[key] = _Group(row.at, row.at, 1, row.seq)

    def _worked(self, row: Look) -> None:
        group = self._waiting.pop((row.actor, row.family), None)
        if group is not None and row.at > group.last + self._within:
            self._found.append(_of_group((row.actor, row.family), group))

    def _above_peers(self) -> Iterator[Hit]:
        counts = {key: len(families) for key, (families, _) in self._weeks.items()}
        yield from (
            Hit("above_peers", actor, 0, monday, count, self._weeks[actor, monday][1])
            for (actor, monday), count in self._far_above(counts, self._limits.above_peers)
        )

    def _many_searches(self) -> Iterator[Hit]:
        counts = {key: counted for key, (counted, _) in self._searches.items()}
        limit = Peers(factor=self._limits.searches.factor, least=self._limits.searches.least)
        yield from (
            Hit("searches", actor, 0, on, count, self._searches[actor, on][1])
            for (actor, on), count in self._far_above(counts, limit)
        )

    def _far_above(
        self, counts: dict[tuple[int, date], int], limit: Peers
    ) -> Iterator[tuple[tuple[int, date], int]]:
        """Yield who is far above the median of the others of their role in the same days."""
        peers: dict[tuple[str, date], list[int]] = defaultdict(list)
        for (actor, on), count in counts.items():
            peers[self._roles[actor], on].append(count)
        for (actor, on), count in counts.items():
            others = list(peers[self._roles[actor], on])
            others.remove(count)
            usual = median(others) if others else 0
            if count >= limit.least and count > limit.factor * usual:
                yield (actor, on), count

    def _day(self, at: datetime) -> tuple[date, bool]:
        """Return the day in Plymouth, and whether it is out of hours; worked out once an hour."""
        hour = int(at.timestamp()) // _HOUR_S
        known = self._hours.get(hour)
        if known is None:
            begun = local(datetime.fromtimestamp(hour * _HOUR_S, UTC))
            hours, on = self._limits.out_of_hours, day_of(begun)
            inside = hours.from_hour <= begun.hour < hours.until_hour
            known = on, not (inside and is_working_day(on))
            self._hours[hour] = known
        return known


def _count_family(
    counted: dict[tuple[int, date], tuple[set[int], int]], key: tuple[int, date], row: Look
) -> None:
    families = counted[key][0] if key in counted else set()
    families.add(row.family)
    counted[key] = families, row.seq


def _of_group(key: tuple[int, int], group: _Group) -> Hit:
    actor, family = key
    on = day_of(group.first)
    return Hit("no_work", actor, family, on, group.count, group.seq)


def _only(families: set[int]) -> int:
    return next(iter(families)) if len(families) == 1 else 0
