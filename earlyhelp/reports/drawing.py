"""Paints a chart's display list on paper.  Knows four kinds of mark and decides no colour itself."""

from typing import Any, Protocol

from reportlab.platypus import Flowable

from earlyhelp.reports.arabic import direction, in_printing_order
from earlyhelp.reports.colours import colour
from earlyhelp.reports.fonts import REGULAR, printable, register
from earlyhelp.reports.layout import TEXT_WIDTH

_TALLEST = 600.0  # points; the text of the lowest page is taller
_MIDDLE = 0.36  # of the type size: from the base line up to the middle of a line


class Marks(Protocol):
    """What is needed of a drawing: its size and marks in points, y growing downwards, its twin in words."""

    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...
    @property
    def marks(self) -> Any: ...
    @property
    def text_twin(self) -> Any: ...


class Picture(Flowable):  # type: ignore[misc]
    """A drawing in the flow of a page, made smaller if it is larger than the page."""

    def __init__(self, drawing: Marks) -> None:
        super().__init__()
        register()
        self._drawing = drawing
        self._scale = min(1.0, TEXT_WIDTH / drawing.width, _TALLEST / drawing.height)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size it takes on the page."""
        return self._drawing.width * self._scale, self._drawing.height * self._scale

    def draw(self) -> None:
        """Paint every mark; the display list counts y from the top, paper from the bottom."""
        canvas = self.canv
        canvas.scale(self._scale, self._scale)
        for mark in self._drawing.marks:
            canvas.saveState()
            _PAINT[type(mark).__name__](canvas, mark, self._drawing.height)
            canvas.restoreState()


def _line(canvas: Any, mark: Any, height: float) -> None:
    canvas.setStrokeColor(colour(mark.colour))
    canvas.setLineWidth(mark.width)
    canvas.line(mark.x1, height - mark.y1, mark.x2, height - mark.y2)


def _circle(canvas: Any, mark: Any, height: float) -> None:
    canvas.setStrokeColor(colour(mark.stroke))
    canvas.setFillColor(colour(mark.fill))
    canvas.setLineWidth(2)
    canvas.circle(mark.x, height - mark.y, mark.radius, stroke=1, fill=1)


def _rect(canvas: Any, mark: Any, height: float) -> None:
    canvas.setFillColor(colour(mark.fill))
    bottom = height - mark.y - mark.height
    canvas.rect(mark.x, bottom, mark.width, mark.height, stroke=0, fill=1)


def _text(canvas: Any, mark: Any, height: float) -> None:
    canvas.setFillColor(colour(mark.colour))
    canvas.setFont(REGULAR, mark.size)
    words = in_printing_order(printable(mark.text), direction(mark.text))
    below = height - mark.y - mark.size * _MIDDLE
    put = {"middle": canvas.drawCentredString, "end": canvas.drawRightString}
    put.get(mark.anchor, canvas.drawString)(mark.x, below, words)


_PAINT = {"Line": _line, "Circle": _circle, "Rect": _rect, "Text": _text}
