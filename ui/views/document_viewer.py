"""A document on the screen, from memory: pages, a picture or words.  Refuses to write it anywhere."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from earlyhelp.messages.documents import DocumentSeen
from ui.widgets.basics import button, label
from ui.widgets.reading_order import ReadingOrder
from ui.wording import say

_LARGEST_WIDE, _LARGEST_HIGH, _EDGE = 1000, 1200, 60


class DocumentDialog(ReadingOrder, QDialog):
    """One document; it leaves memory with the dialog."""

    def __init__(self, parent: QWidget, seen: DocumentSeen, pages: bytes) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # The window's title goes to the desktop's lists; the name of the file stays inside.
        self.setWindowTitle(say("documents.viewer"))
        self.setAccessibleName(say("documents.viewer"))
        room = parent.window().size()
        self.resize(
            min(room.width() - _EDGE, _LARGEST_WIDE), min(room.height() - _EDGE, _LARGEST_HIGH)
        )
        column = QVBoxLayout(self)
        column.addWidget(label(seen.name, "heading"))
        if seen.view == "text":
            hint = "documents.viewer.cut" if seen.cut else "documents.viewer.words"
            column.addWidget(label(say(hint), "hint"))
        column.addWidget(self._body(seen, pages), 1)
        self.close_button = button(say("documents.viewer.close"), pressed=self.reject)
        column.addWidget(self.close_button)
        self.close_button.setFocus()

    def _body(self, seen: DocumentSeen, pages: bytes) -> QWidget:
        if seen.view == "pages":
            from ui.widgets.pdf_preview import PdfPreview

            self.preview = PdfPreview()
            self.preview.show_paper(pages)
            return self.preview
        return _picture(seen) if seen.view == "picture" else _words(seen)

    def done(self, result: int) -> None:
        """Forget the document."""
        preview = getattr(self, "preview", None)
        if preview is not None:
            preview.forget()
        super().done(result)


def _picture(seen: DocumentSeen) -> QWidget:
    drawn = QPixmap()
    drawn.loadFromData(seen.picture, "JPEG")
    shown = QLabel()
    shown.setPixmap(drawn)
    shown.setAccessibleName(say("documents.viewer.picture", name=seen.name))
    shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(shown)
    return area


def _words(seen: DocumentSeen) -> QWidget:
    words = QPlainTextEdit(seen.text)
    words.setReadOnly(True)
    words.setAccessibleName(seen.name)
    words.setTabChangesFocus(True)
    if "\t" in seen.text or seen.name.lower().endswith(".csv"):
        words.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        words.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    return words
