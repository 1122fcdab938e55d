"""Makes the page of sharing agreements and packages.  Draws and asks nothing."""

from pathlib import Path

from ui.presenters.sharing import SharingPresenter
from ui.views.sharing import SharingView
from ui.wiring.desk import Desk, Page

_LONGEST_RECEIPT = 64 * 1024


def sharing(desk: Desk) -> Page:
    """Make the page of information governance about sharing."""
    view = SharingView()
    presenter = SharingPresenter(view, desk.send_for(view), desk.bus.announce)
    view.isa_chosen.connect(presenter.choose_isa)
    view.new_pressed.connect(presenter.new_isa)
    view.change_pressed.connect(presenter.change_isa)
    view.end_agreed.connect(presenter.end_isa)
    view.package_chosen.connect(presenter.choose_package)
    view.close_pressed.connect(presenter.close_package)
    view.receipt_chosen.connect(lambda path: _take(presenter, path))
    view.forms.typed.connect(presenter.forms.typed)
    view.forms.saved.connect(presenter.forms.saved)
    return Page(view, presenter.load)


def _take(presenter: SharingPresenter, path: str) -> None:
    """Read a receipt; a longer file is none, and is sent no further than the keeper's check."""
    try:
        with Path(path).open("rb") as file:
            content = file.read(_LONGEST_RECEIPT)
    except OSError:
        presenter.receipt_unreadable()
    else:
        presenter.take_receipt(content)
