"""The line that says what was just done.  It stays until it is closed or followed by the next."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.widgets.basics import button, label
from ui.wording import say


class ReceiptLine(QFrame):
    """Hidden until something was done; read aloud by screen readers when it appears."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("receipt")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        self._text = label()
        row.addWidget(self._text, 1)
        close = button("×", "link", self.hide)
        close.setAccessibleName(say("frame.dismiss"))
        close.setToolTip(say("frame.dismiss"))
        row.addWidget(close)
        self.hide()

    def show_receipt(self, text: str) -> None:
        """Say what was done."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
