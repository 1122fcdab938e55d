"""Counts in the rail that no page brings along: second looks that wait, packages nobody confirmed."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from earlyhelp.errors import HouseError
from earlyhelp.messages.access import BreakGlassReviews
from earlyhelp.messages.account_changes import RightsToConfirm
from earlyhelp.messages.base import Query
from earlyhelp.messages.sharing import SharingRegister, SharingRegisterPage
from ui.wiring.desk import Desk
from ui.wiring.reloading import reload_on

_KINDS = frozenset({"certification", "staff_account", "break_glass", "access_hit"})
_PACKAGES = frozenset({"partner_package", "isa_agreement"})
_ASKED: dict[str, Query] = {
    "account:certify": RightsToConfirm(),
    "emergency:review": BreakGlassReviews(),
}


def count_waiting(desk: Desk, view: QWidget) -> None:
    """Ask now, and whenever one of them changes while `view`, the first page, is there."""
    page = "reviews" if desk.may("access_hit:read") else "administration"
    send, waiting = desk.send_for(view), dict.fromkeys(_ASKED, 0)

    def taking(name: str) -> Callable[[Sequence[object]], None]:
        def take(rows: Sequence[object]) -> None:
            waiting[name] = to_act_on(rows)
            desk.shell.set_count(page, sum(waiting.values()))

        return take

    def load() -> None:
        for name, asked in _ASKED.items():
            if desk.may(name):
                send(asked, taking(name), _nothing)

    reload_on(desk, view, _KINDS, load)
    load()


def count_packages(desk: Desk, view: QWidget) -> None:
    """Count packages that are overdue, for who keeps the register of sharing; as `count_waiting` does."""
    if not desk.may("sharing:register"):
        return
    send = desk.send_for(view)

    def show(register: SharingRegister) -> None:
        desk.shell.set_count("sharing", sum(bool(row.overdue) for row in register.packages))

    def load() -> None:
        send(SharingRegisterPage(), show, _nothing)

    reload_on(desk, view, _PACKAGES, load)
    load()


def to_act_on(rows: Sequence[object]) -> int:
    """Return how many the person can do something about: not one's own opening in an emergency."""
    return sum(bool(getattr(row, "may_close", True)) for row in rows)


def _nothing(_error: HouseError) -> None:
    """A count that cannot be had says nothing; the page itself will."""
