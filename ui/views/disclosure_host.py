"""What lies over a page while a paper is made: the form, the dialog, the paper that was handed out."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from earlyhelp.messages.disclosing import Preview, Released
from ui.views.disclosure import DisclosureDialog
from ui.views.family_form import FormHost
from ui.views.form_verbs import FormVerbs
from ui.wording import say

if TYPE_CHECKING:
    from ui.views.paper import PaperDialog


class DisclosureHost(FormVerbs, QObject):
    """The form and the dialog of one paper over a page."""

    settled = Signal(object)
    release_pressed = Signal(object)
    file_copy_wanted = Signal(str, str)
    failed = Signal(str)

    def __init__(self, owner: QWidget, way: str = "print_for") -> None:
        super().__init__(owner)
        self._owner, self._way = owner, way
        self.forms = FormHost(owner)
        self.dialog: DisclosureDialog | None = None
        self.copy: PaperDialog | None = None

    def show_preview(self, preview: Preview) -> None:
        """Show the paper as it would be, in the dialog that is open or a new one."""
        if self.dialog is None:
            dialog = self.dialog = DisclosureDialog(self._owner, self._way)
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

    def show_file_copy(self, content: bytes) -> None:
        """Show the copy for the file; as a file it leaves only with a reason."""
        from ui.views.paper import PaperDialog

        self.copy = PaperDialog(self._owner, content, reason=True)
        self.copy.outside_wanted.connect(self.file_copy_wanted)
        self.copy.finished.connect(self._copy_closed)
        self.copy.open()

    def write_file_copy(self, path: str, content: bytes) -> None:
        """Write the copy where it was asked for; why is written down already."""
        if self.copy is not None:
            self.copy.write(path, content)

    def show_file_copy_failure(self, sentence: str) -> None:
        """Say why the copy was not let out."""
        if self.copy is not None:
            self.copy.show_failure(sentence)

    def leave(self) -> None:
        """Close whatever is open."""
        self.forms.leave()
        for dialog in (self.dialog, self.copy):
            if dialog is not None:
                dialog.reject()

    def _copy_closed(self, _result: int) -> None:
        self.copy = None

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
