"""Makes the pages of the DPIA register.  Draws and asks nothing."""

from ui.presenters.checkpoints import CheckpointPresenter
from ui.presenters.register import LinePresenter, RegisterPresenter
from ui.views.checkpoints import CheckpointsPage
from ui.views.register import RegisterPage
from ui.views.register_line import RegisterLinePage
from ui.wiring.desk import Desk, Page
from ui.wiring.reloading import reload_on

_KINDS = frozenset({"register_run"})


def register(desk: Desk) -> Page:
    """Make the page of the eighteen lines."""
    view = RegisterPage()
    presenter = RegisterPresenter(view, desk.send_for(view), desk.go)
    view.line_opened.connect(presenter.open)
    view.check_pressed.connect(presenter.check)
    view.annex_pressed.connect(presenter.annex)
    reload_on(desk, view, _KINDS, presenter.load)
    return Page(view, presenter.load)


def register_line(desk: Desk, *, number: int) -> Page:
    """Make the page of one line."""
    view = RegisterLinePage()
    presenter = LinePresenter(view, desk.send_for(view), number)
    view.back_pressed.connect(lambda: desk.go("register"))
    reload_on(desk, view, _KINDS, presenter.load)
    return Page(view, presenter.load)


def checkpoints(desk: Desk) -> Page:
    """Make the page of checkpoints that leave the machine."""
    view = CheckpointsPage()
    presenter = CheckpointPresenter(view, desk.send_for(view))
    view.back_pressed.connect(lambda: desk.go("audit"))
    view.folder_chosen.connect(presenter.send_to)
    view.paper_pressed.connect(presenter.paper)
    view.compare_pressed.connect(presenter.compare)
    return Page(view, presenter.load)
