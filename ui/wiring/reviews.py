"""Makes the page of access reviews.  Draws and asks nothing."""

from collections.abc import Callable
from functools import partial

from ui.presenters.conflicts import ConflictsPresenter
from ui.presenters.reviews import ReviewsPresenter
from ui.presenters.search import SearchPresenter
from ui.views.reviews import ReviewsView
from ui.views.reviews_conflicts import ConflictSection
from ui.wiring.accounts import rights_due
from ui.wiring.confirming import sender
from ui.wiring.desk import Desk, Page


def reviews(desk: Desk, section: str = "") -> Page:
    """Make the page of questions about looks, emergencies, rights and decoys."""
    view = ReviewsView(
        may_scan=desk.may("access_scan:run"),
        may_propose=desk.may("decoy:propose"),
        may_keep=desk.may("decoy:keep"),
        may_record=desk.may("conflict:record"),
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
    loads = [presenter.load]
    if view.rights is not None:
        loads.append(rights_due(desk, view.rights, view))
    if view.conflicts is not None:
        loads.append(_conflicts(desk, view.conflicts, view))

    def load() -> None:
        for one in loads:
            one()

    return Page(view, load)


def emergency_reviews(desk: Desk) -> Page:
    """Make the same page, opened at the openings in emergencies: where their reminder leads."""
    return reviews(desk, "emergencies")


def _conflicts(desk: Desk, section: ConflictSection, page: ReviewsView) -> Callable[[], None]:
    presenter = ConflictsPresenter(section, page, sender(desk, page), desk.bus.announce, desk.go)
    search = SearchPresenter(section.family, desk.send_for(page))
    section.family.typed.connect(partial(search.typed))  # signals hold a bound method weakly
    section.recorded.connect(presenter.record)
    section.ended.connect(presenter.end)
    section.leads_agreed.connect(presenter.leads_agreed)
    section.opened.connect(presenter.open_family)
    return presenter.load  # which holds the presenter too: signals hold it weakly
