"""Makes the page of recovery.  Draws and asks nothing."""

from ui.presenters.recovery import RecoveryPresenter
from ui.views.recovery import RecoveryView
from ui.wiring.confirming import sender
from ui.wiring.desk import Desk, Page


def recovery(desk: Desk) -> Page:
    """Make the page of recovery by two of three holders."""
    view = RecoveryView()
    presenter = RecoveryPresenter(view, sender(desk, view))
    view.drill.pressed.connect(presenter.try_drill)
    view.sheets.draw_pressed.connect(presenter.draw)
    view.sheets.printed_pressed.connect(presenter.printed)
    view.ceremony.pressed.connect(presenter.recover)
    view.notices.seen_pressed.connect(presenter.see)
    return Page(view, presenter.load, presenter.leave)
