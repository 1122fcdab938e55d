"""Linux: what the login manager and the desktop's screen saver say over D-Bus.  Asks nothing that waits.

Refuses to need a bus: without one, or without a desktop, the gap watch is all there is.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection

_LOGIN = "org.freedesktop.login1"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver")
_PROPERTIES = "org.freedesktop.DBus.Properties"
_SESSION = f"{_LOGIN}.Session"


class BusWatch(QObject):
    """Calls `away` at a screen lock, a lock of the session, a switch of users and before sleep."""

    def __init__(
        self,
        away: Callable[[], None],
        session: QDBusConnection | None = None,
        system: QDBusConnection | None = None,
    ) -> None:
        super().__init__()
        self._away = away
        # Any: the stubs ask for bytes where the library takes the text that SLOT makes
        desktop: Any = session or QDBusConnection.sessionBus()
        machine: Any = system or QDBusConnection.systemBus()
        for saver in _SAVERS:
            desktop.connect("", "", saver, "ActiveChanged", self, SLOT("begun(bool)"))
        machine.connect("", "", f"{_LOGIN}.Manager", "PrepareForSleep", self, SLOT("begun(bool)"))
        machine.connect("", "", _SESSION, "Lock", self, SLOT("locked()"))
        machine.connect(
            "",
            "",
            _PROPERTIES,
            "PropertiesChanged",
            self,
            SLOT("changed(QString,QVariantMap,QStringList)"),
        )

    @Slot(bool)
    def begun(self, active: bool) -> None:
        """The screen saver or sleep begins (true) or ends (false)."""
        if active:
            self._away()

    @Slot()
    def locked(self) -> None:
        """The login manager asks sessions to lock."""
        self._away()

    @Slot(str, "QVariantMap", "QStringList")
    def changed(self, interface: str, values: dict[str, object], _others: list[str]) -> None:
        """A session is no longer the one in front: somebody switched users."""
        if interface == _SESSION and values.get("Active") is False:
            self._away()
