"""Opens a form over a page, keeps what is typed, checks it, sends it.  Refuses to know which form."""

from collections.abc import Callable
from datetime import date
from typing import Any, Protocol

import msgspec

from earlyhelp.errors import HouseError, Invalid
from earlyhelp.forms.definition import Answers, FormDefinition, Section
from earlyhelp.forms.validation import check
from earlyhelp.messages.base import Message
from earlyhelp.messages.session import Drafts, DraftText, SaveDraft
from earlyhelp.settings import load
from ui.presenters.asking import Send
from ui.wording import knows, say

People = tuple[tuple[int, str], ...]


class FormsView(Protocol):
    """What a page that opens forms must offer."""

    def open_form(
        self,
        name: str,
        sections: tuple[Section, ...],
        answers: Answers,
        people: People,
        children: People,
    ) -> None: ...
    def show_form_errors(self, errors: dict[str, str]) -> None: ...
    def show_form_failure(self, sentence: str) -> None: ...
    def set_form_busy(self, busy: bool) -> None: ...
    def close_form(self) -> None: ...


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """A form to be opened and the command its answers make.

    Shape: with a `subject_id` what is typed is kept as a draft until it is saved, under `draft` where
    two forms are two ways to send the same words; `done` takes an
    answer that is no receipt, `send` a way of its own to the keeper.
    """

    name: str
    form: FormDefinition
    make: Callable[[Answers], Message]
    answers: Answers = {}
    people: People = ()
    children: People = ()
    subject_id: int = 0
    draft: str = ""
    done: Callable[[Any], None] | None = None
    send: Send | None = None


class FormDesk:
    """One form at a time."""

    def __init__(self, view: FormsView, send: Send, done: Callable[[Any], None]) -> None:
        self._view = view
        self._send = send
        self._done = done
        self._ask: Ask | None = None
        self._unread = False  # a draft that could not be read is not written over

    def open(self, ask: Ask) -> None:
        """Open a form, with what was typed into it before."""
        self._ask, self._unread = ask, False
        if not ask.subject_id:
            self._show(ask.answers)
            return
        asked = Drafts(kind=ask.draft or ask.name, subject_id=ask.subject_id)
        self._send(asked, self._found, self._not_found)

    def typed(self, answers: Answers) -> None:
        """Keep what is being typed."""
        if self._ask is not None and self._ask.subject_id and not self._unread:
            self._keep(self._ask, msgspec.json.encode(answers).decode())

    def saved(self, answers: Answers) -> None:
        """Check the form and send it."""
        ask = self._ask
        if ask is None:
            return
        wrong = check(ask.form, answers, [one for one, _name in ask.children], complete=True)
        if wrong:
            self._view.show_form_errors({key: say(fault) for key, fault in wrong.items()})
            return
        self._view.set_form_busy(True)
        (ask.send or self._send)(ask.make(answers), self._succeeded, self._failed)

    def _found(self, drafts: tuple[DraftText, ...]) -> None:
        if self._ask is not None:
            kept = msgspec.json.decode(drafts[0].content, type=Answers) if drafts else {}
            self._show(self._ask.answers | kept)

    def _not_found(self, _error: HouseError) -> None:
        if self._ask is not None:
            self._unread = True
            self._show(self._ask.answers)
            self._view.show_form_failure(say("form.draft_unread"))

    def _show(self, answers: Answers) -> None:
        if self._ask is not None:
            ask = self._ask
            self._view.open_form(ask.name, ask.form.section, answers, ask.people, ask.children)

    def _keep(self, ask: Ask, content: str) -> None:
        kind = ask.draft or ask.name
        draft = SaveDraft(kind=kind, subject_id=ask.subject_id, content=content)
        self._send(draft, lambda _receipt: None, self._failed)

    def _succeeded(self, receipt: Any) -> None:
        ask, self._ask = self._ask, None
        self._view.set_form_busy(False)
        self._view.close_form()
        if ask is not None and ask.subject_id and not self._unread:
            self._keep(ask, "")
        (ask.done if ask is not None and ask.done else self._done)(receipt)

    def _failed(self, error: HouseError) -> None:
        self._view.set_form_busy(False)
        if isinstance(error, Invalid) and self._ask is not None:
            self._view.show_form_errors(errors_of(error, self._ask.form))
        else:
            self._view.show_form_failure(say(error.key, **error.params))


def errors_of(error: Invalid, form: FormDefinition) -> dict[str, str]:
    """Return sentences by answer key; the keeper may name a field without its section."""
    places = {one.id: f"{part.id}.{one.id}" for part in form.section for one in part.field}
    return {
        places.get(field, field): say(key if knows(key) else "error.invalid")
        for field, key in error.fields.items()
    }


def dialog(name: str) -> FormDefinition:
    """Return a small form of `resources/dialogs`."""
    return load(f"dialogs/{name}.toml", FormDefinition)


def text(answers: Answers, key: str) -> str:
    """Return an answer as text, or an empty text."""
    value = answers.get(key)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def day_of(answers: Answers, key: str) -> date | None:
    """Return an answer as a date, or None."""
    value = text(answers, key)
    return date.fromisoformat(value) if value else None


def needed_day(answers: Answers, key: str) -> date:
    """Return the date of a question that the form requires."""
    return date.fromisoformat(text(answers, key))


def number(answers: Answers, key: str) -> int:
    """Return an answer as a number, 0 for none."""
    value = answers.get(key)
    return value if isinstance(value, int) else 0


def codes(answers: Answers, key: str) -> tuple[str, ...]:
    """Return the codes ticked."""
    value = answers.get(key)
    return tuple(str(one) for one in value) if isinstance(value, list) else ()
