"""Shows a paper from memory before it is printed or saved.  Refuses to write it anywhere."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.widgets.basics import label
from ui.wording import say


class PdfPreview(QWidget):
    """Pages under each other, as wide as the preview.  Import this module only where it is shown."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._view = QPdfView(self)  # made first, so taken down first: it reads the paper,
        self._paper = QPdfDocument(self)  # and the paper reads the buffer
        self._buffer = QBuffer(self)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setDocument(self._paper)
        self._broken: QLabel = label(say("pdf.broken"), "error")
        column.addWidget(self._broken)
        column.addWidget(self._view, 1)
        self._broken.hide()

    def show_paper(self, content: bytes) -> bool:
        """Show a paper; return whether it could be read."""
        self.forget()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._paper.load(self._buffer)
        readable = self._paper.status() == QPdfDocument.Status.Ready
        self._broken.setVisible(not readable)
        self._view.setVisible(readable)
        self._view.setAccessibleName(say("pdf.pages", count=self._paper.pageCount()))
        return readable

    def forget(self) -> None:
        """Drop the paper from memory."""
        self._paper.close()
        self._buffer.close()
        self._buffer.setData(QByteArray())
