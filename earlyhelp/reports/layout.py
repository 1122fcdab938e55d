"""The page every paper is printed on: frame, header, footer, banner.  Puts no name in the PDF's own data."""

from datetime import date
from io import BytesIO
from typing import Any

from msgspec import Struct
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from earlyhelp.reports.colours import colour
from earlyhelp.reports.fonts import BOLD, REGULAR, printable, register
from earlyhelp.reports.sheets import Reader
from earlyhelp.reports.words import day, say

_MARGIN = 18 * mm
_TOP, _BANNER, _BOTTOM = 22 * mm, 8 * mm, 20 * mm
PAGE_WIDTH, PAGE_HEIGHT = A4
TEXT_WIDTH = PAGE_WIDTH - 2 * _MARGIN


class Running(Struct, frozen=True, kw_only=True):
    """What stands on every page; `title` is the kind of document and never holds a name."""

    title: str
    reader: Reader | None
    printed_on: date
    reference: str = ""
    protected: bool = True

    @property
    def banner(self) -> bool:
        """Say whether the classification stands on top of every page."""
        return self.protected and self.reader != "family"


def page_bytes(story: list[Any], running: Running) -> bytes:
    """Lay the flowables out on A4 pages and return the PDF, the same bytes for the same input."""
    register()
    held = BytesIO()
    height = PAGE_HEIGHT - _TOP - _BOTTOM - (_BANNER if running.banner else 0)
    frame = Frame(_MARGIN, _BOTTOM, TEXT_WIDTH, height, 0, 0, 0, 0)
    paper = BaseDocTemplate(
        held, pagesize=A4, title=running.title, author="", subject="", creator="earlyhelp",
        invariant=1, lang="en-GB", pageTemplates=[PageTemplate("page", [frame])],
    )  # fmt: skip
    paper.build(story, canvasmaker=_counting(running))
    return held.getvalue()


def _counting(running: Running) -> type[Any]:
    """Return a canvas that keeps its pages until it knows how many there are."""

    class Counting(Canvas):  # type: ignore[misc]
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options | {"initialFontName": REGULAR})
            self._kept: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self._kept.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, state in enumerate(self._kept, start=1):
                self.__dict__.update(state)
                _furnish(self, running, number, len(self._kept))
                super().showPage()
            super().save()

    return Counting


def _furnish(canvas: Any, running: Running, number: int, pages: int) -> None:
    right = PAGE_WIDTH - _MARGIN
    top = PAGE_HEIGHT - 12 * mm
    if running.banner:
        _banner(canvas)
        top -= _BANNER
    canvas.setFillColor(colour("bar"))
    canvas.setFont(BOLD, 10)
    canvas.drawString(_MARGIN, top, printable(running.title))
    canvas.setFont(REGULAR, 9)
    if running.reader is not None:
        canvas.drawRightString(right, top, say(f"reader.{running.reader}"))
    canvas.setStrokeColor(colour("bar"))
    canvas.setLineWidth(1)
    canvas.line(_MARGIN, top - 5, right, top - 5)
    canvas.setFillColor(colour("muted"))
    canvas.setFont(REGULAR, 8)
    foot = 10 * mm
    canvas.drawString(_MARGIN, foot, say("printed", date=day(running.printed_on)))
    canvas.drawCentredString(PAGE_WIDTH / 2, foot, printable(running.reference))
    canvas.drawRightString(right, foot, say("page", number=number, pages=pages))


def _banner(canvas: Any) -> None:
    words = say("banner.file")
    canvas.setFillColor(colour("ink"))
    canvas.rect(0, PAGE_HEIGHT - 11 * mm, PAGE_WIDTH, 7 * mm, stroke=0, fill=1)
    canvas.setFillColor(colour("surface"))
    canvas.setFont(BOLD, 9)
    canvas.drawCentredString(PAGE_WIDTH / 2, PAGE_HEIGHT - 8.5 * mm, words)
