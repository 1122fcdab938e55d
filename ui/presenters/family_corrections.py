"""The corrections of a family: asked for when they are looked at, and their forms.  Decides nothing."""

from collections.abc import Callable, Iterable
from typing import Protocol

from msgspec.structs import replace

from earlyhelp.errors import HouseError
from earlyhelp.forms.definition import Answers, FormDefinition, Option
from earlyhelp.messages.base import Command
from earlyhelp.messages.corrections import (
    CorrectableText,
    CorrectableTexts,
    CorrectionRow,
    Corrections,
    DecideCorrection,
    NoteRecipientTold,
    RequestCorrection,
    StateDisagreement,
)
from ui.presenters.asking import Send
from ui.presenters.family_forms import Ask, FormDesk, dialog, needed_day, text

#: The forms of this section.
NAMES = frozenset({
    "correction", "correction_decision", "correction_statement", "correction_notice",
})  # fmt: skip


class CorrectionsScreen(Protocol):
    """What the page must offer."""

    def show_corrections(self, rows: tuple[CorrectionRow, ...]) -> None: ...


class CorrectionsDesk:
    """The corrections of one family."""

    def __init__(
        self,
        view: CorrectionsScreen,
        send: Send,
        forms: FormDesk,
        failed: Callable[[HouseError], None],
        family_id: int,
    ) -> None:
        self._view, self._send, self._forms, self._failed = view, send, forms, failed
        self._family_id = family_id
        self._rows: dict[int, CorrectionRow] = {}

    def load(self) -> None:
        """Fetch the corrections."""
        self._send(Corrections(family_id=self._family_id), self._show, self._failed)

    def open(self, name: str, correction_id: int) -> None:
        """Open a form; all but the first are about a row."""
        if name == "correction":
            asked = CorrectableTexts(family_id=self._family_id)
            self._send(asked, self._ask_which, self._failed)
            return
        row = self._rows.get(correction_id)
        if row is not None:
            self._forms.open(ask_about(name, row))

    def _show(self, rows: tuple[CorrectionRow, ...]) -> None:
        self._rows = {row.id: row for row in rows}
        self._view.show_corrections(rows)

    def _ask_which(self, texts: tuple[CorrectableText, ...]) -> None:
        family_id = self._family_id

        def make(given: Answers) -> Command:
            return RequestCorrection(
                family_id=family_id,
                record=text(given, "correction.record"),
                asker=text(given, "correction.asker"),
                wrong=text(given, "correction.wrong"),
                wanted=text(given, "correction.wanted"),
                received_on=needed_day(given, "correction.received_on"),
            )

        offered = ((one.key, one.label) for one in texts)
        form = _offering(dialog("correction"), "record", offered)
        self._forms.open(Ask(name="correction", form=form, make=make))


def ask_about(name: str, row: CorrectionRow) -> Ask:
    """Return a form about one request."""
    form = dialog(name)
    if name == "correction_notice":
        form = _offering(form, "recipient", ((one, one) for one in row.to_tell))
    return Ask(name=name, form=form, make=lambda given: _command(name, row, given))


def _command(name: str, row: CorrectionRow, given: Answers) -> Command:
    if name == "correction_decision":
        return DecideCorrection(
            correction_id=row.id,
            version=row.version,
            corrected=given.get("decision.corrected") is True,
            correction=text(given, "decision.correction"),
            why=text(given, "decision.why"),
        )
    if name == "correction_statement":
        said = text(given, "statement.statement")
        return StateDisagreement(correction_id=row.id, version=row.version, statement=said)
    return NoteRecipientTold(
        correction_id=row.id,
        recipient=text(given, "notice.recipient"),
        told_on=needed_day(given, "notice.told_on"),
    )


def _offering(
    form: FormDefinition, field_id: str, offered: Iterable[tuple[str, str]]
) -> FormDefinition:
    """Return a form whose choice offers what is there now."""
    (section,) = form.section
    options = tuple(Option(code, words) for code, words in offered)
    fields = tuple(
        replace(one, options=options) if one.id == field_id else one for one in section.field
    )
    return replace(form, section=(replace(section, field=fields),))
