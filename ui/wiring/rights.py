"""Makes the pages of rights: requests for copies of records, one request.  Draws and asks nothing."""

from functools import partial

from ui.presenters.subject_corrections import SubjectCorrections
from ui.presenters.subject_parts import PartsPresenter
from ui.presenters.subject_request import SubjectRequestPresenter
from ui.presenters.subject_requests import SubjectRequestsPresenter
from ui.views.subject_request import SubjectRequestView
from ui.views.subject_requests import SubjectRequestsView
from ui.wiring import confirming
from ui.wiring.desk import Desk, Page
from ui.wiring.reloading import hear_work, reload_on

#: What these pages show: any of it may change a list or a clock.
_KINDS = frozenset(
    {"subject_request", "subject_answer", "subject_match", "subject_pack", "rectification"}
)


def subject_requests(desk: Desk) -> Page:
    """Make the list of requests for copies of records."""
    view = SubjectRequestsView(
        may_record=desk.may("subject_request:record"),
        may_answer=desk.may("subject_request:answer"),
    )
    presenter = SubjectRequestsPresenter(
        view, desk.send_for(view), desk.go, lambda changed: desk.bus.announce(*changed)
    )
    view.row_opened.connect(presenter.open_row)
    view.record_pressed.connect(presenter.record)
    view.forms.typed.connect(presenter.forms.typed)
    view.forms.saved.connect(presenter.forms.saved)
    reload_on(desk, view, _KINDS, presenter.load)
    return Page(view, presenter.load)


def subject_request(desk: Desk, *, request_id: int) -> Page:
    """Make the page of one request."""
    view = SubjectRequestView(
        may_answer=desk.may("subject_request:answer"),
        may_decide=desk.may("subject_request:decide"),
    )
    send = confirming.sender(desk, view)
    presenter = SubjectRequestPresenter(
        view, send, lambda changed: desk.bus.announce(*changed), desk.may, request_id
    )
    parts = PartsPresenter(
        view.held, desk.send_for(view), request_id, view.show_receipt, presenter.failed
    )
    presenter.held_wanted = parts.load
    parts.paper_shown = view.show_paper
    view.held.look_pressed.connect(parts.look)
    hear_work(desk.link, view, presenter.heard)
    corrections = SubjectCorrections(view.corrections, send, presenter.forms, presenter.failed)
    presenter.corrections_wanted = corrections.load
    # a bound method would be held weakly, and nothing else holds the presenter
    view.corrections.form_wanted.connect(partial(corrections.open))
    view.held.show_reasons(parts.reasons())
    _connect(view, presenter, parts)
    reload_on(desk, view, _KINDS, presenter.load)
    return Page(view, presenter.load)


def _connect(
    view: SubjectRequestView, presenter: SubjectRequestPresenter, parts: PartsPresenter
) -> None:
    view.section_chosen.connect(presenter.section_chosen)
    view.close_pressed.connect(lambda: presenter.act("close"))
    view.facts.action_pressed.connect(presenter.act)
    view.known.searched.connect(presenter.search)
    view.known.named.connect(presenter.name)
    view.known.nobody_here.connect(presenter.nobody)
    view.known.taken_back.connect(presenter.take_back)
    view.held.part_chosen.connect(parts.choose)
    view.held.page_wanted.connect(parts.next_page)
    view.held.filtered.connect(parts.filter)
    view.held.accept_pressed.connect(parts.accept)
    view.held.marked.connect(parts.mark)
    view.held.unmarked.connect(parts.unmark)
    view.held.decided.connect(parts.decide)
    view.pack.make_pressed.connect(presenter.make)
    view.pack.read_pressed.connect(presenter.read)
    view.pack.stop_pressed.connect(presenter.stop_making)
    view.pack.kept_pressed.connect(presenter.read_kept)
    view.pack.looks_pressed.connect(presenter.looks)
    view.pack.release_agreed.connect(presenter.release)
    view.forms.typed.connect(presenter.forms.typed)
    view.forms.saved.connect(presenter.forms.saved)
