"""The rail counts packages nobody confirmed, for who keeps the register of sharing alone."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QWidget

from earlyhelp.messages.sharing import PackageRow, SharingRegister
from ui.change_bus import ChangeBus
from ui.wiring.rail_counts import count_packages


def package(ident: int, overdue: str) -> PackageRow:
    return PackageRow(
        id=ident, version=1, name="p", agency="Police", sent_at=datetime(2026, 11, 1, tzinfo=UTC),
        by="Priya Nandra", delete_by=date(2026, 12, 1), state="sent", overdue=overdue,
    )  # fmt: skip


@pytest.mark.parametrize("may", [True, False])
def test_overdue_packages_are_counted_now_and_when_one_changes(qtbot, may) -> None:
    rows, counted, view = [package(1, "receipt"), package(2, "")], [], QWidget()
    qtbot.addWidget(view)

    def send(_message, succeeded, _failed):
        succeeded(SharingRegister(isas=(), packages=tuple(rows)))

    desk = SimpleNamespace(
        may=lambda _permission: may, send_for=lambda _view: send, bus=ChangeBus(),
        shell=SimpleNamespace(set_count=lambda *given: counted.append(given)),
    )  # fmt: skip
    count_packages(desk, view)
    rows.append(package(3, "deletion"))
    desk.bus.announce("partner_package")
    assert counted == ([("sharing", 1), ("sharing", 2)] if may else [])
