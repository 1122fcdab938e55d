"""Makes the page of access reviews.  Draws and asks nothing."""

from ui.presenters.reviews import ReviewsPresenter
from ui.views.reviews import ReviewsView
from ui.wiring.accounts import rights_due
from ui.wiring.desk import Desk, Page


def reviews(desk: Desk, section: str = "") -> Page:
    """Make the page of questions about looks, emergencies, rights and decoys."""
    view = ReviewsView(
        may_scan=desk.may("access_scan:run"),
        may_propose=desk.may("decoy:propose"),
        may_keep=desk.may("decoy:keep"),
        may_certify=desk.may("account:certify"),
    )
    presenter = ReviewsPresenter(view, desk.send_for(view), desk.may, desk.bus.announce)
    if section:
        view.open_section(section)
    view.scan_pressed.connect(presenter.scan)
    view.cancel_pressed.connect(presenter.cancel)
    view.hits.filtered.connect(presenter.filter)
    view.hits.page_wanted.connect(presenter.next_page)
    view.hits.answered.connect(presenter.answer)
    view.emergencies.closed.connect(presenter.close_emergency)
    view.decoys.proposed.connect(presenter.propose)
    view.decoys.confirmed.connect(presenter.confirm)
    view.decoys.ended.connect(presenter.end)
    view.decoys.reviewed.connect(presenter.review)
    if view.rights is None:
        return Page(view, presenter.load)
    due = rights_due(desk, view.rights, view)

    def load() -> None:
        presenter.load()
        due()

    return Page(view, load)
