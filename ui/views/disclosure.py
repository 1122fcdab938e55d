"""A paper for one reader before it is handed out: the pages, what was left out, what was found in it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from earlyhelp.forms.definition import Answers, Section
from earlyhelp.messages.disclosing import LeftOut, Preview, Released
from ui.views.disclosure_findings import FindingCard
from ui.views.family_form import FormHost, People
from ui.widgets.banner import Banner
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.wording import say

_LARGEST, _EDGE = QSize(1240, 1000), QSize(60, 40)
_WIDE = 96  # characters: pages and lists beside each other


class DisclosureDialog(QDialog):
    """Emits `settled` when something found was dealt with, `release_pressed` to hand the paper out."""

    settled = Signal(object)
    release_pressed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        from ui.widgets.pdf_preview import PdfPreview

        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("print_for.title"))
        self.setAccessibleName(self.windowTitle())
        self.resize((parent.window().size() - _EDGE).boundedTo(_LARGEST))
        self._answers: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.addWidget(label(say("print_for.title"), "title"))
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
        self.release = button(say("print_for.release"), "go", self._press)
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
        self._banner.show_message(say("print_for.failed"), sentence)

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


class DisclosureHost(QObject):
    """The form and the dialog of one paper over a page."""

    settled = Signal(object)
    release_pressed = Signal(object)
    failed = Signal(str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self.forms = FormHost(owner)
        self.dialog: DisclosureDialog | None = None

    def open_form(
        self, name: str, sections: tuple[Section, ...], answers: Answers, people: People,
        children: People,
    ) -> None:  # fmt: skip
        """Open the form over the page."""
        self.forms.open(name, sections, answers, people, children)

    def show_form_errors(self, errors: dict[str, str]) -> None:
        """Show what is wrong in the form."""
        self.forms.show_errors(errors)

    def show_form_failure(self, sentence: str) -> None:
        """Show why there is no preview."""
        self.forms.show_failure(sentence)

    def set_form_busy(self, busy: bool) -> None:
        """Take no second press."""
        self.forms.set_busy(busy)

    def close_form(self) -> None:
        """Close the form."""
        self.forms.close()

    def show_preview(self, preview: Preview) -> None:
        """Show the paper as it would be, in the dialog that is open or a new one."""
        if self.dialog is None:
            dialog = self.dialog = DisclosureDialog(self._owner)
            dialog.settled.connect(self.settled)
            dialog.release_pressed.connect(self.release_pressed)
            dialog.finished.connect(self._closed)
            dialog.open()
        self.dialog.show_preview(preview)

    def show_preview_failure(self, sentence: str) -> None:
        """Say why it was not handed out."""
        if self.dialog is not None:
            self.dialog.show_failure(sentence)

    def show_failure(self, sentence: str) -> None:
        """Say why it could not begin."""
        self.failed.emit(sentence)

    def show_released(self, released: Released) -> None:
        """Hand it out: a paper to print or save, or a package to save."""
        self.leave()
        if released.package:
            save_package(self._owner, released, self.failed.emit)
            return
        from ui.views.paper import PaperDialog

        PaperDialog(self._owner, released.content).open()

    def leave(self) -> None:
        """Close whatever is open."""
        self.forms.leave()
        if self.dialog is not None:
            self.dialog.reject()

    def _closed(self, _result: int) -> None:
        self.dialog = None


def save_package(owner: QWidget, released: Released, failed: object) -> QFileDialog:
    """Ask where the package goes and write it there; say what to tell the reader apart."""
    from ui.widgets import confirm

    dialog = QFileDialog(owner, say("print_for.package.save"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("ehpkg")
    dialog.selectFile(f"{released.name}.ehpkg")
    told = say("print_for.package.tell", fingerprint=released.sender)

    def write(path: str) -> None:
        try:
            Path(path).write_bytes(released.package)
        except OSError:
            failed(say("paper.not_saved"))  # type: ignore[operator]
            return
        confirm.tell(owner, told, say("print_for.package.told"))

    dialog.fileSelected.connect(write)
    dialog.open()
    return dialog


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
