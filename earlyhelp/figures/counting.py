"""Count the facts of many cases into the published tables, for one period and place.

Refuses a period that ends before it starts; counts a case once however often it is handed over.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import msgspec

from earlyhelp.errors import Bug, Invalid
from earlyhelp.figures.facts import CaseFacts, ScaleFact
from earlyhelp.figures.measures import Category, Definitions, Dimension, Measure, definitions
from earlyhelp.figures.tables import Signature, Table

Signer = Callable[[CaseFacts], Signature]
Day = Callable[[CaseFacts], date | None]
_DAYS: dict[str, Day] = {
    "opened": lambda case: case.opened_on,
    "closed": lambda case: case.closed_on,
}
_MONTHS = ("Jan–Mar", "Apr–Jun", "Jul–Sep", "Oct–Dec")


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What a release is about: a period, both days included, and the localities (none = all)."""

    start: date
    end: date
    localities: tuple[str, ...] = ()

    def holds(self, day: date | None) -> bool:
        """Say whether a day lies in the period."""
        return day is not None and self.start <= day <= self.end

    def whole_quarters(self) -> bool:
        """Say whether the period starts and ends with a calendar quarter."""
        after = date.fromordinal(self.end.toordinal() + 1)
        return all(day.day == 1 and day.month % 3 == 1 for day in (self.start, after))


def count(facts: Iterable[CaseFacts], scope: Scope) -> tuple[Table, ...]:
    """Return one table for each measure and dimension.

    Raises: Invalid if the period ends before it starts.
    """
    if scope.start > scope.end:
        raise Invalid({"end": "figures.scope.period"})
    known = definitions()
    unique = {case.case_ref: case for case in facts}.values()
    here = [case for case in unique if not scope.localities or case.locality in scope.localities]
    splits = {kind: _split(here, scope, day, known) for kind, day in _DAYS.items()}
    return tuple(
        table
        for name, measure in known.measures.items()
        for table in _tables_of(name, measure, splits[measure.date], known)
    )


class _Split(NamedTuple):
    """The cases of a period, and for each dimension its labels and each case's columns."""

    cases: list[CaseFacts]
    dimensions: dict[str, tuple[tuple[str, ...], list[Signature]]]


def _split(cases: list[CaseFacts], scope: Scope, day: Day, known: Definitions) -> _Split:
    inside = [case for case in cases if scope.holds(day(case))]
    dimensions = {}
    for name, dimension in known.dimensions.items():
        labels, columns = _columns(name, dimension, day, scope)
        dimensions[name] = (labels, [columns(case) for case in inside])
    return _Split(inside, dimensions)


def _tables_of(name: str, measure: Measure, split: _Split, known: Definitions) -> Iterator[Table]:
    signer = _row_signer(name, known)
    rows = [signer(case) for case in split.cases]
    row_labels = [row.label for row in measure.rows]
    if name == "cases":
        row_labels.append(known.not_recorded)
    for dimension_name, (labels, columns) in split.dimensions.items():
        dimension = known.dimensions[dimension_name]
        table = Table(
            measure=name,
            dimension=dimension_name,
            title=f"{measure.title}, by {dimension.title}",
            unit=measure.unit[dimension.per],
            rows=tuple(row_labels),
            columns=labels,
            bundles=Counter(pair for pair in zip(rows, columns, strict=True) if all(pair)),
            ordered_rows=measure.ordered,
            ordered_columns=dimension.ordered,
        )
        yield _without_empty_last(table, known.not_recorded)


def _without_empty_last(table: Table, label: str) -> Table:
    """Drop a "Not recorded" column that nobody is in; rows stay, as tables share them."""
    last = len(table.columns) - 1
    used = any(position == last for _, columns in table.bundles for position, _ in columns)
    if table.columns[last] != label or used:
        return table
    return replace(table, columns=table.columns[:last])


def _row_signer(name: str, known: Definitions) -> Signer:
    places = _places(known.measures[name].rows)
    match name:
        case "cases":
            return lambda case: ((places.get(case.level_at_start, len(places)), 1),)
        case "needs":
            return lambda case: _once(
                places[headline] for need in case.needs if (headline := _headline(need)) in places
            )
        case "outcomes":
            return lambda case: _signature(
                places[o.status] for o in case.outcomes if o.status in places
            )
        case _:
            return lambda case: _signature(places[_change(scale, known)] for scale in case.scales)


def _headline(need: str) -> str:
    return need.partition(".")[0]


def _change(scale: ScaleFact, known: Definitions) -> str:
    if scale.latest is None:
        return "no_second_reading"
    if scale.scale not in known.scales:
        raise Bug("figures.scale.unknown", scale=scale.scale)
    rule = known.scales[scale.scale]
    moved = (scale.latest - scale.first) * (1 if rule.higher_is_better else -1)
    if abs(moved) < rule.change:
        return "unchanged"
    return "improved" if moved > 0 else "worse"


def _columns(
    name: str, dimension: Dimension, day: Day, scope: Scope
) -> tuple[tuple[str, ...], Signer]:
    known = definitions()
    match name:
        case "age":
            return _age_columns(known)
        case "sex":
            places = _places(dimension.columns)
            return _labels(dimension.columns, known), lambda case: _signature(
                places.get(child.sex, len(places)) for child in case.children
            )
        case "locality":
            places = _places(dimension.columns)
            return _labels(dimension.columns, known), lambda case: (
                (places.get(case.locality, len(places)), 1),
            )
        case _:
            return _quarter_columns(day, scope)


def _age_columns(known: Definitions) -> tuple[tuple[str, ...], Signer]:
    places = {
        years: place
        for place, band in enumerate(known.age_bands)
        for years in range(band.first, band.last + 1)
    }
    unknown = len(known.age_bands)
    labels = (*(band.label for band in known.age_bands), known.not_recorded)

    def signer(case: CaseFacts) -> Signature:
        ages = (child.age_years for child in case.children)
        return _signature(unknown if age is None else places.get(age, unknown) for age in ages)

    return labels, signer


def _quarter_columns(day: Day, scope: Scope) -> tuple[tuple[str, ...], Signer]:
    first, last = _quarter(scope.start), _quarter(scope.end)
    labels = tuple(f"{_MONTHS[q % 4]} {q // 4}" for q in range(first, last + 1))

    def signer(case: CaseFacts) -> Signature:
        when = day(case)
        return ((_quarter(when) - first, 1),) if when else ()

    return labels, signer


def _quarter(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _places(categories: tuple[Category, ...]) -> dict[str, int]:
    return {category.code: place for place, category in enumerate(categories)}


def _labels(categories: tuple[Category, ...], known: Definitions) -> tuple[str, ...]:
    return (*(category.label for category in categories), known.not_recorded)


def _signature(places: Iterable[int]) -> Signature:
    return tuple(sorted(Counter(places).items()))


def _once(places: Iterable[int]) -> Signature:
    return tuple((place, 1) for place in sorted(set(places)))
