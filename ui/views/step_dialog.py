"""A dialog with a title, a lead, a part that scrolls and its answers under it.  Decides nothing."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.views.telling import TellsFailure
from ui.widgets.banner import Banner
from ui.widgets.basics import label
from ui.widgets.flow import FlowLayout
from ui.widgets.reading_order import ReadingOrder

_EDGE = 24


class StepDialog(TellsFailure, ReadingOrder, QDialog):
    """What is asked goes into `body`, buttons come by `add_answer`; closing it is `rejected`."""

    def __init__(self, parent: QWidget | None, title: str, lead: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._failure = Banner()
        inner = QWidget()
        inner.setObjectName("scroll_body")
        policy = inner.sizePolicy()  # as tall as its lines need at this width, and no taller
        policy.setVerticalPolicy(QSizePolicy.Policy.Ignored)
        inner.setSizePolicy(policy)
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(0, 0, 8, 0)
        self.body.setSpacing(10)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inner)
        holder = QWidget()
        self._answers = FlowLayout(holder, gap=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, 16)
        column.setSpacing(12)
        for part in (label(title, "title"), label(lead), self._failure):
            column.addWidget(part)
        column.addWidget(self.area, 1)
        column.addWidget(holder)
        room = parent.window().size() if parent is not None else QSize(1000, 800)
        self.resize(room * 0.8)

    def add_answer(self, made: QPushButton) -> None:
        """Put a button under the part that scrolls; Enter in a line must not press it."""
        made.setAutoDefault(False)
        self._answers.addWidget(made)

    def show_done(self) -> None:
        """Close: it is done."""
        self.accept()
