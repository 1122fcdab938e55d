"""The register of sharing agreements and the packages that are out.  No family is anywhere near."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from earlyhelp.messages.sharing import IsaRow, PackageRow, SharingRegister
from ui.tables.table import Table
from ui.views.family_form import FormHost
from ui.views.form_verbs import FormVerbs
from ui.views.sharing_tables import isa_columns, package_columns
from ui.widgets import confirm
from ui.widgets.banner import Banner
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.first_focus import begin_at
from ui.widgets.flow import FlowLayout
from ui.widgets.page_head import PageHead
from ui.widgets.receipt import ReceiptLine
from ui.widgets.section_tabs import SectionTabs
from ui.wording import say


class SharingView(FormVerbs, QWidget):
    """Emits what should be done; ending an agreement asks once more."""

    isa_chosen = Signal(object)
    new_pressed = Signal()
    change_pressed = Signal()
    end_agreed = Signal()
    package_chosen = Signal(object)
    receipt_chosen = Signal(str)
    close_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        head = PageHead()
        head.show_title(say("rail.sharing"), say("sharing.page.note"))
        self._receipt, self._failure = ReceiptLine(), Banner()
        self.isas = Table(isa_columns(), lambda row: row.id, say("sharing.page.isas"))
        self.packages = Table(package_columns(), lambda row: row.id, say("sharing.page.packages"))
        self.tabs = SectionTabs()
        for part in (head, self._receipt, self._failure, self.tabs):
            column.addWidget(part)
        self._pages: dict[str, QWidget] = {}
        for key, page in (("isas", self._isas_page()), ("packages", self._packages_page())):
            self.tabs.add(key, say(f"sharing.page.{key}"))
            self._pages[key] = page
            column.addWidget(page)
        column.addStretch(1)
        self.tabs.chosen.connect(self._open)
        self.isas.row_chosen.connect(self.isa_chosen)
        self.isas.row_opened.connect(lambda _row: self.change_pressed.emit())
        self.forms = FormHost(self)
        self._open("isas")
        begin_at(self, self.isas)

    def _isas_page(self) -> Card:
        card = Card()
        self._none = label(say("family.none"), "muted")
        card.body.addWidget(self._none)
        card.body.addWidget(self.isas)
        self.new = button(say("sharing.page.new"), "go", self.new_pressed.emit)
        self.change = button(say("sharing.page.change"), pressed=self.change_pressed.emit)
        self.end = button(say("sharing.page.end"), "danger", self._ask_end)
        card.body.addWidget(_in_line(self.new, self.change, self.end))
        self.show_isa(None)
        return card

    def _packages_page(self) -> Card:
        card = Card()
        self._no_packages = label(say("family.none"), "muted")
        card.body.addWidget(self._no_packages)
        card.body.addWidget(self.packages)
        self.receipt = button(say("sharing.package.receipt"), "go", self._ask_receipt)
        self.close_package = button(say("sharing.package.close"), pressed=self.close_pressed.emit)
        card.body.addWidget(_in_line(self.receipt, self.close_package))
        self.packages.row_chosen.connect(self.package_chosen)
        self.show_package(None)
        return card

    def _open(self, key: str) -> None:
        self.tabs.choose(key)
        for name, page in self._pages.items():
            page.setVisible(name == key)

    def show_register(self, register: SharingRegister) -> None:
        """Show agreements and packages in the order they came."""
        self._failure.leave()
        self._none.setVisible(not register.isas)
        self.isas.setVisible(bool(register.isas))
        self.isas.set_rows(register.isas)
        self._no_packages.setVisible(not register.packages)
        self.packages.setVisible(bool(register.packages))
        self.packages.set_rows(register.packages)

    def show_isa(self, row: IsaRow | None) -> None:
        """Show what may be done with the chosen agreement."""
        self.change.setVisible(row is not None)
        self.end.setVisible(row is not None and row.standing != "ended")

    def show_package(self, row: PackageRow | None) -> None:
        """Show what may be done with the chosen package."""
        self.close_package.setVisible(row is not None and row.state != "closed")

    def show_receipt(self, sentence: str) -> None:
        """Say what was done."""
        self._failure.leave()
        self._receipt.show_receipt(sentence)

    def show_failure(self, sentence: str) -> None:
        """Say what went wrong."""
        self._receipt.hide()
        self._failure.show_message(say("failure.title"), sentence)

    def _ask_receipt(self) -> None:
        dialog = QFileDialog(self, say("sharing.package.receipt"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilter("JSON (*.json)")
        dialog.fileSelected.connect(self.receipt_chosen)
        dialog.open()

    def _ask_end(self) -> None:
        confirm.ask(
            self,
            say("sharing.page.end.ask"),
            say("sharing.page.end.keep"),
            say("sharing.page.end"),
            self.end_agreed.emit,
        )


def _in_line(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = FlowLayout(holder, gap=8, line_gap=8)
    for one in widgets:
        row.addWidget(one)
    return holder
