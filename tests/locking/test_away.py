"""Leaving the screen locks: a gap in time, signals of desktop and login manager, the long session."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.platform import Away, GapWatch, keep_out_of_pictures
from ui.session import LONGEST_HOURS, IdleLock

MORNING = datetime(2026, 11, 25, 9, tzinfo=UTC)
ON_THE_BUS = """
import json, sys
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from ui.platform.linux import BusWatch
app = QCoreApplication([])
bus = QDBusConnection.sessionBus()
left = []
watch = BusWatch(lambda: left.append(1), bus, bus)
found = []
for path, interface, name, *words in json.loads(sys.argv[1]):
    said = QDBusMessage.createSignal(path, interface, name)
    said.setArguments(words)
    left.clear()
    bus.send(said)
    pause = QEventLoop()
    QTimer.singleShot(150, pause.quit)
    pause.exec()
    found.append(len(left))
print(json.dumps(found))
"""
SAVER, LOGIN = "org.freedesktop.ScreenSaver", "org.freedesktop.login1.Session"
MANAGER, PROPERTIES = "org.freedesktop.login1.Manager", "org.freedesktop.DBus.Properties"
#: what desktop and login manager send, and whether it means that the person has left
SAID = [
    (["/org/freedesktop/ScreenSaver", SAVER, "ActiveChanged", True], 1),
    (["/org/freedesktop/ScreenSaver", SAVER, "ActiveChanged", False], 0),
    (["/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True], 1),
    (["/org/freedesktop/login1", MANAGER, "PrepareForSleep", True], 1),
    (["/org/freedesktop/login1", MANAGER, "PrepareForSleep", False], 0),
    (["/org/freedesktop/login1/session/_31", LOGIN, "Lock"], 1),
    (["/org/freedesktop/login1/session/_31", LOGIN, "Unlock"], 0),
    (["/session/_31", PROPERTIES, "PropertiesChanged", LOGIN, {"Active": False}, ["x"]], 1),
    (["/session/_31", PROPERTIES, "PropertiesChanged", LOGIN, {"Active": True}, ["x"]], 0),
    (["/session/_31", PROPERTIES, "PropertiesChanged", LOGIN, {"IdleHint": True}, ["x"]], 0),
    (["/session/_31", PROPERTIES, "PropertiesChanged", MANAGER, {"Active": False}, ["x"]], 0),
]


class Clock:
    def __init__(self) -> None:
        self.at = MORNING

    def now(self) -> datetime:
        return self.at


@pytest.mark.parametrize(
    ("passed", "leaves"),
    [(5, False), (50, False), (66, True), (8 * 3600, True), (-30, False), (-61, True)],
)
def test_a_leap_of_the_clock_means_away(qapp, passed: int, leaves: bool) -> None:
    clock, left = Clock(), []
    watch = GapWatch(clock.now, lambda: left.append(1))
    watch.begin()
    clock.at += timedelta(seconds=passed)
    watch.look()
    assert bool(left) is leaves
    clock.at += timedelta(seconds=5)
    watch.look()
    assert len(left) == int(leaves)  # once a leap, not for ever after
    watch.end()


def test_whoever_notices_it_is_said_only_while_somebody_is_signed_in(qapp, qtbot) -> None:
    window, notice, left = QWidget(), [], []
    qtbot.addWidget(window)

    def watcher(_window, away) -> QObject:
        notice.append(away)
        return QObject(window)

    away = Away(window, Clock().now, watcher)
    away.left.connect(lambda: left.append(1))
    away.begin()
    qtbot.waitUntil(lambda: bool(notice))
    notice[0]()
    assert left == [1]
    away.end()
    notice[0]()
    assert left == [1]


@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="needs a D-Bus daemon")
def test_what_desktop_and_login_manager_say() -> None:
    """On a bus of its own, with the signals as those services send them."""
    said = json.dumps([one for one, _ in SAID])
    command = ["dbus-run-session", "--", sys.executable, "-c", ON_THE_BUS, said]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(run.stdout) == [leaves for _, leaves in SAID]


def test_a_session_ends_after_ten_hours_whatever_happens(qapp) -> None:
    lock = IdleLock(qapp)
    lock.begin()
    assert lock._longest.isActive()
    assert lock._longest.interval() == LONGEST_HOURS * 3_600_000 == 36_000_000
    left = []
    lock.locked.connect(lambda: left.append(1))
    lock._longest.timeout.emit()
    assert left == [1]
    lock.end()
    assert not lock._longest.isActive()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does leave the window out")
def test_where_the_system_takes_pictures_all_the_same_it_is_said(qapp, qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert keep_out_of_pictures(window, hidden=True) is False
