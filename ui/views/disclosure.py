"""A paper for one reader before it is handed out: the pages, what was left out, what was found in it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from earlyhelp.messages.disclosing import LeftOut, Preview
from ui.views.disclosure_findings import FindingCard
from ui.widgets.banner import Banner
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.reading_order import ReadingOrder
from ui.wording import say

_LARGEST, _EDGE = QSize(1240, 1000), QSize(60, 40)
_WIDE = 96  # characters: pages and lists beside each other


class DisclosureDialog(ReadingOrder, QDialog):
    """Emits `settled` when something found was dealt with, `release_pressed` to hand the paper out.

    Shape: `way` names the words for how it is handed out.
    """

    settled = Signal(object)
    release_pressed = Signal(object)

    def __init__(self, parent: QWidget, way: str = "print_for") -> None:
        super().__init__(parent)
        from ui.widgets.pdf_preview import PdfPreview

        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say(f"{way}.title"))
        self.setAccessibleName(self.windowTitle())
        self.resize((parent.window().size() - _EDGE).boundedTo(_LARGEST))
        self._answers: dict[str, str] = {}
        self._failed = say(f"{way}.failed")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.addWidget(label(self.windowTitle(), "title"))
        self._banner = Banner()
        column.addWidget(self._banner)
        self._row = QHBoxLayout()
        self.preview = PdfPreview()
        self.preview.setMinimumHeight(180)
        self._row.addWidget(self.preview, 1)
        self._row.addWidget(self._lists(), 1)
        column.addLayout(self._row, 1)
        holder = QWidget()
        line = FlowLayout(holder, gap=8)
        self.release = button(say(f"{way}.release"), "go", self._press)
        self.release.setAutoDefault(False)
        line.addWidget(self.release)
        line.addWidget(button(say("family.form.close"), pressed=self.reject))
        column.addWidget(holder)

    def _lists(self) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        holder.setObjectName("scroll_body")
        self._body = QVBoxLayout(holder)
        self._body.setContentsMargins(0, 0, 12, 0)
        self._body.addStretch(1)
        scroll.setWidget(holder)
        scroll.setAccessibleName(say("print_for.lists"))
        return scroll

    def show_preview(self, preview: Preview) -> None:
        """Show the paper and the lists anew."""
        self._banner.leave()
        self.preview.show_paper(preview.content)
        while self._body.count() > 1:
            item = self._body.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if preview.unsure:
            self._add(_to_check(preview.unsure))
        self._add(self._findings(preview))
        self._add(_left_out(preview.left_out))
        if not preview.given:
            self._banner.show_message(say("disclosure.nothing"), tone="warn")

    def _findings(self, preview: Preview) -> Card:
        found = preview.to_settle
        title = say("print_for.found", count=len(found)) if found else say("print_for.found.none")
        card = Card(title)
        card.body.addWidget(label(say("print_for.found.hint"), "hint"))
        for one in found:
            line = FindingCard(one)
            line.settled.connect(self._settle)
            card.body.addWidget(line)
        return card

    def _add(self, widget: QWidget) -> None:
        self._body.insertWidget(self._body.count() - 1, widget)

    def _settle(self, key: str, answer: str) -> None:
        self._answers[key] = answer
        self.settled.emit(dict(self._answers))

    def _press(self) -> None:
        self._banner.leave()
        self.release_pressed.emit(dict(self._answers))

    def show_failure(self, sentence: str) -> None:
        """Say why it was not handed out."""
        self._banner.show_message(self._failed, sentence)

    def resizeEvent(self, event: object) -> None:
        """Set the lists under the pages where there is no room beside them."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        wide = self.width() >= self.fontMetrics().averageCharWidth() * _WIDE
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if wide else way.TopToBottom)

    def done(self, result: int) -> None:
        """Forget the paper."""
        self.preview.forget()
        super().done(result)


def _to_check(names: Sequence[str]) -> Card:
    card = Card(say("print_for.check"))
    card.body.addWidget(label(say("print_for.check.who", names=", ".join(names)), "error"))
    card.body.addWidget(label(say("print_for.check.hint"), "hint"))
    return card


def _left_out(rows: Sequence[LeftOut]) -> Card:
    title = say("print_for.left_out", count=len(rows)) if rows else say("print_for.left_out.none")
    card = Card(title)
    card.body.addWidget(label(say("print_for.left_out.hint"), "hint"))
    by_why: dict[str, list[str]] = {}
    for row in rows:
        by_why.setdefault(row.why, []).append(row.title)
    for why, titles in by_why.items():
        card.body.addWidget(label(why, "label"))
        card.body.addWidget(label("\n".join(dict.fromkeys(titles)), "muted"))
    return card
