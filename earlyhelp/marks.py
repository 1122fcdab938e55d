"""Pictures as lists of marks, so that the same picture serves the screen and the paper.

Refuses to know any painter or colour value: colours are token names, "" paints nothing, and every
picture carries its text twin for screen readers.  Lengths in points, y downwards.
"""

from typing import Literal

import msgspec

Colour = Literal["ink", "muted", "rule", "surface", "accent", "success", "warning", "danger"]
Anchor = Literal["start", "middle", "end"]
Dash = tuple[float, ...]


class Line(msgspec.Struct, frozen=True, tag=True):
    """A straight stroke; `dash` in widths of the pen."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: Colour = "ink"
    width: float = 1.0
    dash: Dash = ()


class Circle(msgspec.Struct, frozen=True, tag=True):
    """A disc and its rim."""

    x: float
    y: float
    radius: float
    fill: Colour | Literal[""] = "surface"
    stroke: Colour | Literal[""] = "ink"


class Rect(msgspec.Struct, frozen=True, tag=True):
    """A rectangle from its top left corner, without a rim if none is named."""

    x: float
    y: float
    width: float
    height: float
    fill: Colour | Literal[""] = "surface"
    stroke: Colour | Literal[""] = ""


class Text(msgspec.Struct, frozen=True, tag=True):
    """A single line of text; `y` is the middle of the line, `x` the anchored end."""

    x: float
    y: float
    text: str
    colour: Colour = "ink"
    size: float = 11.0
    anchor: Anchor = "start"


Mark = Line | Circle | Rect | Text
#: How thick the rim of a circle or a rectangle is.
RIM = 2.0


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """A picture: marks in painting order; the text twin says the same."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    text_twin: str
