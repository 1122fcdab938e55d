"""A message across the page with a coloured edge and links to where to mend it.  Refuses markup."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import restyle
from ui.widgets.basics import Tone, label
from ui.widgets.first_focus import bring_into_view, has_keyboard
from ui.widgets.flow import FlowLayout
from ui.widgets.link import SIDE, Link


class Banner(QFrame):
    """Hidden until it has something to say; `link_chosen` carries the key of a link."""

    link_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("banner", "true")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(16 - SIDE, 12, 16, 12)
        self._title = label(kind="label")
        self._text = label()
        self._lines = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._lines.setSizePolicy(policy)
        self._flow = FlowLayout(self._lines, gap=24 - 2 * SIDE)
        self._links: list[Link] = []
        for words in (self._title, self._text):
            words.setContentsMargins(SIDE, 0, 0, 0)  # above the words of the links, not their ring
        for part in (self._title, self._text, self._lines):
            column.addWidget(part)
        self.hide()

    def show_message(
        self,
        title: str,
        text: str = "",
        tone: Tone = "danger",
        links: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Show a title, a text and links of (key, words)."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setProperty("tone", tone)
        restyle(self)
        self._show_links(tuple(links))
        self.show()

    def focus_first(self) -> None:
        """Take the keyboard to the first link, and bring it into view."""
        if self._links:
            self._links[0].setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(self)

    def leave(self) -> None:
        """Say nothing more."""
        self._keep_keyboard(())
        self.hide()

    def _show_links(self, links: tuple[tuple[str, str], ...]) -> None:
        gone, self._links = self._links, []
        for key, words in links:
            link = Link(words)
            link.clicked.connect(lambda _checked=False, key=key: self.link_chosen.emit(key))
            self._flow.addWidget(link)
            link.show()  # at once: what is not shown yet takes no keyboard
            self._links.append(link)
        self._lines.setVisible(bool(links))
        self._keep_keyboard(self._links)
        for widget in gone:
            self._flow.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _keep_keyboard(self, made: Sequence[QWidget]) -> None:
        """Hand the keyboard on from a link that goes, also where a dialog has it for the moment."""
        if not has_keyboard(self):
            return
        if made:
            made[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focusNextPrevChild(True)
