"""A page with a head, a receipt, a banner and forms that open over it.  Knows no form by name."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.views.family_form import FormHost
from ui.views.form_verbs import FormVerbs
from ui.views.paper import PaperDialog
from ui.widgets.banner import Banner
from ui.widgets.page_head import PageHead
from ui.widgets.receipt import ReceiptLine
from ui.wording import say


class WithForms(FormVerbs, QWidget):
    """Put what the page shows into `column`, under the head."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 16, 24, 24)
        self.column.setSpacing(12)
        self.head = PageHead(title)
        self._banner, self._receipt = Banner(), ReceiptLine()
        for part in (self.head, self._receipt, self._banner):
            self.column.addWidget(part)
        self.forms = FormHost(self)

    def show_receipt(self, sentence: str) -> None:
        """Say what was done."""
        self._banner.leave()
        self._receipt.show_receipt(sentence)

    def show_failure(self, sentence: str) -> None:
        """Say what went wrong."""
        self._receipt.hide()
        self._banner.show_message(say("family.failed"), sentence)

    def leave_failure(self) -> None:
        """Take the message of an earlier failure away."""
        self._banner.leave()

    def show_paper(self, content: bytes) -> None:
        """Show a paper over the page."""
        PaperDialog(self, content).open()
