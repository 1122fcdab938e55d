"""The corrections of the families a request opened: listed together, decided one by one.  Decides nothing."""

from collections.abc import Iterable
from typing import Protocol

from earlyhelp.messages.corrections import CorrectionRow, Corrections
from ui.presenters.asking import Failed, Send
from ui.presenters.family_corrections import ask_about
from ui.presenters.family_forms import FormDesk


class CorrectionsPart(Protocol):
    """What the section must offer."""

    def show_rows(self, rows: tuple[CorrectionRow, ...]) -> None: ...


class SubjectCorrections:
    """One request's families; each is asked for when the section is looked at."""

    def __init__(self, part: CorrectionsPart, send: Send, forms: FormDesk, failed: Failed) -> None:
        self._part, self._send, self._forms, self._failed = part, send, forms, failed
        self._rows: dict[int, CorrectionRow] = {}
        self._families: tuple[int, ...] = ()
        self._unanswered = 0

    def load(self, family_ids: Iterable[int]) -> None:
        """Fetch what was asked to be put right in these families; what stands there stays meanwhile."""
        families = tuple(dict.fromkeys(family_ids))
        if families != self._families or not families:
            self._part.show_rows(())
        self._families, self._rows, self._unanswered = families, {}, len(families)
        for family_id in families:
            self._send(Corrections(family_id=family_id), self._add, self._failed)

    def open(self, name: str, correction_id: int) -> None:
        """Open a form about a row."""
        row = self._rows.get(correction_id)
        if row is not None:
            self._forms.open(ask_about(name, row))

    def _add(self, rows: tuple[CorrectionRow, ...]) -> None:
        self._rows |= {row.id: row for row in rows}
        self._unanswered -= 1
        if self._unanswered <= 0:
            self._part.show_rows(tuple(self._rows.values()))
