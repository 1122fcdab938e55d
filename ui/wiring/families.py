"""Makes the pages about families: my work, front door, request, families, one family."""

from collections.abc import Callable

import shiboken6
from PySide6.QtWidgets import QWidget

from ui.presenters.family import FamilyPresenter
from ui.views.family import FamilyView
from ui.wiring.desk import Desk, Page


def family(desk: Desk, *, family_id: int, section: str = "") -> Page:
    """Make the page of one family, open at a section."""
    view = FamilyView()
    presenter = FamilyPresenter(view, desk.send_for(view), desk.go, _announce(desk), family_id)
    view.section_chosen.connect(presenter.section_chosen)
    view.form_wanted.connect(presenter.form_wanted)
    view.print_pressed.connect(presenter.print_for)
    view.assessment_opened.connect(presenter.open_assessment)
    view.plan_opened.connect(presenter.open_plan)
    view.assessment_started.connect(presenter.start_assessment)
    view.plan_started.connect(presenter.start_plan)
    view.forms.typed.connect(presenter.typed)
    view.forms.saved.connect(presenter.saved)
    if section:
        presenter.section_chosen(section)
    _listen(desk, view, presenter.load)
    return Page(view, presenter.load, view.forms.leave)


def _announce(desk: Desk) -> Callable[[frozenset[str]], None]:
    return lambda changed: desk.bus.announce(*changed)


def _listen(desk: Desk, view: QWidget, reload: Callable[[], None]) -> None:
    def changed(kinds: frozenset[str]) -> None:
        if shiboken6.isValid(view) and kinds - {"draft"}:
            reload()

    desk.bus.changed.connect(changed)
    view.destroyed.connect(lambda: desk.bus.changed.disconnect(changed))
