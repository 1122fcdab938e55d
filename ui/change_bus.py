"""Tells open pages which kinds of things changed, so that they load again.

Refuses to carry records: only the names of kinds travel.
"""

from PySide6.QtCore import QObject, Signal

ChangeSet = frozenset[str]


class ChangeBus(QObject):
    """One per window; presenters listen, the link to the store announces.

    Shape: `changed` carries a ChangeSet such as {"case", "plan"}.
    """

    changed = Signal(frozenset)

    def announce(self, *kinds: str) -> None:
        """Tell every listener which kinds changed; nothing is sent for nothing."""
        if kinds:
            self.changed.emit(frozenset(kinds))
