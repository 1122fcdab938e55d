"""One ring around whatever has the keyboard: yellow outside, ink inside, on every control.

Refuses no control: it needs nothing from the widget it marks.
"""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QMenu, QSplitter, QWidget

_YELLOW, _INK = 3, 2


class FocusRing(QObject):
    """Follows the keyboard focus through the whole program."""

    def __init__(self, app: QApplication, colour: Callable[[str], QColor]) -> None:
        super().__init__(app)
        self._colour = colour
        self._frame: _RingFrame | None = None
        self._target: QWidget | None = None
        app.focusChanged.connect(self._focus_moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the ring where its widget is, and whole once there is room for it."""
        kinds = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)
        if event.type() in kinds and watched in {self._target, self._home()}:
            self._place()
        return False

    def _home(self) -> QWidget | None:
        """Return where the ring is drawn, asked of Qt each time.

        A ring that held the last reference to its home would free that home, and by it itself,
        while Qt is freeing the ring.
        """
        frame = self._frame
        return frame.parentWidget() if frame is not None and shiboken6.isValid(frame) else None

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._drop()
        home = None if new is None or new.isWindow() else new.parentWidget()
        while isinstance(home, QSplitter):  # a splitter would adopt the ring as a pane
            home = home.parentWidget()
        if new is None or home is None or isinstance(new, QMenu):
            return
        if new.focusPolicy() == Qt.FocusPolicy.NoFocus:  # a page that waits for the first Tab
            return
        self._target = new
        new.installEventFilter(self)
        home.installEventFilter(self)
        self._frame = _RingFrame(home, self._colour)
        self._place()

    def _drop(self) -> None:
        if self._target is not None and shiboken6.isValid(self._target):
            self._target.removeEventFilter(self)
        home = self._home()
        if self._frame is not None and home is not None:
            home.removeEventFilter(self)
            self._frame.hide()
            self._frame.deleteLater()
        self._target = self._frame = None

    def _place(self) -> None:
        frame, target, home = self._frame, self._target, self._home()
        if frame is None or target is None or home is None:
            return
        corner = target.mapTo(home, target.rect().topLeft())
        room = QRect(corner, target.size()).adjusted(-_YELLOW, -_YELLOW, _YELLOW, _YELLOW)
        frame.setGeometry(room & home.rect())
        frame.setVisible(target.isVisible())
        frame.raise_()


class _RingFrame(QWidget):
    """The painted ring; the mouse goes through it."""

    def __init__(self, parent: QWidget, colour: Callable[[str], QColor]) -> None:
        super().__init__(parent)
        self._colour = colour
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint yellow outside and ink inside."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for token, width, inset in (("focus", _YELLOW, 1.5), ("focus_ink", _INK, 4.0)):
            painter.setPen(QPen(self._colour(token), width))
            room = self.rect().toRectF().adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(room, 5, 5)
