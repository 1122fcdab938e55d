"""May this be told to them?  One pure decision for screen, search, print and export; denied by default."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from msgspec import Struct

from earlyhelp.domain.values import age_on
from earlyhelp.settings import load

GIVEN, REFUSED, WITHDRAWN = "given", "refused", "withdrawn"
#: What a family said last about working together that ends all sharing which rests on agreement.
ENDED = frozenset({REFUSED, WITHDRAWN})
#: Classes of the forms that leave the council under no agreement at all.
NEVER = frozenset({"operational"})


class SharingRules(Struct, frozen=True, kw_only=True):
    """The numbers and grounds of `resources/sharing/rules.toml`."""

    asked_from_age: int
    asked_from_age_checked: bool
    overriding: tuple[str, ...]
    review_warning_days: int
    receipt_due_days: int
    longest_keep_days: int
    partner_purpose: str


class Choice(Struct, frozen=True, kw_only=True):
    """What was said about one person's information, one agency, some purposes and classes.

    Shape: `said_by` is the person who was asked; a later choice replaces an earlier one wherever
    both speak of the same purpose and class.
    """

    id: int
    person_id: int
    said_by: int
    agency: str
    purposes: tuple[str, ...]
    classes: tuple[str, ...]
    status: str
    decided_on: date
    until_on: date | None = None


class Isa(Struct, frozen=True, kw_only=True):
    """An information sharing agreement between the council and one agency."""

    id: int
    agency: str
    purposes: tuple[str, ...]
    classes: tuple[str, ...]
    from_on: date
    until_on: date | None = None
    review_on: date | None = None
    ended_on: date | None = None
    document: str = ""


class Subject(Struct, frozen=True, kw_only=True):
    """Whose information it is; without a date of birth they count as old enough to be asked.

    Shape: `answered_by` are those who answer for them while they are too young to be asked, `unsure`
    those among them whose parental responsibility is not recorded.
    """

    id: int
    born_on: date | None = None
    answered_by: frozenset[int] = frozenset()
    unsure: frozenset[int] = frozenset()


class Asked(Struct, frozen=True, kw_only=True):
    """What is to be told to whom, for what, on which day."""

    agency: str
    purpose: str
    data_class: str
    on: date


class Decision(Struct, frozen=True, kw_only=True):
    """Whether, why (a wording key under `sharing.`), and which records decided it."""

    permit: bool
    reason_key: str
    sources: tuple[str, ...] = ()


@cache
def sharing_rules() -> SharingRules:
    """Return the shipped rules."""
    return load("sharing/rules.toml", SharingRules)


def agency_key(name: str) -> str:
    """Return what two spellings of one agency have in common: case and spaces do not count."""
    return " ".join(name.casefold().split())


def is_live(isa: Isa, on: date) -> bool:
    """Say whether a sharing agreement holds on a day; one past its review date still does."""
    if isa.ended_on is not None and isa.ended_on <= on:
        return False
    return isa.from_on <= on and (isa.until_on is None or on <= isa.until_on)


def covering(isas: Iterable[Isa], asked: Asked) -> Isa | None:
    """Return the sharing agreement that covers agency, purpose and class on a day, or none."""
    wanted = agency_key(asked.agency)
    return next(
        (
            isa
            for isa in isas
            if agency_key(isa.agency) == wanted
            and asked.purpose in isa.purposes
            and asked.data_class in isa.classes
            and is_live(isa, asked.on)
        ),
        None,
    )


def asked_themselves(person: Subject, on: date) -> bool:
    """Say whether the person must be asked themselves on a day.

    Source: issue 3, section 3; resources/sharing/rules.toml.
    """
    if person.born_on is None or person.born_on > on:
        return person.born_on is None
    return age_on(person.born_on, on) >= sharing_rules().asked_from_age


def who_to_ask(person: Subject, said_by: int, on: date) -> str:
    """Return who must be asked instead of whoever answered, or nothing where they may answer.

    Shape: "ask_themselves" from the age of asking on; "ask_carer" below it for everybody but those
    who answer for the child.
    Source: domain.md 1.6; issue 3, section 3; resources/sharing/rules.toml.
    """
    if asked_themselves(person, on):
        return "" if said_by == person.id else "ask_themselves"
    return "" if said_by in person.answered_by else "ask_carer"


def may_share(
    agreements: Iterable[Choice], isas: Iterable[Isa], person: Subject, asked: Asked, *,
    together: str,
) -> Decision:  # fmt: skip
    """Decide whether one class of one person's information may be told to an agency for a purpose.

    Shape: denied unless a live sharing agreement covers it AND the newest choice about it was a
    yes, has not run out, and was made by whoever had to be asked; `together` is what the family
    said last about working together (empty: nothing yet), and a no to that ends it all.
    Source: DPIA risk 2; domain.md 1.6; domain.md 7.3 (agreement is to take part, and its
    withdrawal ends the work); issue 3, section 3.
    """
    if asked.data_class in NEVER:
        return Decision(permit=False, reason_key="never")
    if together in ENDED:
        return Decision(permit=False, reason_key=f"together_{together}")
    isa = covering(isas, asked)
    if isa is None:
        return Decision(permit=False, reason_key="no_isa")
    said = _newest(agreements, person.id, asked)
    if said is None:
        return Decision(permit=False, reason_key="not_asked", sources=(f"isa:{isa.id}",))
    sources = (f"isa:{isa.id}", f"sharing_choice:{said.id}")
    reason = _fault(said, person, asked.on)
    return Decision(permit=not reason, reason_key=reason or "agreed", sources=sources)


def overridden(basis: str) -> bool:
    """Say whether a ground lets something be told in spite of `may_share`.

    Source: domain.md 7.2, golden rules 1 and 3; domain.md 8.
    """
    return basis in sharing_rules().overriding


def _newest(choices: Iterable[Choice], person_id: int, asked: Asked) -> Choice | None:
    wanted = agency_key(asked.agency)
    found = (
        one
        for one in choices
        if one.person_id == person_id
        and agency_key(one.agency) == wanted
        and asked.purpose in one.purposes
        and asked.data_class in one.classes
        and one.decided_on <= asked.on
    )
    return max(found, key=lambda one: (one.decided_on, one.id), default=None)


def _fault(said: Choice, person: Subject, on: date) -> str:
    """Return why the newest choice is no yes, or nothing."""
    if said.status in {REFUSED, WITHDRAWN}:
        return said.status
    if said.status != GIVEN:
        return "not_asked"
    if said.until_on is not None and said.until_on < on:
        return "expired"
    return who_to_ask(person, said.said_by, on)
