"""A line for the path of a file, with a dialog to choose it.  Refuses to read or write anything."""

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from ui.widgets.basics import button
from ui.wording import say


class FileLine(QWidget):
    """A path, typed or chosen; `new` asks for a file that is not there yet, `folder` for a folder."""

    def __init__(self, name: str, *, new: bool = False, folder: bool = False) -> None:
        super().__init__()
        self._name, self._new, self._folder = name, new, folder
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        choose = button(say("signin.key_file.choose"), pressed=self._choose)
        choose.setAccessibleName(say("frame.choose_file", name=name))
        row.addWidget(self.line, 1)
        row.addWidget(choose)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """Return the path as it stands."""
        return self.line.text().strip()

    def clear(self) -> None:
        """Forget the path."""
        self.line.clear()

    def _choose(self) -> None:
        dialog = QFileDialog(self, self._name)
        if self._new:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        if self._folder:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.line.setText)
        dialog.open()
