"""Opens the question which family something is about, over a page."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.presenters.which_family import WhichFamilyPresenter
from ui.views.which_family import WhichFamilyDialog
from ui.wiring.desk import Desk


def ask_which_family(desk: Desk, over: QWidget, chosen: Callable[[int], None]) -> None:
    """Ask, and go on with the family that was chosen."""
    dialog = WhichFamilyDialog(over)
    presenter = WhichFamilyPresenter(dialog, desk.send_for(dialog))
    # bound methods would be held weakly, and nothing else holds the presenter
    dialog.typed.connect(partial(presenter.typed))
    dialog.chosen.connect(chosen)
    presenter.load()
    dialog.open()


def leave(over: QWidget) -> None:
    """Close the question: the page is left."""
    for dialog in over.findChildren(WhichFamilyDialog):
        dialog.reject()
