"""Prints one audit checkpoint to be filed away from the machine: to be scanned, or typed in.  Signs nothing."""

from datetime import date
from typing import Any

from msgspec import Struct
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.platypus import Flowable

from earlyhelp.reports.layout import Running
from earlyhelp.reports.paper import Paper
from earlyhelp.reports.words import say

_SIDE = 190.0  # points: read by a telephone at arm's length


class CheckpointSheet(Struct, frozen=True, kw_only=True):
    """A signed checkpoint: its text, and the short form somebody can type."""

    printed_on: date
    text: str
    size: int
    at_utc: str
    short: str
    signed_by: str


class _Code(Flowable):  # type: ignore[misc]
    """The text as a QR code."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._widget: Any = QrCodeWidget(text, barLevel="M", barBorder=2)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size it takes on the page."""
        return _SIDE, _SIDE

    def draw(self) -> None:
        """Paint the code."""
        left, bottom, right, top = self._widget.getBounds()
        scale = _SIDE / max(right - left, top - bottom)
        drawing = Drawing(_SIDE, _SIDE, transform=[scale, 0, 0, scale, 0, 0])
        drawing.add(self._widget)
        drawing.drawOn(self.canv, 0, 0)


def checkpoint_pdf(sheet: CheckpointSheet) -> bytes:
    """Return the page as a PDF; it names no family and nobody but who signed."""
    paper = Paper(10)
    paper.title(say("checkpoint.title"), say("checkpoint.under", size=sheet.size))
    paper.text(say("checkpoint.what"))
    paper.facts(
        [
            (say("checkpoint.at"), sheet.at_utc),
            (say("checkpoint.by"), sheet.signed_by),
            (say("checkpoint.entries"), str(sheet.size)),
            (say("checkpoint.short"), sheet.short),
        ]
    )
    paper.picture(_Code(sheet.text), say("checkpoint.code"))
    paper.heading(say("checkpoint.text"))
    for line in sheet.text.split("\n"):
        paper.muted(line)
    paper.heading(say("checkpoint.how"))
    paper.text(say("checkpoint.how.text"))
    running = Running(
        title=say("checkpoint.kind"), reader=None, printed_on=sheet.printed_on, protected=False
    )
    return paper.pdf(running)
