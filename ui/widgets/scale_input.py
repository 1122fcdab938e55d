"""A scale from 0 to 10 that takes keys and the mouse and can stay "not asked".

Refuses to guess: until somebody answers there is no value and no mark.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from ui import theme
from ui.widgets.basics import button, label
from ui.wording import say

_TOP = 10


class _Scale(QSlider):
    """The line with its eleven marks; a slider for screen readers, painted by hand."""

    cleared = Signal()
    answered = Signal(int)

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, _TOP)
        self.setPageStep(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.marked = False

    def sizeHint(self) -> QSize:
        """Return room for the numbers under the line."""
        number = self.fontMetrics()
        return QSize(number.horizontalAdvance("10") * 20, number.height() * 2 + 14)

    def minimumSizeHint(self) -> QSize:
        """Return room for eleven numbers beside each other."""
        number = self.fontMetrics()
        return QSize(number.horizontalAdvance("10 ") * 11, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits, T for ten, arrows and Delete."""
        key, text = event.key(), event.text()
        if len(text) == 1 and text.isdecimal():
            self.answered.emit(int(text))
        elif key == Qt.Key.Key_T:
            self.answered.emit(_TOP)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.cleared.emit()
        else:
            steps = {
                Qt.Key.Key_Right: 1,
                Qt.Key.Key_Up: 1,
                Qt.Key.Key_Left: -1,
                Qt.Key.Key_Down: -1,
            }
            if key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
                self.answered.emit(0 if key == Qt.Key.Key_Home else _TOP)
            elif key in steps:
                start = self.value() if self.marked else 5 - steps[Qt.Key(key)]
                self.answered.emit(min(max(start + steps[Qt.Key(key)], 0), _TOP))
            else:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Answer with the nearest mark."""
        self._answer_at(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        self._answer_at(event.position().x())

    def _answer_at(self, x: float) -> None:
        left, step = self._measure()
        self.answered.emit(min(max(round((x - left) / step), 0), _TOP))

    def _measure(self) -> tuple[float, float]:
        margin = self.fontMetrics().horizontalAdvance("10") / 2 + 8
        return margin, (self.width() - 2 * margin) / _TOP

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint line, marks, numbers and the answer."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, step = self._measure()
        high = self.fontMetrics().height()
        y = high / 2 + 6
        painter.setPen(QPen(theme.colour("control"), 2))
        painter.drawLine(QPointF(left, y), QPointF(left + step * _TOP, y))
        for mark in range(_TOP + 1):
            x = left + step * mark
            painter.setPen(QPen(theme.colour("control"), 2))
            painter.drawLine(QPointF(x, y - 4), QPointF(x, y + 4))
            painter.setPen(theme.colour("ink"))
            room = QRectF(x - step / 2, y + 8, step, high)
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, str(mark))
        if self.marked:
            painter.setPen(QPen(theme.colour("surface"), 2))
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(QPointF(left + step * self.value(), y), high / 2, high / 2)


class ScaleInput(QWidget):
    """The scale, its answer in words, and the way back to "not asked"."""

    changed = Signal()

    def __init__(self, name: str = "") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.scale = _Scale()
        self._shown = label(kind="label", wrap=False)
        self._clear = button(say("scale.clear"), pressed=self._cleared)
        row.addWidget(self.scale, 1)
        row.addWidget(self._shown)
        row.addWidget(self._clear)
        self.scale.answered.connect(self._answered)
        self.scale.cleared.connect(self._cleared)
        self.setFocusProxy(self.scale)
        self.set_name(name)
        self.set_value(None)

    def set_name(self, name: str, description: str = "") -> None:
        """Give the scale its accessible name and say which keys it takes."""
        self.setAccessibleName(name)
        self.scale.setAccessibleName(name)
        self.scale.setAccessibleDescription(f"{description} {say('scale.keys')}".strip())
        self.scale.setToolTip(say("scale.keys"))
        self._clear.setAccessibleName(say("scale.clear.name", label=name))

    def value(self) -> int | None:
        """Return the answer, or None if it was not asked."""
        return self.scale.value() if self.scale.marked else None

    def set_value(self, value: int | None) -> None:
        """Show an answer without announcing it."""
        self.scale.marked = value is not None
        self.scale.setValue(value or 0)
        words = say("scale.none") if value is None else say("scale.value", value=value)
        self._shown.setText(words)
        self._clear.setVisible(value is not None)
        self.scale.update()

    def _answered(self, value: int) -> None:
        if value != self.value():
            self.set_value(value)
            self.changed.emit()

    def _cleared(self) -> None:
        if self.value() is not None:
            self.set_value(None)
            self.scale.setFocus()
            self.changed.emit()
