"""What is known carried forward into a form, so that a family tells its story once.  Asks and stores nothing."""

from msgspec import Struct

from earlyhelp.domain.codes import code_list
from earlyhelp.domain.values import shown_nhs_number

#: What stands for an address that is kept hidden.
PROTECTED = "Protected address"


class KnownPerson(Struct, frozen=True, kw_only=True):
    """What is known of a member of the family; empty texts are not known.  Codes of resources/codes."""

    person_id: int
    name: str
    is_child: bool = False
    age: str = ""
    sex: str = ""
    gender: str = ""
    ethnicity: str = ""
    first_language: str = ""
    interpreter: bool = False
    disabilities: tuple[str, ...] = ()
    sen_provision: str = ""
    school: str = ""
    nhs_number: str = ""


class KnownTie(Struct, frozen=True, kw_only=True):
    """`from_id` is `code` of `to_id`."""

    from_id: int
    to_id: int
    code: str
    parental_responsibility: str = "unknown"


class KnownHome(Struct, frozen=True, kw_only=True):
    """Who lives together; a protected address shows no address."""

    address: str
    residents: tuple[int, ...]
    protected: bool = False


class KnownFacts(Struct, frozen=True, kw_only=True):
    """Everything a form may carry forward; agreement and plan come as ready lines."""

    people: tuple[KnownPerson, ...] = ()
    ties: tuple[KnownTie, ...] = ()
    homes: tuple[KnownHome, ...] = ()
    services: tuple[str, ...] = ()
    agreement: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()


def known_lines(facts: KnownFacts) -> dict[str, tuple[str, ...]]:
    """Return the lines of each known fact, by the `known` of a field.

    Shape: facts of one child come as `child.facts@<person id>`; nothing known gives an empty tuple.
    """
    names = {person.person_id: person.name for person in facts.people}
    lines = {
        "family.members": tuple(_member(person, facts, names) for person in facts.people),
        "family.households": tuple(_home(home, names) for home in facts.homes),
        "family.parental_responsibility": tuple(_responsibility(facts, names)),
        "family.languages": tuple(_languages(facts)),
        "family.services": facts.services,
        "agreement.current": facts.agreement,
        "plan.current": facts.plan,
    }
    for person in facts.people:
        if person.is_child:
            lines[f"child.facts@{person.person_id}"] = tuple(_child(person))
    return lines


def _member(person: KnownPerson, facts: KnownFacts, names: dict[int, str]) -> str:
    ties = [
        f"{code_list('relationship').label(tie.code).lower()} of {names[tie.to_id]}"
        for tie in facts.ties
        if tie.from_id == person.person_id and tie.to_id in names
    ]
    return ", ".join(part for part in (person.name, person.age, *ties) if part)


def _home(home: KnownHome, names: dict[int, str]) -> str:
    who = ", ".join(names[one] for one in home.residents if one in names)
    return f"{PROTECTED if home.protected else home.address}: {who}"


def _responsibility(facts: KnownFacts, names: dict[int, str]) -> list[str]:
    return [
        f"{names[tie.from_id]} has parental responsibility for {names[tie.to_id]}"
        for tie in facts.ties
        if tie.parental_responsibility == "yes" and tie.from_id in names and tie.to_id in names
    ]


def _languages(facts: KnownFacts) -> list[str]:
    languages = code_list("language")
    return [
        f"{person.name}: {languages.label(person.first_language) or 'language not known'}"
        f"{', interpreter needed' if person.interpreter else ''}"
        for person in facts.people
        if person.first_language or person.interpreter
    ]


def _child(person: KnownPerson) -> list[str]:
    pairs = (
        ("Age", person.age),
        ("Sex", code_list("sex").label(person.sex)),
        ("Gender", code_list("gender").label(person.gender)),
        ("Ethnicity", code_list("ethnicity").label(person.ethnicity)),
        ("School", person.school),
        ("Special educational needs", code_list("sen_provision").label(person.sen_provision)),
        (
            "Disability",
            ", ".join(code_list("disability").label(one) for one in person.disabilities),
        ),
        ("NHS number", shown_nhs_number(person.nhs_number) if person.nhs_number else ""),
    )
    return [f"{label}: {text}" for label, text in pairs if text]
