"""Charts of outcome figures, as marks that screen and paper paint alike."""

from collections.abc import Sequence

import msgspec

from earlyhelp.figures.sentences import sentence
from earlyhelp.marks import Circle, Colour, Drawing, Line, Mark, Rect, Text


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


_RIGHT, _PITCH, _TOP, _FOOT = 52.0, 29.0, 12.0, 22.0
_LETTER = 5.8  # mean width of a letter of an 11-point label, on the generous side


class _Axis(msgspec.Struct, frozen=True):
    """Where values stand, and how many letters of a label fit left of them."""

    start: float
    end: float
    most: float

    def at(self, value: float) -> float:
        share = min(max(value / self.most, 0.0), 1.0)
        return self.start + share * (self.end - self.start)

    def label(self, text: str, y: float) -> Text:
        room = int((self.start - 10) / _LETTER)
        return Text(0, y, text if len(text) <= room else text[: room - 1].rstrip() + "…")


def _axis(labels: Sequence[str], width: float, most: float) -> _Axis:
    gutter = min(max(110.0, 12 + _LETTER * max(map(len, labels))), width * 0.55)
    return _Axis(gutter, width - _RIGHT, most)


def distance_travelled(
    rows: Sequence[DistanceRow], *, width: float = 360.0, most: float = 10.0
) -> Drawing:
    """Return dumb-bells on a 0 to `most` axis: first hollow, latest filled, worse in red and words."""
    if not rows:
        return _nothing(width)
    foot = _TOP + _PITCH * (len(rows) - 1) + 14
    axis = _axis([row.label for row in rows], width, most)
    marks: list[Mark] = [
        Line(x, 4, x, foot, "rule") for x in (axis.at(most * k / 4) for k in range(5))
    ]
    for place, row in enumerate(rows):
        marks += _dumb_bell(row, _TOP + _PITCH * place, axis)
    legend = sentence("figures.chart.distance.first")
    marks += [
        Text(axis.start, foot + 10, "0", "muted", 10, "middle"),
        Text((axis.start + axis.end) / 2, foot + 10, legend, "muted", 10, "middle"),
        Text(axis.end, foot + 10, _number(most), "muted", 10, "middle"),
    ]
    twin = "\n".join(map(_said, rows))
    return Drawing(width=width, height=foot + _FOOT, marks=tuple(marks), text_twin=twin)


def bars(rows: Sequence[Bar], *, width: float = 360.0) -> Drawing:
    """Return horizontal bars from a common zero, each with its figure written beside it."""
    if not rows:
        return _nothing(width)
    most = max((row.value or 0 for row in rows), default=0) or 1
    axis = _axis([row.label for row in rows], width, most)
    marks: list[Mark] = []
    for place, row in enumerate(rows):
        y = _TOP + _PITCH * place
        end = axis.at(row.value or 0)
        marks += [
            axis.label(row.label, y),
            Rect(axis.start, y - 7, end - axis.start, 14, row.colour),
            Text(end + 6, y, _figure(row), "ink", 11),
        ]
    height = _TOP + _PITCH * (len(rows) - 1) + 16
    marks.append(Line(axis.start, 2, axis.start, height - 2, "muted"))
    twin = "\n".join(
        sentence("figures.chart.bar", label=row.label, value=_figure(row)) for row in rows
    )
    return Drawing(width=width, height=height, marks=tuple(marks), text_twin=twin)


def _dumb_bell(row: DistanceRow, y: float, axis: _Axis) -> list[Mark]:
    first = axis.at(row.first)
    label = axis.label(row.label, y)
    if row.latest is None:
        return [label, Circle(first, y, 4.5, "surface", "accent")]
    worse = row.latest < row.first
    colour: Colour = "danger" if worse else "accent"
    latest = axis.at(row.latest)
    marks: list[Mark] = [
        label,
        Line(first, y, latest, y, colour, 3),
        Circle(first, y, 4.5, "surface", "accent"),
        Circle(latest, y, 4.5, colour, colour),
    ]
    if worse:
        marks.append(Text(first + 9, y, sentence("figures.chart.worse"), "danger", 10))
    return marks


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
