"""The DPIA register: eighteen lines, one of them opened, a run on demand, the annex.  Judges nothing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from earlyhelp.errors import HouseError
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.register import (
    CheckRegister,
    PastFinding,
    Register,
    RegisterAnnex,
    RegisterHistory,
    RegisterLine,
    RegisterView,
)
from ui.presenters.asking import Go, Send
from ui.wording import moment, say


class RegisterScreen(Protocol):
    """What the page of all lines must offer."""

    def show_lines(self, lines: Sequence[RegisterLine], checked: str) -> None: ...
    def show_counts(self, ok: int, red: int, unknown: int) -> None: ...
    def show_checking(self, checking: bool) -> None: ...
    def show_paper(self, content: bytes) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class LineScreen(Protocol):
    """What the page of one line must offer."""

    def show_line(self, line: RegisterLine, checked: str) -> None: ...
    def show_history(self, rows: Sequence[tuple[PastFinding, str]]) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class RegisterPresenter:
    """All lines with their last results."""

    def __init__(self, view: RegisterScreen, send: Send, go: Go) -> None:
        self._view, self._send, self._go = view, send, go

    def load(self) -> None:
        """Show the register as it stands."""
        self._send(Register(), self._show, self._failed)

    def check(self) -> None:
        """Ask for a run of every check."""

        def begun(_receipt: Receipt) -> None:
            self._view.show_checking(True)

        self._send(CheckRegister(), begun, self._failed)

    def annex(self) -> None:
        """Ask for the annex of the DPIA."""
        self._send(RegisterAnnex(), self._view.show_paper, self._failed)

    def open(self, number: object) -> None:
        """Open one line."""
        self._go("register_line", number=number)

    def _show(self, register: RegisterView) -> None:
        states = [line.found.status for line in register.lines]
        counts = (states.count(each) for each in ("ok", "red", "not_checked"))
        self._view.show_lines(register.lines, checked(register.checked_at, register.why))
        self._view.show_counts(*counts)
        self._view.show_checking(register.checking)

    def _failed(self, error: HouseError) -> None:
        self._view.show_checking(False)
        self._view.show_failure(say(error.key, **error.params))


class LinePresenter:
    """One risk: the council's words, our control, what each check saw, and what earlier runs saw."""

    def __init__(self, view: LineScreen, send: Send, number: int) -> None:
        self._view, self._send, self._number = view, send, number

    def load(self) -> None:
        """Show the line and its history."""
        self._send(Register(), self._show, self._failed)
        self._send(RegisterHistory(number=self._number), self._past, self._failed)

    def _show(self, register: RegisterView) -> None:
        for line in register.lines:
            if line.number == self._number:
                self._view.show_line(line, checked(line.checked_at, register.why))

    def _past(self, past: Sequence[PastFinding]) -> None:
        self._view.show_history([(one, moment(one.at)) for one in past])

    def _failed(self, error: HouseError) -> None:
        self._view.show_failure(say(error.key, **error.params))


def checked(at: datetime | None, why: str) -> str:
    """Return when the checks were last run and why, as a sentence."""
    if at is None:
        return say("registerpage.never")
    return say("registerpage.checked", at=moment(at), why=say(f"registerpage.why.{why}"))
