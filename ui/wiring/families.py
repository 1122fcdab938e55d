"""Makes the pages about families: my work, front door, request, families, one family."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from earlyhelp.clock import SystemClock
from ui.presenters import families as families_page
from ui.presenters.family import FamilyPresenter
from ui.presenters.family_documents import DocumentsPresenter
from ui.presenters.front_door import FrontDoorPresenter
from ui.presenters.my_work import MyWorkPresenter
from ui.presenters.partner_shares import PartnerSharesPresenter
from ui.presenters.request import RequestPresenter
from ui.views.families import FamiliesView
from ui.views.family import FamilyView
from ui.views.family_documents import DocumentsSection
from ui.views.family_sharing import SharingSection
from ui.views.front_door import FrontDoorView
from ui.views.my_work import MyWorkView
from ui.views.request import RequestView
from ui.wiring.confirming import sender
from ui.wiring.desk import Desk, Page
from ui.wiring.papers import papers
from ui.wiring.reloading import reload_on, reload_while_shown
from ui.wiring.watching import watch_forms
from ui.wiring.which_family import ask_which_family
from ui.wiring.which_family import leave as leave_question

#: What these pages show: any of it may change a list or a count.
_ASK_AGAIN_MS = 250  # what is checked takes a while; each question is an entry of the audit
_KINDS = frozenset({
    "family", "person", "relationship", "home", "early_help_case", "request_for_support", "allocation",
    "agreement", "privacy_notice", "safeguarding_concern", "level_of_need", "closure",
    "assessment", "early_help_plan", "plan_action", "review", "scale_reading", "contact",
    "case_note", "restriction", "family_grant", "break_glass", "interest_conflict", "chronology_event", "oversight", "staff_account", "sharing_choice", "sharing_log", "partner_share",
    "rectification", "rectification_notice",
})  # fmt: skip


def my_work(desk: Desk) -> Page:
    """Make the first page after sign-in."""
    may_contact, may_request = desk.may("contact:add"), desk.may("request:create")
    view = MyWorkView(may_contact=may_contact, may_request=may_request)
    presenter = MyWorkPresenter(view, desk.send_for(view), desk.go, desk.shell.set_count)
    view.row_opened.connect(presenter.open_row)
    view.family_opened.connect(presenter.open_family)
    view.filter_chosen.connect(presenter.filter_chosen)
    view.contact_pressed.connect(lambda: ask_which_family(desk, view, presenter.new_contact))
    view.request_pressed.connect(presenter.new_request)
    reload_on(desk, view, _KINDS, presenter.load)
    return Page(view, presenter.load, partial(leave_question, view))


def front_door(desk: Desk) -> Page:
    """Make the page of waiting requests."""
    may_decide, may_request = desk.may("request:decide"), desk.may("request:create")
    today = SystemClock().today
    view = FrontDoorView(today, may_decide=may_decide, may_request=may_request)
    send = desk.send_for(view)
    presenter = FrontDoorPresenter(view, send, desk.go, _announce(desk), may_decide)
    view.row_opened.connect(presenter.open_row)
    view.family_pressed.connect(presenter.open_family)
    view.request_pressed.connect(presenter.new_request)
    view.forms.typed.connect(presenter.forms.typed)
    view.forms.saved.connect(presenter.forms.saved)
    reload_on(desk, view, _KINDS, presenter.load)
    return Page(view, presenter.load)


def request(desk: Desk) -> Page:
    """Make the form of a new request."""
    session = desk.session
    view = RequestView(tuple(zip(session.team_ids, session.team_names, strict=True)))
    presenter = RequestPresenter(
        view, desk.send_for(view), desk.go, _announce(desk), SystemClock().today
    )
    view.typed.connect(presenter.typed)
    view.submitted.connect(presenter.submit)
    view.person_typed.connect(presenter.person_typed)
    return Page(view, lambda: view.when_whole(presenter.load), view.leave)


def families(desk: Desk) -> Page:
    """Make the list of families with its search."""
    view = FamiliesView(may_open_in_emergency=desk.may("emergency:open"))
    presenter = families_page.FamiliesPresenter(view, sender(desk, view), desk.go)
    view.emergency_pressed.connect(presenter.open_in_emergency)
    view.forms.saved.connect(presenter.forms.saved)
    view.typed.connect(presenter.search)
    view.filtered.connect(presenter.filtered)
    view.family_opened.connect(presenter.open_family)
    view.page_wanted.connect(presenter.page_wanted)
    view.saved.keep_pressed.connect(presenter.keep_view)
    view.saved.chosen.connect(presenter.saved.choose)
    view.saved.forget_pressed.connect(presenter.saved.forget)
    reload_on(desk, view, _KINDS, presenter.load)

    def load() -> None:
        presenter.load()
        presenter.saved.load()

    return Page(view, load)


def family(desk: Desk, *, family_id: int, section: str = "", form: str = "") -> Page:
    """Make the page of one family, open at a section, with a form over it."""
    view = FamilyView()
    presenter = FamilyPresenter(view, sender(desk, view), desk.go, _announce(desk), family_id)
    view.section_chosen.connect(presenter.section_chosen)
    view.form_wanted.connect(presenter.form_wanted)
    view.assessment_opened.connect(presenter.open_assessment)
    view.plan_opened.connect(presenter.open_plan)
    view.assessment_started.connect(presenter.start_assessment)
    view.plan_started.connect(presenter.start_plan)
    view.forms.typed.connect(presenter.typed)
    view.forms.saved.connect(presenter.saved)
    view.part_made.connect(lambda name, part: _documents(desk, presenter, name, part))
    view.part_made.connect(lambda name, part: _partners(desk, view, family_id, name, part))
    made = papers(desk, view, view.papers)
    view.print_for_pressed.connect(lambda: made.start(presenter.family))
    view.print_pressed.connect(lambda kind, reader: made.newest(presenter.family, kind, reader))
    watch_forms(desk, view.forms, view, lambda: family_id)
    if section:
        presenter.section_chosen(section)
    if form:
        presenter.begin_with(form)
    reload_while_shown(desk, view, _KINDS, presenter.load)

    def leave() -> None:
        view.papers.leave()
        view.shares.leave()

    return Page(view, presenter.load, leave, view.prepare)


def _documents(desk: Desk, family: FamilyPresenter, name: str, part: QWidget) -> None:
    """Put the section of documents to work when it is first looked at."""
    if name != "documents" or not isinstance(part, DocumentsSection):
        return
    made = DocumentsPresenter(
        part, desk.send_for(part), sender(desk, part), family.forms.open,
        lambda go_on: QTimer.singleShot(_ASK_AGAIN_MS, part, go_on),
    )  # fmt: skip
    # bound methods would be held weakly, and nothing else holds the presenter
    part.shown.connect(partial(made.load))
    part.files_chosen.connect(partial(made.add))
    part.look_pressed.connect(partial(made.look))
    part.scan_pressed.connect(partial(made.scan))
    part.copy_wanted.connect(partial(made.copy))
    part.cancel_pressed.connect(partial(made.cancel))


def _partners(desk: Desk, view: FamilyView, family_id: int, name: str, part: QWidget) -> None:
    """Put the partners of the section of sharing to work when it is first looked at."""
    if name != "agreement" or not isinstance(part, SharingSection):
        return
    over, send = view.shares, sender(desk, part)
    made = PartnerSharesPresenter(part.partners, over, send, _announce(desk), family_id)
    # bound methods would be held weakly, and nothing else holds the presenter
    part.partners_wanted.connect(partial(made.load))
    part.partners.plan_wanted.connect(partial(made.begin))
    over.settled.connect(partial(made.settle))
    over.release_pressed.connect(partial(made.share))


def _announce(desk: Desk) -> Callable[[frozenset[str]], None]:
    return lambda changed: desk.bus.announce(*changed)
