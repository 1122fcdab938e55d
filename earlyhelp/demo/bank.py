"""What made-up families are drawn from: names, places, sentences of resources/demo.  Draws nothing itself."""

import csv
from functools import cache

from msgspec import Struct

from earlyhelp.settings import load, resource


class TeamPlan(Struct, frozen=True):
    """A team of the demo and the locality it works in."""

    name: str
    locality: str


class AccountPlan(Struct, frozen=True):
    """An account that can sign in."""

    login: str
    name: str
    role: str
    teams: tuple[str, ...]
    passphrase: str


class ColleagueNames(Struct, frozen=True):
    """Names for further practitioners, who only hold cases."""

    forenames: tuple[str, ...]
    surnames: tuple[str, ...]


class Staff(Struct, frozen=True):
    """resources/demo/staff.toml."""

    team: tuple[TeamPlan, ...]
    account: tuple[AccountPlan, ...]
    colleagues: ColleagueNames


class FirstName(Struct, frozen=True):
    """A name the first family of a group bears."""

    sex: str
    name: str


class Group(Struct, frozen=True):
    """Names that go together.  Unit: `share` in families of 1,000, `interpreter` in per cent."""

    id: str
    share: int
    ethnicity: tuple[str, ...]
    language: str
    interpreter: int
    female: tuple[str, ...]
    male: tuple[str, ...]
    surnames: tuple[str, ...]
    first: FirstName | None = None


class School(Struct, frozen=True):
    """A made-up school and the ages it takes."""

    name: str
    number: str
    from_age: int
    to_age: int


class Area(Struct, frozen=True):
    """A neighbourhood of a team and how its postcodes begin."""

    team: str
    neighbourhood: str
    postcodes: tuple[str, ...]


class Places(Struct, frozen=True):
    """resources/demo/places.toml."""

    street_first: tuple[str, ...]
    street_last: tuple[str, ...]
    school: tuple[School, ...]
    area: tuple[Area, ...]


class _Groups(Struct, frozen=True):
    group: tuple[Group, ...]


@cache
def staff() -> Staff:
    """Return the teams, accounts and colleagues' names."""
    return load("demo/staff.toml", Staff)


@cache
def places() -> Places:
    """Return streets, schools and areas."""
    return load("demo/places.toml", Places)


@cache
def groups() -> tuple[Group, ...]:
    """Return the groups of names."""
    return load("demo/names.toml", _Groups).group


@cache
def areas_of(team: str) -> tuple[Area, ...]:
    """Return the neighbourhoods of a team."""
    return tuple(area for area in places().area if area.team == team)


@cache
def postcodes_of(neighbourhood: str) -> tuple[str, ...]:
    """Return real postcodes of a neighbourhood, from the public list."""
    begins = next(one.postcodes for one in places().area if one.neighbourhood == neighbourhood)
    return tuple(one for one in _postcodes() if one.startswith(begins))


@cache
def _postcodes() -> tuple[str, ...]:
    path = resource("postcodes/plymouth_postcodes.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(row[0] for row in csv.reader(lines))


class ActionWords(Struct, frozen=True):
    """An action and who does it."""

    text: str
    owner: str


class NeedWords(Struct, frozen=True):
    """What a family with a need of the framework says, tries and wants.  Unit: ages in years."""

    ref: str
    about: str
    from_age: int
    to_age: int
    share: int
    area: str
    section: str
    factors: tuple[str, ...]
    worry: tuple[str, ...]
    strength: tuple[str, ...]
    tried: tuple[str, ...]
    told: tuple[str, ...]
    words: tuple[str, ...]
    measure: tuple[str, ...]
    action: tuple[ActionWords, ...]
    says: tuple[str, ...]
    progress: tuple[str, ...]


class _Needs(Struct, frozen=True):
    need: tuple[NeedWords, ...]


@cache
def needs() -> tuple[NeedWords, ...]:
    """Return the needs made-up families have."""
    return load("demo/needs.toml", _Needs).need


@cache
def sentences() -> dict[str, tuple[str, ...]]:
    """Return the sentences that belong to no one need, by what they are about."""
    return load("demo/sentences.toml", dict[str, tuple[str, ...]])
