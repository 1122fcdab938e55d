"""Charts as lists of marks, so that the same picture serves the screen and the PDF.

Refuses to know any painter or colour value: colours are token names, and every picture carries
its text twin for screen readers.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec

from earlyhelp.figures.sentences import sentence

Colour = Literal["ink", "muted", "rule", "surface", "accent", "success", "warning", "danger"]
Anchor = Literal["start", "middle", "end"]


class Line(msgspec.Struct, frozen=True, tag=True):
    """A straight stroke."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: Colour
    width: float = 1.0


class Circle(msgspec.Struct, frozen=True, tag=True):
    """A disc; `fill` and `stroke` are colours."""

    x: float
    y: float
    radius: float
    fill: Colour
    stroke: Colour


class Rect(msgspec.Struct, frozen=True, tag=True):
    """A filled rectangle from its top left corner."""

    x: float
    y: float
    width: float
    height: float
    fill: Colour


class Text(msgspec.Struct, frozen=True, tag=True):
    """A single line of text; `y` is the middle of the line, `x` the anchored end."""

    x: float
    y: float
    text: str
    colour: Colour = "ink"
    size: float = 11.0
    anchor: Anchor = "start"


Mark = Line | Circle | Rect | Text


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """A picture: marks in painting order, y downwards, in points; the text twin says the same."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    text_twin: str


class DistanceRow(msgspec.Struct, frozen=True, kw_only=True):
    """The first and the latest reading of one area; `latest` is None without a second reading."""

    label: str
    first: float
    latest: float | None = None


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One bar; `shown` is printed when the figure is hidden, and the bar then has no length."""

    label: str
    value: float | None
    shown: str = ""
    colour: Colour = "accent"


_LABELS, _RIGHT, _PITCH, _TOP, _FOOT = 150.0, 52.0, 29.0, 12.0, 22.0


def distance_travelled(
    rows: Sequence[DistanceRow], *, width: float = 360.0, most: float = 10.0
) -> Drawing:
    """Return dumb-bells on a 0 to `most` axis: first hollow, latest filled, worse in red and words."""
    if not rows:
        return _nothing(width)
    foot = _TOP + _PITCH * (len(rows) - 1) + 14
    marks: list[Mark] = [
        Line(x, 4, x, foot, "rule") for x in (_at(most * k / 4, most, width) for k in range(5))
    ]
    for place, row in enumerate(rows):
        marks += _dumb_bell(row, _TOP + _PITCH * place, most, width)
    left, right = _at(0, most, width), _at(most, most, width)
    marks += [
        Text(left, foot + 10, "0", "muted", 10, "middle"),
        Text(
            (left + right) / 2,
            foot + 10,
            sentence("figures.chart.distance.first"),
            "muted",
            10,
            "middle",
        ),
        Text(right, foot + 10, _number(most), "muted", 10, "middle"),
    ]
    twin = "\n".join(map(_said, rows))
    return Drawing(width=width, height=foot + _FOOT, marks=tuple(marks), text_twin=twin)


def bars(rows: Sequence[Bar], *, width: float = 360.0) -> Drawing:
    """Return horizontal bars from a common zero, each with its figure written beside it."""
    if not rows:
        return _nothing(width)
    most = max((row.value or 0 for row in rows), default=0) or 1
    marks: list[Mark] = []
    for place, row in enumerate(rows):
        y = _TOP + _PITCH * place
        end = _at(row.value or 0, most, width)
        marks += [
            Text(0, y, row.label),
            Rect(_LABELS, y - 7, end - _LABELS, 14, row.colour),
            Text(end + 6, y, _figure(row), "ink", 11),
        ]
    height = _TOP + _PITCH * (len(rows) - 1) + 16
    marks.append(Line(_LABELS, 2, _LABELS, height - 2, "muted"))
    twin = "\n".join(
        sentence("figures.chart.bar", label=row.label, value=_figure(row)) for row in rows
    )
    return Drawing(width=width, height=height, marks=tuple(marks), text_twin=twin)


def _dumb_bell(row: DistanceRow, y: float, most: float, width: float) -> list[Mark]:
    first = _at(row.first, most, width)
    label = Text(0, y, row.label)
    if row.latest is None:
        return [label, Circle(first, y, 4.5, "surface", "accent")]
    worse = row.latest < row.first
    colour: Colour = "danger" if worse else "accent"
    latest = _at(row.latest, most, width)
    marks: list[Mark] = [
        label,
        Line(first, y, latest, y, colour, 3),
        Circle(first, y, 4.5, "surface", "accent"),
        Circle(latest, y, 4.5, colour, colour),
    ]
    if worse:
        marks.append(Text(width, y, sentence("figures.chart.worse"), "danger", 10, "end"))
    return marks


def _at(value: float, most: float, width: float) -> float:
    share = min(max(value / most, 0.0), 1.0)
    return _LABELS + share * (width - _LABELS - _RIGHT)


def _said(row: DistanceRow) -> str:
    first = _number(row.first)
    if row.latest is None:
        return sentence("figures.chart.distance.single", label=row.label, first=first)
    change = row.latest - row.first
    end = "same" if change == 0 else "better" if change > 0 else "worse"
    return sentence(
        f"figures.chart.distance.{end}",
        label=row.label,
        first=first,
        latest=_number(row.latest),
        change=_number(abs(change)),
    )


def _figure(row: Bar) -> str:
    return row.shown or ("" if row.value is None else _number(row.value))


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _nothing(width: float) -> Drawing:
    text = sentence("figures.chart.empty")
    return Drawing(width=width, height=_FOOT, marks=(Text(0, 11, text, "muted"),), text_twin=text)
