"""Loads what the pages need in small steps while the sign-in page waits.  Refuses to hold up a key."""

from collections.abc import Iterator
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from ui.theme import ensure_east_asian
from ui.wiring.pages import ROOMS

_REST_MS = 50  # the sign-in page is painted first
#: What the rooms import first, so that no single step is long.
_FIRST = (
    "ui.wiring.first_steps", "ui.wiring.rail_counts", "ui.widgets.page_head", "ui.widgets.drawing", "ui.widgets.section_tabs", "ui.widgets.pill",
    "ui.forms.text_inputs", "ui.forms.choice_inputs", "ui.forms.scale_and_date", "ui.forms.inputs",
    "ui.forms.renderer", "ui.presenters.family_picture", "ui.presenters.family_forms",
    "ui.presenters.family_asks", "ui.presenters.family_members", "ui.presenters.family",
    "ui.presenters.request", "ui.presenters.my_work", "ui.views.my_work", "ui.views.families",
    "ui.views.family_overview", "ui.views.family_sections", "ui.views.family", "ui.views.request",
    "ui.views.front_door", "ui.presenters.assessment_pages", "ui.presenters.assessment",
    "ui.presenters.plan_rows", "ui.presenters.plan", "ui.views.assessment", "ui.views.plan_writing",
    "ui.views.plan", "ui.wiring.own", "ui.wiring.accounts",
)  # fmt: skip


class Warming(QObject):
    """One step for every turn of the event loop; pages work without it, only slower the first time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps = _steps()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)

    def begin(self) -> None:
        """Go on with what is not loaded yet, once the page that is shown now is painted."""
        QTimer.singleShot(_REST_MS, self._timer, self._timer.start)

    def _step(self) -> None:
        if next(self._steps, False) is False:
            self._timer.stop()


def _steps() -> Iterator[None]:
    for name in (*_FIRST, *(f"ui.wiring.{room}" for room in ROOMS)):
        import_module(name)
        yield
    ensure_east_asian()
    yield
    from earlyhelp.domain.codes import code_list, code_list_ids
    from earlyhelp.forms.loader import form, form_ids

    for name in code_list_ids():
        code_list(name)
        yield
    for name in form_ids():
        form(name)
        yield
    from earlyhelp.messages.plan_bridge import check_content
    from earlyhelp.messages.plans import PlanContent

    check_content(PlanContent(), (), ())
    yield
    _draw_table()
    yield
    yield from _inputs()


def _draw_table() -> None:
    """Draw one table nobody sees: Qt's names are looked up when they are first used."""
    from ui.tables.columns import Column
    from ui.tables.table import Table

    table = Table([Column(title="", text=str, tone=lambda _row: "go")], id_of=int, name="")
    table.set_rows([1])
    table.viewport()
    table.grab()
    table.deleteLater()


def _inputs() -> Iterator[None]:
    from earlyhelp.forms.loader import form
    from ui.forms.renderer import FormPage

    for section in form("early_help_assessment").section[:4]:
        page = FormPage([section])
        page.grab()
        page.deleteLater()
        yield
