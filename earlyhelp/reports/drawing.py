"""Paints a chart's display list on paper.  Knows four kinds of mark and decides no colour itself."""

from typing import Any

from reportlab.platypus import Flowable

from earlyhelp.marks import RIM, Circle, Drawing, Line, Mark, Rect, Text
from earlyhelp.reports.arabic import direction, in_printing_order
from earlyhelp.reports.colours import colour
from earlyhelp.reports.fonts import REGULAR, printable, register
from earlyhelp.reports.layout import TEXT_WIDTH

_TALLEST = 600.0  # points; the text of the lowest page is taller
_MIDDLE = 0.36  # of the type size: from the base line up to the middle of a line


class Picture(Flowable):  # type: ignore[misc]
    """A drawing in the flow of a page, made smaller if it is larger than the page."""

    def __init__(self, drawing: Drawing) -> None:
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
            _paint(canvas, mark, self._drawing.height)
            canvas.restoreState()


def _paint(canvas: Any, mark: Mark, height: float) -> None:
    match mark:
        case Line():
            canvas.setStrokeColor(colour(mark.colour))
            canvas.setLineWidth(mark.width)
            canvas.setDash([part * mark.width for part in mark.dash])
            canvas.line(mark.x1, height - mark.y1, mark.x2, height - mark.y2)
        case Circle():
            rim, disc = _inked(canvas, mark)
            canvas.circle(mark.x, height - mark.y, mark.radius, stroke=rim, fill=disc)
        case Rect():
            rim, room = _inked(canvas, mark)
            bottom = height - mark.y - mark.height
            canvas.rect(mark.x, bottom, mark.width, mark.height, stroke=rim, fill=room)
        case Text():
            _write(canvas, mark, height)


def _inked(canvas: Any, mark: Circle | Rect) -> tuple[int, int]:
    """Take up the colours of a shape; return whether it has a rim, and whether it is filled."""
    if mark.stroke:
        canvas.setStrokeColor(colour(mark.stroke))
        canvas.setLineWidth(RIM)
    if mark.fill:
        canvas.setFillColor(colour(mark.fill))
    return int(bool(mark.stroke)), int(bool(mark.fill))


def _write(canvas: Any, mark: Text, height: float) -> None:
    canvas.setFillColor(colour(mark.colour))
    canvas.setFont(REGULAR, mark.size)
    words = in_printing_order(printable(mark.text), direction(mark.text))
    below = height - mark.y - mark.size * _MIDDLE
    put = {"middle": canvas.drawCentredString, "end": canvas.drawRightString}
    put.get(mark.anchor, canvas.drawString)(mark.x, below, words)
