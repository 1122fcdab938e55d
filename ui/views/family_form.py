"""A form over the page: questions, what is wrong, save.  Closing it asks nothing; what was typed is kept."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from earlyhelp.domain.codes import code_list
from earlyhelp.forms.definition import Answers, Section
from ui.forms.field_input import Choice, FormContext
from ui.forms.renderer import FormPage
from ui.widgets.banner import Banner
from ui.widgets.basics import button, label
from ui.widgets.reading_order import ReadingOrder
from ui.wording import say

AUTOSAVE_MS = 300
People = Sequence[tuple[int, str]]

#: pixels; letters: an answer of one line stays on its line at any text size
_NARROWEST, _LETTERS = 760, 72


def choices(list_id: str) -> Sequence[Choice]:
    """Return the entries of a code list as a form offers them."""
    return [(one.code, one.label, one.group) for one in code_list(list_id).items]


class FormDialog(ReadingOrder, QDialog):
    """Emits `saved` and, a moment after typing and when it closes, `typed` with the answers."""

    saved = Signal(object)
    typed = Signal(object)

    def __init__(self, parent: QWidget, name: str, page: FormPage, about: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say(f"family.form.{name}"))
        self.setAccessibleName(self.windowTitle())
        self.page = page
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AUTOSAVE_MS)
        self._timer.timeout.connect(self._tell)
        page.answer_changed.connect(lambda *_: self._timer.start())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(self.windowTitle(), "title"))
        self.setAccessibleDescription(about)
        if about:
            column.addWidget(label(about, "label"))
        self._banner = Banner()
        column.addWidget(self._banner)
        column.addWidget(self._scrolling(page), 1)
        column.addLayout(self._buttons(name))
        self.resize(self.sizeHint())

    def _scrolling(self, page: FormPage) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        holder.setObjectName("scroll_body")
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(4, 4, 16, 4)
        inner.addWidget(page)
        scroll.setWidget(holder)
        return scroll

    def _buttons(self, name: str) -> QHBoxLayout:
        row = QHBoxLayout()
        role = "harmful" if name == "closure" else "go"
        self._save = button(say(f"family.form.{name}.save"), role, self._press)  # type: ignore[arg-type]
        self._save.setAutoDefault(False)
        close = button(say("family.form.close"), pressed=self.reject)
        close.setAutoDefault(False)
        row.addWidget(self._save)
        row.addWidget(close)
        row.addStretch(1)
        return row

    def sizeHint(self) -> QSize:
        """Return a page that leaves its window in view."""
        parent = self.parentWidget()
        room = parent.window().size() if parent else QSize(1000, 700)
        wanted = self.page.sizeHint().height() + 180
        wide = max(_NARROWEST, self.fontMetrics().averageCharWidth() * _LETTERS)
        return QSize(min(wide, room.width() - 80), min(wanted, room.height() - 60))

    def show_failure(self, sentence: str) -> None:
        """Say why it was not saved."""
        self._banner.show_message(say("family.form.failed"), sentence)

    def set_busy(self, busy: bool) -> None:
        """Take no second press while the first is answered."""
        self._save.setEnabled(not busy)

    def done(self, result: int) -> None:
        """Hand over the last keys before it closes."""
        self._tell_last()
        super().done(result)

    def finish(self) -> None:
        """Close after saving: nothing is left to keep."""
        self._timer.stop()
        super().done(QDialog.DialogCode.Accepted)

    def _press(self) -> None:
        self._tell_last()  # what is refused is kept, too
        self._banner.leave()
        self.saved.emit(self.page.answers())

    def _tell_last(self) -> None:
        if self._timer.isActive():
            self._tell()

    def _tell(self) -> None:
        self._timer.stop()
        self.typed.emit(self.page.answers())


class FormHost(QObject):
    """The one form that may be open over a page."""

    saved = Signal(object)
    typed = Signal(object)
    words_typed = Signal(str, object)

    def __init__(self, owner: QWidget, about: Callable[[], str] = str) -> None:
        """Take the page, and what says whom a form is about: the page's head is behind it."""
        super().__init__(owner)
        self._owner, self._about = owner, about
        self.dialog: FormDialog | None = None

    def open(
        self,
        name: str,
        sections: tuple[Section, ...],
        answers: Answers,
        people: People,
        children: People,
    ) -> None:
        """Open a form, in place of the one that is open."""
        self.close()
        context = FormContext(options_of=choices, people=people)
        page = FormPage(sections, children, context)
        page.set_answers(answers)
        page.answer_changed.connect(self.words_typed)
        dialog = self.dialog = FormDialog(self._owner, name, page, self._about())
        dialog.saved.connect(self.saved)
        dialog.typed.connect(self.typed)
        dialog.finished.connect(self._closed)
        dialog.open()
        page.go_to(_beginning(sections, answers, page))

    def show_errors(self, errors: dict[str, str]) -> None:
        """Show what is wrong at the questions."""
        if self.dialog:
            self.dialog.page.show_errors(errors)

    def show_notice(self, key: str, sentence: str) -> None:
        """Show a gentle warning at a question, or take it away."""
        if self.dialog:
            self.dialog.page.show_notice(key, sentence)

    def show_failure(self, sentence: str) -> None:
        """Show why it was not saved."""
        if self.dialog:
            self.dialog.show_failure(sentence)

    def set_busy(self, busy: bool) -> None:
        """Take no press while the keeper answers."""
        if self.dialog:
            self.dialog.set_busy(busy)

    def close(self) -> None:
        """Close the form."""
        if self.dialog:
            self.dialog.finish()

    def leave(self) -> None:
        """Close the form and keep what was typed."""
        if self.dialog:
            self.dialog.reject()

    def _closed(self, _result: int) -> None:
        self.dialog = None


def _beginning(sections: Sequence[Section], answers: Answers, page: FormPage) -> str:
    """Return where one begins to write: after a day that is filled in already."""
    keys = [*page.keys(), "", ""]
    dated = bool(sections and sections[0].field) and sections[0].field[0].kind == "date"
    return keys[1] if dated and keys[0] in answers and keys[1] not in answers else keys[0]
