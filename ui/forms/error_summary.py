"""The summary above a form: there is a problem, and a link to each field.  Takes the keyboard into view."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from ui.widgets.basics import label
from ui.widgets.first_focus import bring_into_view
from ui.widgets.link import SIDE, Link
from ui.wording import say


class ErrorSummary(QFrame):
    """Hidden while all is well; `link_chosen` carries the key of the field."""

    link_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("error_summary")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(16 - SIDE, 12, 16, 12)
        title = label(say("form.summary"), "heading")
        title.setContentsMargins(SIDE, 0, 0, 0)  # above the words of the links, not their ring
        column.addWidget(title)
        self._lines = QWidget()
        self._list = QVBoxLayout(self._lines)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        column.addWidget(self._lines)
        self.links: dict[str, QPushButton] = {}
        self._shown: dict[str, str] = {}
        self.hide()

    def keep_errors(self, errors: dict[str, str]) -> None:
        """Show what is left of the errors while somebody types: the keyboard stays where it is."""
        if self.isVisible() and errors != self._shown:
            self._show(errors)

    def show_errors(self, errors: dict[str, str]) -> None:
        """Show a sentence per field in the order given, and take the focus; hide if there is none."""
        self._show(errors)
        if errors:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(self)

    def _show(self, errors: dict[str, str]) -> None:
        self._shown = dict(errors)
        for link in self.links.values():
            self._list.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = {key: self._link(key, sentence) for key, sentence in errors.items()}
        self.setAccessibleName(say("form.summary"))
        self.setAccessibleDescription(" ".join(errors.values()))
        self.setVisible(bool(errors))

    def _link(self, key: str, sentence: str) -> QPushButton:
        link = Link(sentence)
        link.clicked.connect(lambda _checked=False: self._choose(key))
        self._list.addWidget(link)
        return link

    def _choose(self, key: str) -> None:
        self.link_chosen.emit(key)
        reached = self.window().focusWidget()
        if reached is not None and not self.isAncestorOf(reached):
            bring_into_view(reached)
