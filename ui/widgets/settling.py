"""Lets a page that grows take its new room before it is painted.  Refuses to let anything else happen."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

_ROUNDS = 6  # a card in a page in a scroll area: each tells the one around it


def dress(part: QWidget) -> None:
    """Let all that a part is made of take its style now, before it is shown."""
    for one in (part, *part.findChildren(QWidget)):
        one.ensurePolished()


def settle() -> None:
    """Let every layout around what was added reckon anew, at once."""
    for _ in range(_ROUNDS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
