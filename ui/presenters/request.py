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
from earlyhelp.messages.cases import NewPerson, ReceiveRequest
from earlyhelp.messages.people import Contactable, PossibleMatch, PossibleMatches
from earlyhelp.messages.session import Drafts, DraftText, SaveDraft
from ui.presenters.asking import Go, Send
from ui.presenters.family_forms import errors_of, needed_day, text
from ui.wording import knows, say

Announce = Callable[[frozenset[str]], None]
Typed = dict[str, str]
GATE = "gate.significant_harm"
_KIND = "request"
_CHECKS: dict[str, Callable[[str], object]] = {
    "born": whole_date,
    "nhs_number": nhs_number,
    "upn": upn,
}


class Typing(msgspec.Struct, frozen=True, kw_only=True):
    """All that is typed into the page; people as role, forename, surname, born, numbers, ids."""

    answers: Answers = {}
    people: tuple[Typed, ...] = ()
    team_id: int = 0


class RequestView(Protocol):
    """What the page must offer."""

    def show_typed(self, answers: Answers, people: Sequence[Typed], team_id: int) -> None: ...
    def show_gate(self, danger: bool) -> None: ...
    def show_matches(self, place: int, rows: Sequence[PossibleMatch]) -> None: ...
    def show_errors(self, errors: dict[str, str]) -> None: ...
    def show_failure(self, sentence: str) -> None: ...
    def set_busy(self, busy: bool) -> None: ...


class RequestPresenter:
    """One request being written."""

    def __init__(self, view: RequestView, send: Send, go: Go, announce: Announce) -> None:
        self._view, self._send, self._go = view, send, go
        self._announce = announce
        self._finished = False

    def load(self) -> None:
        """Bring back what was typed before."""
        self._send(Drafts(kind=_KIND, subject_id=0), self._restore, self._failed)

    def typed(self, answers: Answers, people: Sequence[Typed], team_id: int) -> None:
        """Keep what is typed and show what the gate answers to it."""
        self._view.show_gate(answers.get(GATE) is True)
        if not self._finished:
            typing = Typing(answers=answers, people=tuple(people), team_id=team_id)
            self._keep(msgspec.json.encode(typing).decode())

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
        whole = answers | _table(people)
        wrong = _faults(whole, people)
        if wrong:
            self._view.show_errors({key: say(fault) for key, fault in wrong.items()})
            return
        self._view.set_busy(True)
        families = [int(one["family_id"]) for one in people if one.get("family_id")]
        message = ReceiveRequest(
            team_id=team_id,
            family_id=families[0] if families else 0,
            received_on=needed_day(whole, "who.received_on"),
            source=text(whole, "who.source"),
            people=tuple(map(_new_person, people)),
            address=text(whole, "family.address"),
            postcode=text(whole, "family.postcode"),
            answers=whole,
        )
        self._send(message, self._received, self._failed)

    def _restore(self, drafts: tuple[DraftText, ...]) -> None:
        if drafts:
            typing = msgspec.json.decode(drafts[0].content, type=Typing)
            self._view.show_typed(typing.answers, typing.people, typing.team_id)
            self._view.show_gate(typing.answers.get(GATE) is True)

    def _keep(self, content: str) -> None:
        self._send(SaveDraft(kind=_KIND, content=content), lambda _receipt: None, self._failed)

    def _received(self, receipt: Receipt) -> None:
        self._finished = True
        self._view.set_busy(False)
        self._keep("")
        self._announce(receipt.changed)
        self._view.show_typed({}, (), 0)
        self._finished = False
        if receipt.family_id:
            self._go("family", family_id=receipt.family_id)
        else:
            self._go("front_door")

    def _failed(self, error: HouseError) -> None:
        self._view.set_busy(False)
        if isinstance(error, Invalid):
            self._view.show_errors(errors_of(error, form("request_for_support")))
        else:
            self._view.show_failure(say(error.key, **error.params))


def _faults(answers: Answers, people: Sequence[Typed]) -> dict[str, str]:
    """Return what is wrong by field: a question of the form, or `people.<place>.<field>`."""
    wrong = check(form("request_for_support"), answers, (), complete=True)
    for place, person in enumerate(people):
        if person.get("person_id"):
            continue
        for field in ("role", "forename", "surname"):
            if not person.get(field):
                wrong[f"people.{place}.{field}"] = f"request.person.{field}.missing"
        for field, right in _CHECKS.items():
            fault = _fault_of(right, person.get(field, ""))
            if fault:
                wrong[f"people.{place}.{field}"] = fault
    if any(key.startswith("people.") for key in wrong):
        wrong.pop("family.people", None)
    elif "family.people" in wrong:
        wrong["family.people"] = "request.people.missing"
    fault = _fault_of(postcode, text(answers, "family.postcode"))
    return wrong | ({"family.postcode": fault} if fault else {})


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


def _table(people: Sequence[Typed]) -> Answers:
    """Return the people as the form's own table asks for them."""
    names = {"first_names": "forename", "last_name": "surname", "born": "born",
             "nhs_number": "nhs_number"}  # fmt: skip
    rows = [
        {column: person[field] for column, field in names.items() if person.get(field)}
        for person in people
    ]
    return {"family.people": [row for row in rows if row]} if any(rows) else {}


def _new_person(person: Typed) -> NewPerson:
    born = person.get("born", "")
    return NewPerson(
        role=person.get("role", ""),
        person_id=int(person.get("person_id") or 0),
        details=Contactable(
            forename=person.get("forename", ""),
            surname=person.get("surname", ""),
            born_on=date.fromisoformat(born) if born else None,
            nhs_number=person.get("nhs_number", ""),
            upn=person.get("upn", ""),
        ),
    )
