"""Completes and checks a request as entered.  Refuses what is wrong; in danger, never what is missing."""

from dataclasses import dataclass

from earlyhelp.domain import values
from earlyhelp.forms.definition import Answers
from earlyhelp.forms.loader import form
from earlyhelp.forms.validation import check
from earlyhelp.messages.people import Contactable
from earlyhelp.messages.requests import NewPerson, ReceiveRequest
from earlyhelp.records.people import Family, Person
from earlyhelp.services.context import Context
from earlyhelp.services.entry_checks import Faults
from earlyhelp.services.people_checks import check_role, tidy_details, tidy_particulars
from earlyhelp.storage.unit_of_work import UnitOfWork

FORM, VERSION = "request_for_support", 1
_ADDRESS = 300
_MOST_PEOPLE = 40


@dataclass(frozen=True)
class Entered:
    """A request, tidied: the new people, their home, and the answers with what the fields say."""

    message: ReceiveRequest
    people: tuple[NewPerson, ...]
    address: str
    postcode: str
    answers: Answers


def is_in_danger(answers: Answers) -> bool:
    """Say whether the significant-harm question was answered yes."""
    return answers.get("gate.significant_harm") is True


def checked(
    uow: UnitOfWork, message: ReceiveRequest, family: Family | None, context: Context
) -> Entered:
    """Return the request as it is kept.

    Shape: what the message says in its own fields fills the answers, so that nobody types it twice.
    Raises: Invalid.
    """
    faults = Faults()
    today = uow.clock.today()
    faults.unless(message.team_id in context.principal.teams, "team_id", "request.team")
    if family is not None:
        faults.unless(message.team_id == family.team_id, "team_id", "request.team")
    faults.code("source", "request_source", message.source, required=True)
    faults.past("received_on", message.received_on, today)
    known = _known(uow, family)
    people = tuple(
        _person(one, known, f"people.{place}.", (uow, faults))
        for place, one in enumerate(message.people)
    )
    faults.unless(bool(people) or bool(known), "people", "request.people.none")
    faults.unless(len(people) <= _MOST_PEOPLE, "people", "entry.too_many")
    entered = Entered(
        message=message,
        people=people,
        address=faults.text("address", message.address, _ADDRESS),
        postcode=faults.read("postcode", values.postcode, message.postcode),
        answers=_filled(message, [*known.values(), *(one.details for one in people)]),
    )
    for key, fault in _form_faults(entered.answers).items():
        faults.add(key, fault)
    faults.stop()
    return entered


def _known(uow: UnitOfWork, family: Family | None) -> dict[int, Contactable]:
    if family is None:
        return {}
    people = uow.all(Person, Person.family_id == family.id, order=Person.id)
    return {one.id: uow.open(one, "directory") for one in people}


def _person(
    one: NewPerson,
    known: dict[int, Contactable],
    prefix: str,
    work: tuple[UnitOfWork, Faults],
) -> NewPerson:
    uow, faults = work
    if one.person_id:
        faults.unless(one.person_id in known, f"{prefix}person_id", "person.other_family")
        return one
    check_role(one.role, faults, f"{prefix}role")
    return NewPerson(
        role=one.role,
        details=tidy_details(one.details, one.role, uow.clock.today(), faults, prefix),
        particulars=tidy_particulars(one.particulars, faults, prefix),
    )


def _filled(message: ReceiveRequest, people: list[Contactable]) -> Answers:
    said: Answers = {
        "who.source": message.source,
        "who.received_on": message.received_on.isoformat(),
    }
    if not message.answers.get("family.people"):
        rows = [_row(one) for one in people]
        said["family.people"] = [row for row in rows if row["first_names"] and row["last_name"]]
    return message.answers | {key: value for key, value in said.items() if value}


def _row(one: Contactable) -> dict[str, str]:
    born = one.born_on or one.expected_on
    found = {"first_names": one.forename.strip(), "last_name": one.surname.strip()}
    return found | ({"born": born.isoformat()} if born else {})


def _form_faults(answers: Answers) -> dict[str, str]:
    """Safety first: once a child may be in danger, only the gate itself must be complete."""
    wrong = check(form(FORM, VERSION), answers, (), complete=True)
    if not is_in_danger(answers):
        return wrong
    return {
        key: fault
        for key, fault in wrong.items()
        if key.startswith("gate.") or not fault.endswith((".required", ".row_incomplete"))
    }
