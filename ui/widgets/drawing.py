"""Paints a picture given as a list of marks, and carries its text twin for screen readers.

Refuses to know what a picture means: genogram, ecomap and charts all come as marks.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from earlyhelp.marks import RIM, Circle, Dash, Drawing, Line, Mark, Rect, Text
from ui import theme

_OTHER_NAMES = {"rule": "line", "success": "go", "warning": "warn"}
_LARGEST = 1.2
_LEAST, _LEAST_OF_LARGE = 0.85, 0.65


class DrawingView(QWidget):
    """One picture, as large as there is room but not larger than reads well."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self._picture: Drawing | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a reader must be able to come to the twin
        self.setAccessibleName(name)

    def show_picture(self, picture: Drawing) -> None:
        """Show another picture."""
        self._picture = picture
        self.setAccessibleDescription(picture.text_twin)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the natural size at the present text size."""
        return self._size(theme.text_scale())

    def minimumSizeHint(self) -> QSize:
        """Return the size below which its words could not be read; large text gives way first."""
        return self._size(max(_LEAST, theme.text_scale() * _LEAST_OF_LARGE))

    def heightForWidth(self, width: int) -> int:
        """Return the height that keeps the proportions."""
        return self._size(self._scale(width)).height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the marks in their order."""
        if self._picture is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._scale(self.width())
        painter.scale(scale, scale)
        for mark in self._picture.marks:
            _paint(painter, mark)

    def _scale(self, width: int) -> float:
        if self._picture is None or not self._picture.width:
            return 1.0
        return min(width / self._picture.width, _LARGEST * theme.text_scale())

    def _size(self, scale: float) -> QSize:
        if self._picture is None:
            return QSize(0, 0)
        return QSize(round(self._picture.width * scale), round(self._picture.height * scale))


def _colour(token: str) -> QColor:
    return theme.colour(_OTHER_NAMES.get(token, token))


def _pen(token: str, width: float, dash: Dash = ()) -> QPen:
    if not token:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(_colour(token), width)
    if dash:
        pen.setDashPattern(dash)
    return pen


def _fill(painter: QPainter, token: str) -> None:
    painter.setBrush(_colour(token) if token else Qt.BrushStyle.NoBrush)


def _paint(painter: QPainter, mark: Mark) -> None:
    match mark:
        case Line():
            painter.setPen(_pen(mark.colour, mark.width, mark.dash))
            painter.drawLine(QPointF(mark.x1, mark.y1), QPointF(mark.x2, mark.y2))
        case Circle():
            painter.setPen(_pen(mark.stroke, RIM))
            _fill(painter, mark.fill)
            painter.drawEllipse(QPointF(mark.x, mark.y), mark.radius, mark.radius)
        case Rect():
            painter.setPen(_pen(mark.stroke, RIM))
            _fill(painter, mark.fill)
            painter.drawRect(QRectF(mark.x, mark.y, mark.width, mark.height))
        case Text():
            _write(painter, mark)


def _write(painter: QPainter, mark: Text) -> None:
    font = painter.font()
    font.setPixelSize(max(round(mark.size), 1))
    painter.setFont(font)
    painter.setPen(_colour(mark.colour))
    wide = 2000.0
    left = {"start": mark.x, "middle": mark.x - wide / 2, "end": mark.x - wide}[mark.anchor]
    side = {
        "start": Qt.AlignmentFlag.AlignLeft,
        "middle": Qt.AlignmentFlag.AlignHCenter,
        "end": Qt.AlignmentFlag.AlignRight,
    }[mark.anchor]
    room = QRectF(left, mark.y - mark.size, wide, mark.size * 2)
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, mark.text)
