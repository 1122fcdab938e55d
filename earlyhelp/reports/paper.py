"""Collects what a paper says, as paragraphs and tables that break over pages.  Reads no markup in text."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, KeepTogether, Paragraph, Spacer, Table
from reportlab.platypus.paraparser import ParaFrag

from earlyhelp.reports.arabic import direction, in_printing_order
from earlyhelp.reports.colours import colour
from earlyhelp.reports.fonts import BOLD, REGULAR, missing_glyphs, printable, runs
from earlyhelp.reports.layout import TEXT_WIDTH, Running, page_bytes
from earlyhelp.reports.words import say

# Characters and lines; a longer cell is printed under its heading, over as many pages as it needs.
_LONGEST_CELL = 240
_MOST_LINES = 25
_MOST_COLUMNS = 8
_NARROWEST = 44.0  # points
# A figure, or one of the official signs that stand for a figure not shown.
_NUMBER = re.compile(r"[-−+£]?[\d,.]+ ?%?|[cxzuk–-]|low")


class Prose(Paragraph):  # type: ignore[misc]
    """A paragraph of plain text: nothing in it is markup, right-to-left lines are put in order."""

    def drawPara(self, debug: int = 0) -> None:
        """Put each broken line in printing order, then draw; two typefaces are never right-to-left."""
        base = self.style.base_direction
        for place, (spare, words) in enumerate(() if self.blPara.kind else self.blPara.lines):
            line = in_printing_order(" ".join(words), base)
            self.blPara.lines[place] = (spare, line.split(" "))
        super().drawPara(debug)


#: Takes the heading or question a text stands under and the text; returns what is printed of it.
Through = Callable[[str, str], str]


class Paper:
    """The story of one document; `size` is the body type in points.

    Everything that is printed has gone `through` first: no text comes on the paper another way.
    """

    def __init__(self, size: float, through: Through | None = None) -> None:
        self._size = size
        self._through, self._place = through, ""
        self._story: list[Any] = []
        self._missing: set[str] = set()

    def title(self, text: str, under: str = "") -> None:
        """Add the name of the document and a line under it."""
        self._story += self._prose(
            text, self._style(self._size + 7, bold=True, ink="bar", before=0)
        )
        if under:
            self._story += self._prose(under, self._style(self._size + 1, ink="muted"))
        self.space(6)

    def heading(self, text: str) -> None:
        """Add a heading that stays with what follows."""
        self._story.append(CondPageBreak(11 * self._size))
        self._place = text
        style = self._style(self._size + 3, bold=True, ink="bar", before=14)
        self._story += self._prose(text, style)

    def subheading(self, text: str) -> None:
        """Add a smaller heading that stays with what follows."""
        self._story.append(CondPageBreak(8 * self._size))
        self._place = text
        style = self._style(self._size + 1, bold=True, ink="accent", before=8)
        self._story += self._prose(text, style)

    def text(self, text: str) -> None:
        """Add text; each line of it is a paragraph."""
        self._story += self._prose(text, self._style(self._size))

    def muted(self, text: str) -> None:
        """Add a remark in smaller, quieter type."""
        self._story += self._prose(text, self._style(self._size - 1, ink="muted"))

    def question(self, text: str) -> None:
        """Add a question, bold; it stays with what follows."""
        self._story.append(CondPageBreak(5 * self._size))
        self._place = text
        style = self._style(self._size, bold=True, before=7)
        self._story += self._prose(text, style)

    def asked(self, question: str, answer: str) -> None:
        """Add a question with its answer under it."""
        self.question(question)
        if answer:
            self.text(answer)
        else:
            self.muted(say("not_answered"))

    def facts(self, pairs: list[tuple[str, str]]) -> None:
        """Add short facts as two columns, name and value."""
        if not all(_fits(text) for pair in pairs for text in pair):
            for name, value in pairs:
                self.asked(name, value)
            return
        cells = [
            [self._cell(name, bold=True), self._cell(value or say("not_set"))]
            for name, value in pairs
        ]
        self.space(5)
        rules = [("LINEBELOW", (0, 0), (-1, -1), 0.5, colour("line")), *_PADDING]
        self._story.append(Table(cells, [TEXT_WIDTH * 0.3, TEXT_WIDTH * 0.7], style=rules))
        self.space(6)

    def table(self, headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
        """Add a table; one with a long cell or too many columns is printed row under row instead."""
        fitting = all(_fits(cell) for row in (headings, *rows) for cell in row)
        if len(headings) > _MOST_COLUMNS or not fitting:
            self._stacked(headings, rows)
            return
        numbers = [_all_numbers([row[column] for row in rows]) for column in range(len(headings))]
        cells = [
            [
                self._cell(name, bold=True, right=right)
                for name, right in zip(headings, numbers, strict=True)
            ]
        ]
        cells += [
            [self._cell(value, right=right) for value, right in zip(row, numbers, strict=True)]
            for row in rows
        ]
        rules = [
            ("BACKGROUND", (0, 0), (-1, 0), colour("canvas")),
            ("LINEBELOW", (0, 0), (-1, 0), 1, colour("bar")),
            ("LINEBELOW", (0, 1), (-1, -1), 0.5, colour("line")),
            *_PADDING,
        ]
        self.space(3)
        self._story.append(Table(cells, _widths(headings, rows), style=rules, repeatRows=1))
        self.space(6)

    def picture(self, picture: Any, twin: str) -> None:
        """Add a drawing and, kept with it, the same in words."""
        words = self._prose(twin, self._style(self._size - 1, ink="muted"))
        self._story.append(KeepTogether([picture, *words]))

    def beside(self, lines: Sequence[str]) -> None:
        """Add what was decided or said about the record later: it goes wherever the record goes."""
        if lines:
            self.heading(say("corrections"))
            self.muted(say("corrections.text"))
            for line in lines:
                self.text(line)

    def space(self, points: float) -> None:
        """Add white space."""
        self._story.append(Spacer(1, points))

    def pdf(self, running: Running) -> bytes:
        """Return the PDF; characters the typeface lacks are owned up to at the end."""
        if self._missing:
            self.heading(say("missing.title"))
            self.text(say("missing.text", count=len(self._missing)))
        return page_bytes(self._story, running)

    def _stacked(self, headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
        for number, row in enumerate(rows, start=1):
            if len(rows) > 1:
                self.subheading(say("row", number=number, rows=len(rows)))
            for name, value in zip(headings, row, strict=True):
                self.asked(name, value)

    def _cell(self, text: str, *, bold: bool = False, right: bool = False) -> list[Any]:
        return self._prose(text, self._style(self._size - 1, bold=bold, after=0, right=right))

    def _prose(self, text: str, style: ParagraphStyle) -> list[Any]:
        text = text if self._through is None else self._through(self._place, text)
        self._missing |= missing_glyphs(text)
        return [_paragraph(line, style) for line in printable(text).split("\n") if line.strip()]

    def _style(
        self,
        size: float,
        *,
        bold: bool = False,
        ink: str = "ink",
        right: bool = False,
        **gaps: float,
    ) -> ParagraphStyle:
        return ParagraphStyle(
            "prose",
            fontName=BOLD if bold else REGULAR,
            fontSize=size,
            leading=size * 1.4,
            textColor=colour(ink),
            alignment=TA_RIGHT if right else TA_LEFT,
            spaceBefore=gaps.get("before", 0),
            spaceAfter=gaps.get("after", 3),
            allowWidows=0,
            allowOrphans=0,
            base_direction="ltr",
        )


_PADDING = [
    ("FONTNAME", (0, 0), (-1, -1), REGULAR),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
]


def _paragraph(line: str, style: ParagraphStyle) -> Prose:
    if direction(line) == "rtl":
        style = style.clone("prose_rtl", alignment=TA_RIGHT, base_direction="rtl")
    pieces = runs(line, style.fontName)
    return Prose("", style, frags=[_plain(text, typeface, style) for typeface, text in pieces])


def _plain(text: str, typeface: str, style: ParagraphStyle) -> Any:
    """Make a fragment of a paragraph ourselves, so that the markup reader never sees the text."""
    return ParaFrag(
        text=text, fontName=typeface, fontSize=style.fontSize, textColor=style.textColor,
        rise=0, us_lines=[], link=[], bold=0, italic=0, greek=0, textTransform=None,
    )  # fmt: skip


def _fits(cell: str) -> bool:
    """Say whether a cell is sure to be shorter than a page, however narrow its column."""
    return len(cell) <= _LONGEST_CELL and cell.count("\n") < _MOST_LINES


def _all_numbers(cells: list[str]) -> bool:
    """Say whether a column is to be lined up on the right; a single row has nothing to line up with."""
    return len(cells) > 1 and all(_NUMBER.fullmatch(cell.strip()) for cell in cells)


def _widths(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[float]:
    """Share the width by the longest text of each column, none starved."""
    longest = [
        min(60, max(len(row[column]) for row in [headings, *rows]))
        for column in range(len(headings))
    ]
    spare = TEXT_WIDTH - _NARROWEST * len(headings)
    return [_NARROWEST + spare * length / max(1, sum(longest)) for length in longest]
