"""Makes the pages of governance: figures, administration, audit, imports.  Draws and asks nothing."""

from ui.presenters.administration import AdministrationPresenter
from ui.presenters.audit import AuditPresenter
from ui.presenters.figures import FiguresPresenter
from ui.presenters.imports import ImportsPresenter
from ui.views.administration import AdministrationView
from ui.views.audit import AuditView
from ui.views.figures import FiguresView
from ui.views.imports import ImportsView
from ui.wiring.accounts import account_cards
from ui.wiring.confirming import sender
from ui.wiring.desk import Desk, Page
from ui.wiring.previewing import preview_over


def administration(desk: Desk) -> Page:
    """Make the page of accounts and teams."""
    view = AdministrationView(
        may_create=desk.may("account:create"), key_files=not desk.session.passphrase_alone
    )
    presenter = AdministrationPresenter(
        view, sender(desk, view), desk.bus.announce, desk.may, preview_over(view)
    )
    view.account_chosen.connect(presenter.choose)
    view.approve_pressed.connect(presenter.approve)
    view.end_agreed.connect(presenter.end)
    view.joiner.sent.connect(presenter.create_account)
    view.team.sent.connect(presenter.create_team)
    more = account_cards(desk, view)

    def load() -> None:
        presenter.load()
        more()

    return Page(view, load)


def audit(desk: Desk) -> Page:
    """Make the page of the audit trail."""
    view = AuditView()
    presenter = AuditPresenter(view, sender(desk, view))
    view.filtered.connect(presenter.filter)
    view.page_wanted.connect(presenter.next_page)
    view.export_pressed.connect(presenter.export)
    view.checkpoints_pressed.connect(lambda: desk.go("checkpoints"))
    return Page(view, presenter.load)


def imports(desk: Desk) -> Page:
    """Make the page of imports."""
    view = ImportsView()
    team_id = desk.session.team_ids[0] if desk.session.team_ids else 0
    presenter = ImportsPresenter(view, desk.send_for(view), desk.bus.announce, team_id)
    view.prepare_pressed.connect(presenter.prepare)
    view.start_pressed.connect(presenter.start)
    view.cancel_pressed.connect(presenter.cancel)
    view.rejected_pressed.connect(presenter.save_rejected)
    view.undo_agreed.connect(presenter.undo)
    return Page(view, presenter.load)


def figures(desk: Desk) -> Page:
    """Make the page of anonymised figures."""
    view = FiguresView(
        may_publish=desk.may("figures:publish"), may_export=desk.may("figures:export")
    )
    presenter = FiguresPresenter(view, sender(desk, view), desk.bus.announce)
    view.release_chosen.connect(presenter.open)
    view.publish.publish_pressed.connect(presenter.publish)
    view.publish.cancel_pressed.connect(presenter.cancel)
    view.export.export_pressed.connect(presenter.export)
    return Page(view, presenter.load)
