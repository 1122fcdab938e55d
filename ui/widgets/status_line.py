"""The line at the foot: store, audit chain, backup, time to lock.  Shows texts; knows none of it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.widgets.basics import label
from ui.widgets.flow import FlowLayout


class StatusLine(QFrame):
    """Facts at the left, which wrap, and the time to lock at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status_line")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        holder = QWidget()
        self._facts = FlowLayout(holder, gap=24, line_gap=2)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        self.setSizePolicy(policy)
        self._right = label(wrap=False)
        row.addWidget(holder, 1)
        row.addWidget(self._right)

    def show_facts(self, facts: Sequence[str]) -> None:
        """Show these facts, the store first."""
        while item := self._facts.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, fact in enumerate(facts):
            self._facts.addWidget(label(fact if place else f"● {fact}", wrap=False))

    def show_right(self, text: str) -> None:
        """Show the time to lock."""
        self._right.setText(text)
