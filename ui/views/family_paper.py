"""Shows a paper over the page, from memory, and prints it.  Writes nothing to disk."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui.widgets.basics import button
from ui.widgets.pdf_preview import PdfPreview
from ui.wording import say


class PaperDialog(QDialog):
    """A preview that forgets the paper when it closes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("family.paper"))
        column = QVBoxLayout(self)
        self._preview = PdfPreview()
        column.addWidget(self._preview, 1)
        column.addWidget(button(say("family.form.close"), pressed=self.reject))

    def sizeHint(self) -> QSize:
        """Return a page as large as its window allows."""
        parent = self.parentWidget()
        room = parent.window().size() if parent else QSize(1000, 800)
        return QSize(min(900, room.width() - 80), room.height() - 60)

    def show_paper(self, content: bytes) -> None:
        """Show the paper."""
        self._preview.show_paper(content)
        self.open()

    def done(self, result: int) -> None:
        """Forget the paper."""
        self._preview.forget()
        super().done(result)
