"""How the rows of a family read in tables: tones, codes in words, dates.  Asks nothing."""

from collections.abc import Callable
from datetime import date
from operator import attrgetter
from typing import Any

from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from earlyhelp.domain.codes import code_list
from ui.tables.columns import AnyColumn, Column
from ui.widgets.basics import Tone
from ui.wording import day, knows, say

_WIDE = 100  # characters: two columns of fifty
_TONES: dict[str, Tone] = {
    "good": "go", "go": "go", "success": "go", "warning": "warn", "warn": "warn",
    "danger": "danger", "info": "info",
}  # fmt: skip
_STATES: dict[str, Tone] = {
    "draft": "warn", "submitted": "info", "returned": "danger", "authorised": "go",
    "complete": "go", "completed": "go", "given": "go", "refused": "warn", "withdrawn": "danger",
    "check_waits": "warn", "check_agreed": "go", "check_returned": "danger",
}  # fmt: skip


def wide_row() -> QBoxLayout:
    """Return a row of columns for `fit_row`."""
    row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    return row


def fit_row(row: QBoxLayout, owner: QWidget, wide: int = _WIDE) -> bool:
    """Set columns beside each other, or under each other when lines would be too short.

    Shape: returns whether they stand beside each other.  Unit: `wide` in characters.
    """
    beside = owner.width() >= owner.fontMetrics().averageCharWidth() * wide
    way = QBoxLayout.Direction
    row.setDirection(way.LeftToRight if beside else way.TopToBottom)
    return beside


def tone_of(tone: str) -> Tone:
    """Return the tone of a pill as the window names it."""
    return _TONES.get(tone, "plain")


def state_tone(status: str) -> Tone:
    """Return the tone of the state of a document."""
    return _STATES.get(status, "plain")


def status_words(status: str) -> str:
    """Return a state in words."""
    key = f"family.status.{status}"
    return say(key) if knows(key) else status.replace("_", " ")


def coded(list_id: str, code: str) -> str:
    """Return the words of a code, or nothing for none."""
    return code_list(list_id).label(code) if code else ""


def match_words(why: str) -> str:
    """Return in words what a person was found by."""
    key = f"match.why.{why}"
    return say(key) if knows(key) else why


def state_column(width: int, state: Callable[[Any], str] = attrgetter("status")) -> AnyColumn:
    """Return a column with the state of a document as a pill."""
    return Column(
        title=say("family.status"), text=lambda row: status_words(state(row)),
        tone=lambda row: state_tone(state(row)), width=width,
    )  # fmt: skip


def search_line() -> QLineEdit:
    """Return an empty line to search families by."""
    line = QLineEdit()
    line.setPlaceholderText(say("families.search"))
    line.setAccessibleName(say("families.search.name"))
    line.setClearButtonEnabled(True)
    return line


def date_column(title: str, name: str) -> AnyColumn:
    """Return a column with a date of the row."""

    def shown(row: Any) -> str:
        on: date | None = getattr(row, name)
        return day(on)

    return Column(title=title, text=shown, width=13)


def text_column(title: str, name: str, width: int = 0) -> AnyColumn:
    """Return a column with a text of the row."""
    return Column(title=title, text=lambda row: str(getattr(row, name)), width=width)
