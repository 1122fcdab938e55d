"""Distance travelled and the red, amber, green of outcomes.  Never averages scorers, never compares scales."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from earlyhelp.domain.plan import OutcomeDraft
from earlyhelp.domain.timescales import Scale, timescales
from earlyhelp.errors import Bug

Result = Literal["improved", "unchanged", "worse", "no_second_reading"]
_OVER = frozenset({"done", "dropped", "no_longer_relevant"})


class ScaleReading(Struct, frozen=True):
    """One reading.  Readings compare only on the same scale, area, scorer and person."""

    area: str
    scorer: str
    value: int
    read_on: date
    scale: str = "zero_to_ten"
    person_id: int = 0


class Distance(Struct, frozen=True):
    """Latest less baseline; `latest` is None while there is no second reading."""

    area: str
    scorer: str
    person_id: int
    first: int
    latest: int | None
    result: Result


class Rag(Struct, frozen=True):
    """Red, amber or green with the reason in words."""

    state: Literal["red", "amber", "green"]
    key: str


def distance_travelled(readings: Iterable[ScaleReading]) -> tuple[Distance, ...]:
    """Return how far each area has come, one line per scale, area, scorer and person.

    Shape:  in the order the areas were first read; two readings of one day count as the later one.
    """
    series: dict[tuple[str, str, str, int], list[ScaleReading]] = {}
    for reading in sorted(readings, key=lambda one: one.read_on):
        key = (reading.scale, reading.area, reading.scorer, reading.person_id)
        series.setdefault(key, []).append(reading)
    return tuple(
        _distance(scale_id, area, scorer, person_id, found)
        for (scale_id, area, scorer, person_id), found in series.items()
    )


def change(first: int, latest: int | None, scale_id: str = "zero_to_ten") -> Result:
    """Return what a change means on a scale; higher is better.

    Source: resources/timescales.toml [[scale]].
    """
    if latest is None:
        return "no_second_reading"
    rule = _scale(scale_id)
    if latest - first >= rule.improved_by:
        return "improved"
    return "worse" if first - latest >= rule.worse_by else "unchanged"


def rag(outcome: OutcomeDraft, today: date, reviewed: Sequence[int] = ()) -> Rag:
    """Return where an outcome stands; `reviewed` holds its readings at the reviews, oldest first.

    Source: domain reference 2.1: red when overdue or worse than baseline; amber when due within 14
            days or unchanged for two reviews; otherwise green.
    """
    open_days = [
        action.due_on
        for action in outcome.actions
        if action.due_on is not None and action.status not in _OVER
    ]
    windows = timescales().windows
    first = outcome.baseline
    now = reviewed[-1] if reviewed else outcome.now
    if any(day < today for day in open_days):
        return Rag("red", "rag.overdue")
    if first is not None and now is not None and now < first:
        return Rag("red", "rag.worse")
    if any(day <= today + timedelta(days=windows.amber_days) for day in open_days):
        return Rag("amber", "rag.due_soon")
    last = reviewed[-windows.unchanged_reviews :]
    if first is not None and len(last) == windows.unchanged_reviews and set(last) == {first}:
        return Rag("amber", "rag.no_change")
    return Rag("green", "rag.on_track")


def _distance(
    scale_id: str, area: str, scorer: str, person_id: int, found: Sequence[ScaleReading]
) -> Distance:
    first, last = found[0], found[-1]
    latest = last.value if last.read_on > first.read_on else None
    baseline = first.value if latest is not None else last.value
    return Distance(area, scorer, person_id, baseline, latest, change(baseline, latest, scale_id))


def _scale(scale_id: str) -> Scale:
    for one in timescales().scale:
        if one.id == scale_id:
            return one
    raise Bug("outcomes.scale.unknown", scale=scale_id)
