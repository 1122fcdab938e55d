"""Makes the pages of retention and of backups.  Draws and asks nothing."""

from functools import partial

from ui.presenters.backups import BackupsPresenter
from ui.presenters.retention import RetentionPresenter
from ui.presenters.retention_named import NamedPresenter
from ui.views.backups import BackupsView
from ui.views.retention import RetentionView
from ui.wiring.confirming import sender
from ui.wiring.desk import Desk, Page
from ui.wiring.reloading import hear_work


def retention(desk: Desk) -> Page:
    """Make the page of what is due, held and erased."""
    names = desk.may("retention:people")
    view = RetentionView(names=names, everything=desk.may("retention:hold_all"))
    presenter = RetentionPresenter(view, sender(desk, view), desk.bus.announce, names=names)
    view.row_chosen.connect(presenter.choose)
    view.propose_pressed.connect(presenter.propose)
    view.confirm_agreed.connect(presenter.confirm)
    view.withdraw_pressed.connect(presenter.withdraw)
    view.holds.ended.connect(presenter.end_hold)
    view.certificate_pressed.connect(presenter.certificate)
    view.holds.form.sent.connect(presenter.keep)
    view.holds.form.all_sent.connect(presenter.keep_all)
    view.holds.all_agreed.connect(presenter.all_agreed)
    view.other.sent.connect(presenter.propose_other)
    view.other.people_wanted.connect(presenter.people)
    named = NamedPresenter(view, desk.send_for(view), desk.go, presenter)
    # a bound method would be held weakly, and nothing else holds this presenter
    view.other.person_chosen.connect(partial(named.look))
    view.other.named.opened.connect(partial(named.open))
    return Page(view, presenter.load)


def backups(desk: Desk) -> Page:
    """Make the page of backups."""
    view = BackupsView()
    presenter = BackupsPresenter(view, sender(desk, view), desk.bus.announce)
    view.make_pressed.connect(presenter.make)
    view.rehearse_pressed.connect(presenter.rehearse)
    view.stop_pressed.connect(presenter.stop)
    view.restore_pressed.connect(lambda source: desk.go("restore", source=source))
    hear_work(desk.link, view, presenter.heard)
    return Page(view, presenter.load)
