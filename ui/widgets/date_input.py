"""A date typed as day, month and year.  Refuses no typing: what is not a date is handed on as typed."""

import re
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ui.theme import restyle
from ui.widgets.basics import label
from ui.wording import say

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PARTS = ("day", "month", "year")
_AROUND, _YEAR = re.compile(r"[\s./-]+"), 4


class DateInput(QWidget):
    """Three boxes.  `value` is ISO (2026-11-12), with `partial` also 2026-11 or 2026.

    Shape: anything else comes back as typed, parts joined by "/", and can be set again.
    """

    changed = Signal()

    def __init__(self, name: str = "", *, partial: bool = False) -> None:
        super().__init__()
        self._partial = partial
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        self.boxes = tuple(QLineEdit() for _ in _PARTS)
        for place, (box, part) in enumerate(zip(self.boxes, _PARTS, strict=True)):
            caption = label(say(f"date.{part}"), "muted", wrap=False)
            caption.setBuddy(box)
            box.textEdited.connect(self._edited)
            grid.addWidget(caption, 0, place)
            grid.addWidget(box, 1, place)
        grid.setColumnStretch(3, 1)
        self.set_name(name)
        self.setFocusProxy(self.boxes[0])

    def set_name(self, name: str, description: str = "") -> None:
        """Give every box its accessible name and what helps to fill it."""
        help_text = description or say("date.partial" if self._partial else "date.example")
        self.setAccessibleName(name)
        for box, part in zip(self.boxes, _PARTS, strict=True):
            words = say(f"date.{part}")
            box.setAccessibleName(say("date.part", label=name, part=words) if name else words)
            box.setAccessibleDescription(help_text)

    def value(self) -> str:
        """Return the date in ISO form, a part of it, what was typed, or nothing."""
        day, month, year = (box.text().strip() for box in self.boxes)
        month = _month_number(month)
        if not (day or month or year):
            return ""
        if year.isdecimal() and len(year) == 4:
            whole = _iso(year, month, day)
            if whole and (self._partial or len(whole) == 10):
                return whole
        return f"{day}/{month}/{year}"

    def set_value(self, value: str) -> None:
        """Show a date, a part of one, or what was typed earlier."""
        if "/" in value:
            parts = ([*value.split("/"), "", "", ""])[:3]
        else:
            year, month, day = ([*value.split("-"), "", "", ""])[:3]
            parts = [day.lstrip("0"), month.lstrip("0"), year]
        for box, part in zip(self.boxes, parts, strict=True):
            box.setText(part)

    def _edited(self, text: str) -> None:
        """Share a whole date pasted into one box among the three; nothing is cut."""
        parts = _AROUND.split(text.strip())
        if len(parts) == len(_PARTS) and all(parts):
            whole = reversed(parts) if len(parts[0]) == _YEAR else parts
            for box, part in zip(self.boxes, whole, strict=True):
                box.setText(part)
        self.changed.emit()

    def set_wrong(self, wrong: bool) -> None:
        """Mark all boxes as wrong, or as right again."""
        for box in self.boxes:
            box.setProperty("wrong", "true" if wrong else "false")
            restyle(box)

    def changeEvent(self, event: object) -> None:
        """Keep boxes wide enough for their digits at any text size."""
        super().changeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def showEvent(self, event: object) -> None:
        """Measure once the style is worn."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        if not hasattr(self, "boxes"):
            return
        for box, digits in zip(self.boxes, (2, 3, 4), strict=True):
            room = box.fontMetrics().horizontalAdvance("0" * digits) + 34
            width = max(room, box.minimumSizeHint().width())
            if box.minimumWidth() != width:
                box.setFixedWidth(width)


def _month_number(text: str) -> str:
    short = text[:3].lower()
    return str(_MONTHS.index(short) + 1) if short in _MONTHS else text


def _iso(year: str, month: str, day: str) -> str:
    if not month and not day:
        return year
    if not month.isdecimal() or (day and not day.isdecimal()):
        return ""
    try:
        on = date(int(year), int(month), int(day or 1))
    except (ValueError, OverflowError):
        return ""
    return on.isoformat() if day else on.isoformat()[:7]
