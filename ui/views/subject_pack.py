"""The pack: made, checked by a second person, released.  Decides nothing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from earlyhelp.domain.codes import code_list
from ui.theme import restyle
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.confirm import ask
from ui.widgets.flow import FlowLayout
from ui.widgets.work_bar import WorkBar
from ui.wording import say


class PackSection(QWidget):
    """Emits what is to be done with the pack."""

    make_pressed = Signal()
    read_pressed = Signal()
    looks_pressed = Signal()
    release_agreed = Signal()
    kept_pressed = Signal(str)
    stop_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(say("subject.section.pack"))
        self._state = label()
        card.body.addWidget(self._state)
        holder = QWidget()
        row = FlowLayout(holder, gap=8, line_gap=8)
        self.make = button(say("subject.pack.make"), "go", self.make_pressed.emit)
        self.read = button(say("subject.pack.read"), pressed=self.read_pressed.emit)
        self.looks = button(say("subject.pack.looks"), pressed=self.looks_pressed.emit)
        self.release = button(say("subject.pack.release"), "go", self._ask)
        for one in (self.make, self.read, self.release, self.looks):
            row.addWidget(one)
        card.body.addWidget(holder)
        self.work = WorkBar()
        self.work.stop_pressed.connect(self.stop_pressed)
        card.body.addWidget(self.work)
        card.body.addWidget(self._kept_part())
        column.addWidget(card)
        column.addStretch(1)

    def _kept_part(self) -> QWidget:
        self._kept = QWidget()
        column = QVBoxLayout(self._kept)
        column.setContentsMargins(0, 0, 0, 0)
        told = label(say("subject.pack.kept.why"), "label")
        self.why = QComboBox()
        self.why.setAccessibleName(say("subject.pack.kept.why"))
        told.setBuddy(self.why)
        for one in code_list("kept_pack_reason").items:
            self.why.addItem(one.label, one.code)
        self.kept = button(say("subject.pack.kept"), pressed=self._open_kept)
        for part in (label(say("subject.pack.kept.note"), "hint"), told, self.why, self.kept):
            column.addWidget(part)
        self._kept.hide()
        return self._kept

    def _open_kept(self) -> None:
        self.kept_pressed.emit(self.why.currentData())

    def show_state(self, sentence: str) -> None:
        """Say how the pack stands."""
        self._state.setText(sentence)

    def show_work(self, sentence: str, done: int = 0, total: int = 0) -> None:
        """Say how far the making is; "" once it is over."""
        making, stopping = self.make.hasFocus(), self.work.stop.hasFocus()
        if stopping and not sentence:
            self.looks.setFocus()
        self.work.show_work(sentence, done, total)
        if making and sentence:  # that button is about to go
            self.work.stop.setFocus()

    def offer_kept(self, *, may_open: bool) -> None:
        """Show the way to the copy of a closed request."""
        self._kept.setVisible(may_open)

    def offer(self, *, make: bool, again: bool, read: bool, release: bool) -> None:
        """Show the buttons of what can be done now."""
        self.make.setText(say("subject.pack.again" if again else "subject.pack.make"))
        self.make.setProperty("role", "plain" if again else "go")  # once made, it is read
        restyle(self.make)
        self.make.setVisible(make)
        self.read.setVisible(read)
        self.release.setVisible(release)

    def _ask(self) -> None:
        ask(
            self,
            say("subject.pack.release.ask"),
            say("subject.pack.release.keep"),
            say("subject.pack.release"),
            self.release_agreed.emit,
        )
