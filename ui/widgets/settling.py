"""Lets a page that grows take its new room before it is painted.  Refuses to let anything else happen."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

_ROUNDS = 6  # a card in a page in a scroll area: each tells the one around it


def settle(page: QWidget) -> None:
    """Show what was added to a page and let every layout around it reckon anew, at once."""
    for part in page.findChildren(QWidget):
        part.ensurePolished()
    for _ in range(_ROUNDS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
