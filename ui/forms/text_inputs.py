"""Inputs for words and numbers.  Refuse no letter; what is wrong is said when the form is checked."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from earlyhelp.forms.definition import Answer
from ui.forms.field_input import FieldInput

_LEAST_LINES, _MOST_LINES = 3, 16
_MOST_DIGITS = 12


class LineInput(FieldInput):
    """One line of words."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QLineEdit()
        _only(self, self.box)
        self.box.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> Answer | None:
        """Return what was typed, without spaces around it."""
        return self.box.text().strip() or None

    def set_value(self, value: Answer | None) -> None:
        """Show words; a box that says them already is left to whoever types in it."""
        words = "" if value is None else str(value)
        if words != self.box.text().strip():
            self.box.setText(words)

    def set_read_only(self, read_only: bool) -> None:
        """Show words that can be reached, read and copied, not changed."""
        self.box.setReadOnly(read_only)

    def named_parts(self) -> Sequence[QWidget]:
        """Return the box."""
        return (self.box,)


class NumberInput(LineInput):
    """A whole number; what is not one comes back as typed, so that the check can name it."""

    def __init__(self) -> None:
        super().__init__()
        self.box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def value(self) -> Answer | None:
        """Return the number, or what was typed instead of one."""
        typed = self.box.text().strip()
        short = len(typed) <= _MOST_DIGITS and typed.isascii() and typed.isdecimal()
        return int(typed) if short else typed or None


class _GrowingText(QPlainTextEdit):
    """Grows with what is written; Tab leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(
            lambda _size: self.updateGeometry()
        )

    def sizeHint(self) -> QSize:
        """Return room for what is written, between three and sixteen lines."""
        lines = min(max(int(self.document().size().height()), _LEAST_LINES), _MOST_LINES)
        return QSize(240, (lines + 1) * self.fontMetrics().lineSpacing() + 20)

    def minimumSizeHint(self) -> QSize:
        """Return the same height: a text is not squeezed."""
        return QSize(120, self.sizeHint().height())


class TextInput(FieldInput):
    """Words over several lines."""

    def __init__(self) -> None:
        super().__init__()
        self.box = _GrowingText()
        _only(self, self.box)
        self.box.textChanged.connect(self.changed)

    def value(self) -> Answer | None:
        """Return what was written."""
        return self.box.toPlainText().strip() or None

    def set_value(self, value: Answer | None) -> None:
        """Show words; a box that says them already is left to whoever types in it."""
        words = "" if value is None else str(value)
        if words == self.box.toPlainText().strip():
            return
        self.box.blockSignals(True)
        self.box.setPlainText(words)
        self.box.blockSignals(False)
        if self.box.hasFocus():  # whoever types goes on at the end
            self.box.moveCursor(QTextCursor.MoveOperation.End)
        self.box.updateGeometry()

    def set_read_only(self, read_only: bool) -> None:
        """Show words that can be reached, read and copied, not changed."""
        self.box.setReadOnly(read_only)

    def named_parts(self) -> Sequence[QWidget]:
        """Return the box."""
        return (self.box,)


def _only(owner: FieldInput, part: QWidget) -> None:
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(part)
    owner.setFocusProxy(part)
