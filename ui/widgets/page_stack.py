"""The pages over each other, one of them in front.  Refuses to take a page apart while a key waits."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QStackedWidget, QWidget

from ui.turns import Turns
from ui.widgets.first_focus import enter


class PageStack(QStackedWidget):
    """Pages by key.  A page that goes is out of sight at once, and taken apart in a turn of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: dict[str, QScrollArea] = {}
        self._ready: QScrollArea | None = None  # dressed, and under no key yet
        self._gone: list[QScrollArea] = []
        self._clearing = Turns(self)
        self._nothing = QWidget()  # what is seen, and has the keyboard, where there is no page
        self.addWidget(self._nothing)

    @property
    def clearing(self) -> bool:
        """Tell whether pages that are gone still lie about."""
        return self._clearing.busy

    def make_ready(self, page: QWidget) -> None:
        """Dress a page behind the one in front, for `add`; one that was made ready before goes."""
        self._drop(self._ready)
        self._ready = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = page.sizePolicy()  # as tall as its lines need at this width, and no taller
        policy.setVerticalPolicy(QSizePolicy.Policy.Ignored)
        page.setSizePolicy(policy)
        page.setObjectName(page.objectName() or "page")
        self.addWidget(scroll)
        scroll.setWidget(page)  # last: so the page is dressed once

    def add(self, key: str, page: QWidget) -> None:
        """Keep a page under a key, in place of the one that was there."""
        if self._ready is None or self._ready.widget() is not page:
            self.make_ready(page)
        assert self._ready is not None
        old, self._pages[key], self._ready = self._pages.get(key), self._ready, None
        if old is not None and self.currentWidget() is old:
            self.setCurrentWidget(self._pages[key])
        self._drop(old)

    def remove(self, key: str) -> None:
        """Forget a page and all it shows."""
        self._drop(self._pages.pop(key, None))

    def clear(self) -> None:
        """Forget every page; the keyboard is with none of them, nor in any box of the frame."""
        self.setCurrentWidget(self._nothing)
        self._nothing.setFocus(Qt.FocusReason.OtherFocusReason)
        self._drop(self._ready)
        self._ready = None
        for key in list(self._pages):
            self.remove(key)

    def bring(self, key: str, *, back: bool) -> None:
        """Bring a page to the front with the keyboard on it; `back` where one was, else at its top."""
        scroll = self._pages[key]
        back = back and self.currentWidget() is not scroll
        self.setCurrentWidget(scroll)
        enter(scroll, back=back)

    def has(self, key: str) -> bool:
        """Tell whether a page is kept under the key."""
        return key in self._pages

    def front(self) -> QWidget | None:
        """Return the page that is seen."""
        scroll = self.currentWidget()
        return scroll.widget() if isinstance(scroll, QScrollArea) else None

    def _drop(self, scroll: QScrollArea | None) -> None:
        if scroll is None:
            return
        for turns in scroll.findChildren(Turns):
            turns.stop()  # nobody will see what they make
        self.removeWidget(scroll)
        self._gone.append(scroll)
        if not self._clearing.busy:
            self._clearing.do(self._clear())

    def _clear(self) -> Iterator[None]:
        while self._gone:
            self._gone.pop().deleteLater()
            yield
