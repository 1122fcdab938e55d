"""A page with a head, a receipt, a banner and forms that open over it.  Knows no form by name."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from earlyhelp.forms.definition import Answers, Section
from ui.views.family_form import FormHost, People
from ui.views.paper import PaperDialog
from ui.widgets.banner import Banner
from ui.widgets.page_head import PageHead
from ui.widgets.receipt import ReceiptLine
from ui.wording import say


class FormVerbs:
    """What a page offers a presenter that opens forms over it; the page has a `forms` host."""

    forms: FormHost

    def open_form(
        self,
        name: str,
        sections: tuple[Section, ...],
        answers: Answers,
        people: People,
        children: People,
    ) -> None:
        """Open a form over the page."""
        self.forms.open(name, sections, answers, people, children)

    def show_form_errors(self, errors: dict[str, str]) -> None:
        """Show what is wrong in the form."""
        self.forms.show_errors(errors)

    def show_form_failure(self, sentence: str) -> None:
        """Show why the form was not saved."""
        self.forms.show_failure(sentence)

    def set_form_busy(self, busy: bool) -> None:
        """Take no press while the keeper answers."""
        self.forms.set_busy(busy)

    def close_form(self) -> None:
        """Close the form."""
        self.forms.close()


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
