"""Makes the pages of casework: assessment, plan, plans to authorise.  Draws nothing, asks nothing."""

from collections.abc import Callable

from PySide6.QtCore import QTime, QTimer
from PySide6.QtWidgets import QWidget

from ui.presenters.assessment import AssessmentPresenter
from ui.presenters.authorise import DecisionPresenter
from ui.presenters.authorise_queue import AuthorisePresenter
from ui.presenters.autosave import PAUSE_MS, Surroundings
from ui.presenters.plan import PlanPresenter
from ui.presenters.protected_watch import plan_words
from ui.views.assessment import AssessmentView
from ui.views.authorise import AuthoriseView
from ui.views.authorise_plan import AuthorisePlanView
from ui.views.disclosure_host import DisclosureHost
from ui.views.plan import PlanView
from ui.wiring.desk import Desk, Page
from ui.wiring.papers import papers
from ui.wiring.reloading import reload_on
from ui.wiring.watching import watch


def assessment(desk: Desk, assessment_id: int) -> Page:
    """Make the assessment editor."""
    view = AssessmentView()
    rest, host = _pause(view), DisclosureHost(view)
    presenter = AssessmentPresenter(
        view, desk.send_for(view), assessment_id, _surroundings(desk, rest)
    )
    rest.timeout.connect(presenter.rested)
    view.section_chosen.connect(presenter.open_section)
    view.step_pressed.connect(presenter.step)
    view.answered.connect(presenter.answered)
    view.compare_toggled.connect(presenter.compare)
    view.settled.connect(lambda key, mine: presenter.saves.settle(key, mine=mine))
    view.complete_pressed.connect(presenter.complete)
    view.check_wanted.connect(presenter.begin_check)
    view.check_pressed.connect(presenter.record_check)
    host.failed.connect(view.show_failure)
    made = papers(desk, view, host)
    view.print_pressed.connect(
        lambda reader: made.begin(presenter.family_id(), "assessment", assessment_id, reader)
    )
    view.error_chosen.connect(presenter.go_to)
    view.answered.connect(watch(desk, view, presenter.family_id, view.card.show_notice))
    return Page(view, presenter.load, _leaving(presenter.leave, host))


def plan(desk: Desk, plan_id: int) -> Page:
    """Make the plan editor."""
    view = PlanView()
    rest, host = _pause(view), DisclosureHost(view)
    presenter = PlanPresenter(view, desk.send_for(view), plan_id, _surroundings(desk, rest))
    rest.timeout.connect(presenter.rested)
    view.edited.connect(presenter.edited)
    view.settled.connect(lambda key, mine: presenter.settle(key, mine=mine))
    view.send_pressed.connect(presenter.send_to_manager)
    view.compare_toggled.connect(presenter.compare)
    host.failed.connect(view.show_failure)
    made = papers(desk, view, host)
    view.print_pressed.connect(
        lambda reader: made.begin(presenter.family_id(), "plan", plan_id, reader)
    )
    view.progress_pressed.connect(presenter.progress)
    typed = watch(desk, view, presenter.family_id, view.show_notice)
    view.edited.connect(lambda: typed("plan", plan_words(view.content())))
    return Page(view, presenter.load, _leaving(presenter.leave, host))


def authorise(desk: Desk) -> Page:
    """Make the queue of plans to authorise."""
    view = AuthoriseView()
    presenter = AuthorisePresenter(view, desk.send_for(view), desk.go)
    view.row_opened.connect(presenter.open)
    view.more_pressed.connect(presenter.show_more)
    reload_on(desk, view, frozenset({"early_help_plan"}), presenter.load)
    return Page(view, presenter.load)


def authorise_plan(desk: Desk, plan_id: int) -> Page:
    """Make the page where one plan is decided."""
    view = AuthorisePlanView()
    presenter = DecisionPresenter(view, desk.send_for(view), desk.go, plan_id, desk.bus.announce)
    view.compare_toggled.connect(presenter.compare)
    view.link_chosen.connect(presenter.jump)
    view.authorise_pressed.connect(presenter.authorise)
    view.return_pressed.connect(presenter.return_plan)
    view.family_pressed.connect(presenter.open_family)
    rest = _pause(view)
    view.oversight.changed.connect(lambda: None if rest.isActive() else rest.start())
    rest.timeout.connect(presenter.leave)
    return Page(view, presenter.load, presenter.leave)


def _leaving(leave: Callable[[], None], host: DisclosureHost) -> Callable[[], None]:
    def left() -> None:
        host.leave()
        leave()

    return left


def _pause(view: QWidget) -> QTimer:
    pause = QTimer(view)
    pause.setSingleShot(True)
    pause.setInterval(PAUSE_MS)
    return pause


def _surroundings(desk: Desk, rest: QTimer) -> Surroundings:
    return Surroundings(
        rest=lambda: None if rest.isActive() else rest.start(),  # also while typing goes on
        announce=desk.bus.announce,
        now=lambda: QTime.currentTime().toString("HH:mm"),
    )
