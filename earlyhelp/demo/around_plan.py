"""What is done around the demo's families, as resources/demo/around.toml says.  Does none of it."""

from datetime import date, timedelta
from functools import cache

from msgspec import Struct

from earlyhelp.settings import load


class AgreementPlan(Struct, frozen=True):
    """A sharing agreement with an agency.  Unit: days from today."""

    agency: str
    kind: str
    purposes: tuple[str, ...]
    classes: tuple[str, ...]
    from_day: int
    review_day: int
    document: str


class RequestPlan(Struct, frozen=True):
    """Somebody asks for what is held about them.  Unit: days from today."""

    days: int
    channel: str
    asker: str
    forename: str
    surname: str
    answered: bool


class DocumentPlan(Struct, frozen=True):
    """A file that comes in, line by line."""

    name: str
    kind: str
    source: str
    lines: tuple[str, ...]


class ChoicePlan(Struct, frozen=True):
    """What a family said to the agreement at the same place."""

    status: str
    words: str = ""


class AroundPlan(Struct, frozen=True):
    """resources/demo/around.toml."""

    joiner_login: str
    joiner_name: str
    first_passphrase: str
    partner_agency: str
    restricted_why: str
    emergency: str
    note: str
    sealed: str
    correction_wrong: str
    correction_wanted: str
    agreement: tuple[AgreementPlan, ...]
    choice: tuple[ChoicePlan, ...]
    request: tuple[RequestPlan, ...]
    document: tuple[DocumentPlan, ...]


@cache
def around_plan() -> AroundPlan:
    """Return what is done around the families."""
    return load("demo/around.toml", AroundPlan)


def days_on(today: date, days: int) -> date:
    """Return the day so many days from today."""
    return today + timedelta(days=days)
