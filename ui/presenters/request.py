"""A new request for support: the gate first, people with possible matches, kept at every change."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

import msgspec

from earlyhelp.domain.values import nhs_number, postcode, upn, whole_date
from earlyhelp.errors import HouseError, Invalid
from earlyhelp.forms.definition import Answers
from earlyhelp.forms.loader import form
from earlyhelp.forms.validation import check
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.people import Contactable, PossibleMatch, PossibleMatches
from earlyhelp.messages.requests import NewPerson, ReceiveRequest
from earlyhelp.messages.session import Drafts, DraftText, SaveDraft
from ui.presenters.asking import Go, Send
from ui.presenters.family_forms import errors_of, needed_day, text
from ui.presenters.request_typing import Typed, Typing
from ui.wording import knows, say

Announce = Callable[[frozenset[str]], None]
GATE = "gate.significant_harm"
_KIND = "request"
#: what is being written, and what was typed before the keeper had told what was being written
_WHOLE, _EARLY = 0, 1
_ALWAYS_ASKED = ("who.source", "who.received_on")
_CHECKS: dict[str, Callable[[str], object]] = {
    "born": whole_date,
    "nhs_number": nhs_number,
    "upn": upn,
}


class RequestView(Protocol):
    """What the page must offer."""

    def so_far(self) -> tuple[Answers, Sequence[Typed], int]: ...
    def show_typed(self, answers: Answers, people: Sequence[Typed], team_id: int) -> None: ...
    def show_gate(self, *, danger: bool) -> None: ...
    def show_matches(self, place: int, rows: Sequence[PossibleMatch]) -> None: ...
    def show_errors(self, errors: dict[str, str]) -> None: ...
    def show_failure(self, sentence: str) -> None: ...
    def set_busy(self, busy: bool) -> None: ...
    def forget(self) -> None: ...


class RequestPresenter:
    """One request being written.

    Shape: until the keeper has told what was being written, what is typed is kept beside it, in a
    draft of its own: nothing is written over, and locking loses nothing.
    """

    def __init__(
        self, view: RequestView, send: Send, go: Go, announce: Announce, today: Callable[[], date]
    ) -> None:
        self._view, self._send, self._go = view, send, go
        self._announce, self._today = announce, today
        self._asked = self._came = self._early = False

    def load(self) -> None:
        """Bring back what was typed before, once: afterwards the page itself has it."""
        if not self._asked:
            self._asked = True
            self._send(Drafts(kind=_KIND), self._restore, self._not_restored)

    def typed(self, answers: Answers, people: Sequence[Typed], team_id: int) -> None:
        """Keep what is typed and show what the gate answers to it."""
        self._view.show_gate(danger=answers.get(GATE) is True)
        self._keep(Typing(answers=answers, people=tuple(people), team_id=team_id))

    def person_typed(self, place: int, person: Typed, home: str) -> None:
        """Look for somebody who may be the person being typed."""
        names = person.get("forename", ""), person.get("surname", "")
        numbers = _good(person, "nhs_number"), _good(person, "upn")
        if person.get("person_id") or not (all(names) or any(numbers)):
            self._view.show_matches(place, ())
            return
        born = _good(person, "born")
        asked = PossibleMatches(
            forename=names[0],
            surname=names[1],
            born_on=date.fromisoformat(born) if born else None,
            postcode=home if _is_right(postcode, home) else "",
            nhs_number=numbers[0],
            upn=numbers[1],
        )
        self._send(asked, lambda rows: self._view.show_matches(place, rows), lambda _error: None)

    def submit(self, answers: Answers, people: Sequence[Typed], team_id: int) -> None:
        """Check the request and record it."""
        wrong = _faults(answers, people)
        if wrong:
            self._view.show_errors({key: say(fault) for key, fault in wrong.items()})
            return
        self._view.set_busy(True)
        families = [int(one["family_id"]) for one in people if one.get("family_id")]
        message = ReceiveRequest(
            team_id=team_id,
            family_id=families[0] if families else 0,
            received_on=needed_day(answers, "who.received_on"),
            source=text(answers, "who.source"),
            people=tuple(map(_new_person, people)),
            address=text(answers, "family.address"),
            postcode=text(answers, "family.postcode"),
            answers=answers,
        )
        self._send(message, self._received, self._failed)

    def _restore(self, drafts: tuple[DraftText, ...]) -> None:
        kept = {one.subject_id: msgspec.json.decode(one.content, type=Typing) for one in drafts}
        beside, self._came = kept.get(_EARLY), True
        self._early = self._early or beside is not None
        begun = kept.get(_WHOLE, self._fresh())
        whole = self._with_page(begun if beside is None else begun.with_more(beside))
        self._show(whole)
        if self._early or whole != begun:
            self._keep(whole)

    def _not_restored(self, error: HouseError) -> None:
        self._asked = False
        self._show(self._with_page(self._fresh()))
        self._failed(error)

    def _with_page(self, begun: Typing) -> Typing:
        answers, people, team_id = self._view.so_far()
        return begun.with_more(Typing(answers=answers, people=tuple(people), team_id=team_id))

    def _fresh(self) -> Typing:
        return Typing(answers={"who.received_on": self._today().isoformat()})

    def _show(self, typing: Typing) -> None:
        self._view.show_typed(typing.answers, typing.people, typing.team_id)
        self._view.show_gate(danger=typing.answers.get(GATE) is True)

    def _keep(self, typing: Typing | None) -> None:
        """Keep what is typed, or nothing: where it belongs first, then no longer beside it."""
        content = "" if typing is None else msgspec.json.encode(typing).decode()
        self._keep_at(_WHOLE if self._came else _EARLY, content)
        if self._came and self._early:
            self._keep_at(_EARLY, "")
        self._early = not self._came

    def _keep_at(self, place: int, content: str) -> None:
        message = SaveDraft(kind=_KIND, subject_id=place, content=content)
        self._send(message, lambda _receipt: None, self._failed)

    def _received(self, receipt: Receipt) -> None:
        self._view.set_busy(False)
        self._view.forget()
        self._keep(None)
        self._announce(receipt.changed)
        self._show(self._fresh())
        if receipt.family_id:
            self._go("family", family_id=receipt.family_id)
        else:
            self._go("front_door")

    def _failed(self, error: HouseError) -> None:
        self._view.set_busy(False)
        if isinstance(error, Invalid):
            told = errors_of(error, form("request_for_support"))
            self._view.show_errors({_place(key): said for key, said in told.items()})
        else:
            self._view.show_failure(say(error.key, **error.params))


def _faults(answers: Answers, people: Sequence[Typed]) -> dict[str, str]:
    """Return what is wrong by field: a question of the form, or `people.<place>.<field>`."""
    wrong = check(form("request_for_support"), answers, (), complete=True)
    wrong.pop("family.people", None)  # the people stand beside the form
    if answers.get(GATE) is True:  # in danger nothing that is missing may hold it up
        wrong = {key: fault for key, fault in wrong.items() if _stops(key, fault)}
    if not people:
        wrong["people.0.forename"] = "request.people.missing"
    for place, person in enumerate(people):
        if person.get("person_id"):
            continue
        if not person.get("role"):
            wrong[f"people.{place}.role"] = "request.person.role.missing"
        if not (person.get("forename") or person.get("surname")):
            wrong[f"people.{place}.forename"] = "request.person.name.missing"
        for field, right in _CHECKS.items():
            fault = _fault_of(right, person.get(field, ""))
            if fault:
                wrong[f"people.{place}.{field}"] = fault
    fault = _fault_of(postcode, text(answers, "family.postcode"))
    return wrong | ({"family.postcode": fault} if fault else {})


def _place(key: str) -> str:
    """Return the field of the page for a field of the keeper."""
    if key in {"people", "family.people"}:
        return "people.0.forename"
    start, _dot, field = key.rpartition(".")
    return f"{start}.born" if field in {"born_on", "expected_on"} else key


def _stops(key: str, fault: str) -> bool:
    return not fault.endswith(".required") or key in _ALWAYS_ASKED or key.startswith("gate.")


def _fault_of(right: Callable[[str], object], value: str) -> str:
    if not value:
        return ""
    try:
        right(value)
    except Invalid as fault:
        named = next(iter(fault.fields.values()), fault.key)
        return named if knows(named) else fault.key
    return ""


def _is_right(right: Callable[[str], object], value: str) -> bool:
    return bool(value) and not _fault_of(right, value)


def _good(person: Typed, field: str) -> str:
    value = person.get(field, "")
    return value if _is_right(_CHECKS[field], value) else ""


def _new_person(person: Typed) -> NewPerson:
    role, typed = person.get("role", ""), person.get("born", "")
    born = date.fromisoformat(typed) if typed else None
    unborn = role == "unborn"
    return NewPerson(
        role=role,
        person_id=int(person.get("person_id") or 0),
        details=Contactable(
            forename=person.get("forename", ""),
            surname=person.get("surname", ""),
            born_on=None if unborn else born,
            expected_on=born if unborn else None,
            nhs_number=person.get("nhs_number", ""),
            upn=person.get("upn", ""),
        ),
    )
