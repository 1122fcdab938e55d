"""The count of packages nobody confirmed in the rail, for who keeps the register of sharing."""

from PySide6.QtWidgets import QWidget

from earlyhelp.errors import HouseError
from earlyhelp.messages.sharing import SharingRegister, SharingRegisterPage
from ui.wiring.desk import Desk
from ui.wiring.reloading import reload_on

_KINDS = frozenset({"partner_package", "isa_agreement"})


def count_packages(desk: Desk, view: QWidget) -> None:
    """Ask now, and whenever a package changes while `view`, the first page, is there."""
    if not desk.may("sharing:register"):
        return

    def show(register: SharingRegister) -> None:
        overdue = sum(bool(row.overdue) for row in register.packages)
        desk.shell.set_count("sharing", overdue)

    def load() -> None:
        desk.send_for(view)(SharingRegisterPage(), show, _nothing)

    reload_on(desk, view, _KINDS, load)
    load()


def _nothing(_error: HouseError) -> None:
    """A count that cannot be had says nothing; the page itself will."""
