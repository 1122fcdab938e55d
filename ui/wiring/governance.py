"""Makes the pages of governance: figures, administration, audit, imports.  Draws and asks nothing."""

from ui.presenters.administration import AdministrationPresenter
from ui.presenters.audit import AuditPresenter
from ui.views.administration import AdministrationView
from ui.views.audit import AuditView
from ui.wiring.desk import Desk, Page


def administration(desk: Desk) -> Page:
    """Make the page of accounts and teams."""
    view = AdministrationView(may_create=desk.may("account:create"))
    presenter = AdministrationPresenter(view, desk.send_for(view), desk.bus.announce, desk.may)
    view.account_chosen.connect(presenter.choose)
    view.approve_pressed.connect(presenter.approve)
    view.end_agreed.connect(presenter.end)
    view.joiner.sent.connect(presenter.create_account)
    view.team.sent.connect(presenter.create_team)
    presenter.load()
    return Page(view, presenter.load)


def audit(desk: Desk) -> Page:
    """Make the page of the audit trail."""
    view = AuditView()
    presenter = AuditPresenter(view, desk.send_for(view))
    view.filtered.connect(presenter.filter)
    view.page_wanted.connect(presenter.next_page)
    view.export_pressed.connect(presenter.export)
    presenter.load()
    return Page(view, presenter.load)
