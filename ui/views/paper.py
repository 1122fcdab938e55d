"""A paper on the screen before it is printed or kept.  Refuses to write it anywhere but where one says."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.basics import button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.reading_order import ReadingOrder
from ui.wording import say

_LARGEST, _EDGE = QSize(900, 1200), QSize(80, 60)
_MOST = 500  # characters of a reason
_DOTS = 200  # per inch: sharp enough for a page of text


class PaperDialog(ReadingOrder, QDialog):
    """The pages, and: print, save as a file unless it must not lie in one, close.

    The paper leaves memory with the dialog.  Where a `reason` is needed to save it, the dialog
    writes nothing itself: it emits `outside_wanted` with the path and the reason.
    """

    outside_wanted = Signal(str, str)

    def __init__(
        self, parent: QWidget | None, content: bytes, *, to_file: bool = True, reason: bool = False
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("paper.title"))
        room = parent.window().size() if parent else _LARGEST
        self.resize((room - _EDGE).boundedTo(_LARGEST))
        self._content = content
        column = QVBoxLayout(self)
        self.preview = PdfPreview()
        column.addWidget(self.preview, 1)
        self._failure = label(kind="error")
        self._failure.hide()
        self.reason = _reason(column) if reason else None
        column.addWidget(self._failure)
        holder = QWidget()
        row = FlowLayout(holder, gap=8)
        self.close_button = button(say("paper.close"), pressed=self.reject)
        for one in (
            button(say("paper.print"), "go", self._ask_printer),
            button(say("paper.save"), pressed=self._ask_file) if to_file else None,
            self.close_button,
        ):
            if one is not None:
                row.addWidget(one)
        column.addWidget(holder)
        self.preview.show_paper(content)

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._print(printer))
        QDialog.open(dialog)

    def _print(self, printer: QPrinter) -> None:
        paper, buffer = QPdfDocument(self), QBuffer(self)
        buffer.setData(QByteArray(self._content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        paper.load(buffer)
        painter = QPainter(printer)
        for page in range(paper.pageCount()):
            if page:
                printer.newPage()
            points = paper.pagePointSize(page)
            size = QSize(round(points.width() * _DOTS / 72), round(points.height() * _DOTS / 72))
            room = QRectF(printer.pageLayout().paintRectPixels(printer.resolution()))
            shape = points.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRectF(QPointF(), shape), paper.render(page, size))
        painter.end()
        paper.close()

    def _ask_file(self) -> None:
        if self.reason is not None and (wrong := _fault(self.reason.text().strip())):
            self.show_failure(wrong)
            self.reason.setFocus()
            return
        self._failure.hide()
        dialog = QFileDialog(self, say("paper.save"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.fileSelected.connect(self._write)
        dialog.open()

    def _write(self, path: str) -> None:
        if self.reason is not None:
            self.outside_wanted.emit(path, self.reason.text().strip())
        else:
            self.write(path, self._content)

    def write(self, path: str, content: bytes) -> None:
        """Write the paper there; what goes wrong is said in the dialog."""
        try:
            Path(path).write_bytes(content)
        except OSError:
            self.show_failure(say("paper.not_saved"))

    def show_failure(self, sentence: str) -> None:
        """Say why the paper was not saved."""
        self._failure.setText(sentence)
        self._failure.show()

    def done(self, result: int) -> None:
        """Forget the paper."""
        self._content = b""
        self.preview.forget()
        super().done(result)


def _fault(reason: str) -> str:
    """Return what is wrong with the reason why a copy leaves the store, or nothing."""
    if not reason:
        return say("paper.reason_missing")
    return say("paper.reason_too_long", most=_MOST) if len(reason) > _MOST else ""


def _reason(column: QVBoxLayout) -> QLineEdit:
    """Add the line that asks why a copy leaves the store."""
    words, line = say("paper.reason"), QLineEdit()
    caption = label(words, "label")
    caption.setBuddy(line)
    line.setAccessibleName(words)
    for part in (caption, label(say("paper.reason.hint"), "hint"), line):
        column.addWidget(part)
    return line
