"""Loads what the pages need in small steps while the sign-in page waits.  Refuses to hold up a key."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules

from PySide6.QtCore import QObject, QTimer

from earlyhelp.wording import read_more
from ui.forgetting import set_program_aside
from ui.theme import ensure_east_asian
from ui.turns import Turns

_REST_MS = 50  # the sign-in page is painted first
#: What the pages are made of, what stands lower first: a whole room at once is a long step.
_SHELVES = (
    "earlyhelp.domain", "earlyhelp.forms", "earlyhelp.messages", "ui.widgets", "ui.tables", "ui.forms", "ui.presenters", "ui.views", "ui.wiring",
)  # fmt: skip


class Warming(QObject):
    """One step for every turn of the event loop; whoever signs in before the last is shown in after it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps = self._warmed()
        self._done = False
        self._then: Callable[[], None] | None = None
        self._turns = Turns(self)
        self._turns.ended.connect(self._ended)

    def begin(self) -> None:
        """Load what is not loaded yet, once the page that is shown now is painted."""
        if not self._done and not self._turns.busy:
            QTimer.singleShot(_REST_MS, self, lambda: self._turns.do(self._steps))

    def then(self, act: Callable[[], None]) -> None:
        """Act once all is loaded, at once if it is: nothing that follows is a long stretch then."""
        self._then = act
        self._go_on()

    def nobody(self) -> None:
        """Forget who was to be shown in: the keeper ended meanwhile."""
        self._then = None

    def _warmed(self) -> Iterator[None]:
        for _ in _steps():
            set_program_aside()  # nobody has signed in yet
            yield

    def _ended(self) -> None:
        """Show in who waits, also where a room failed to load: it will say so when it is wanted."""
        self._done = True
        self._go_on()

    def _go_on(self) -> None:
        if self._done and self._then is not None:
            act, self._then = self._then, None
            act()


def _steps() -> Iterator[None]:
    while read_more():
        yield
    for shelf in _SHELVES:
        names = [part.name for part in iter_modules(import_module(shelf).__path__)]
        for name in sorted(names, reverse=True):  # `family_people` before `family`, which needs it
            import_module(f"{shelf}.{name}")
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
    yield from _table()
    yield from _inputs()


def _table() -> Iterator[None]:
    """Draw one table nobody sees: Qt's names are looked up when they are first used."""
    from ui.tables.columns import Column
    from ui.tables.table import Table

    table = Table([Column(title="", text=str, tone=lambda _row: "go")], id_of=int, name="")
    yield
    table.set_rows([1])
    table.viewport()
    yield
    table.grab()
    table.deleteLater()
    yield


def _inputs() -> Iterator[None]:
    """Make some questions nobody sees, as the table."""
    from earlyhelp.forms.loader import form
    from ui.forms.renderer import FormPage

    for section in form("early_help_assessment").section[:4]:
        page = FormPage([section], in_steps=True)
        yield from page.build()
        yield
        page.grab()
        page.deleteLater()
        yield
