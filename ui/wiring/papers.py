"""Puts the papers of a page to work: for one named reader, for the family, for the file.  Draws nothing."""

from PySide6.QtWidgets import QWidget

from ui.presenters.print_for import PrintForPresenter
from ui.views.disclosure_host import DisclosureHost
from ui.wiring.confirming import sender
from ui.wiring.desk import Desk


def papers(desk: Desk, view: QWidget, host: DisclosureHost) -> PrintForPresenter:
    """Return what makes the papers of a page, with its dialogs connected."""
    made = PrintForPresenter(
        host, desk.send_for(view), sender(desk, view), lambda changed: desk.bus.announce(*changed)
    )
    host.forms.saved.connect(made.forms.saved)
    host.settled.connect(made.settle)
    host.release_pressed.connect(made.release)
    host.file_copy_wanted.connect(made.save_file_copy)
    return made
