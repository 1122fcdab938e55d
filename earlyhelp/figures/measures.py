"""The definitions of measures and dimensions, read from `resources/figures/measures.toml`.

Holds no code list of its own.
"""

from functools import cache
from typing import Literal

import msgspec

from earlyhelp.settings import load

Per = Literal["case", "child"]


class Category(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row or column: the code in the facts, the label on the page."""

    code: str
    label: str


class Measure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something counted; `date` says which date of the case places it in time."""

    title: str
    date: Literal["opened", "closed"]
    ordered: bool
    unit: dict[Per, str]
    rows: tuple[Category, ...]


class Dimension(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something counts are split by, per case or per child."""

    title: str
    ordered: bool
    per: Per
    columns: tuple[Category, ...] = ()


class ScaleRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far a reading must move to be a change."""

    change: float
    higher_is_better: bool = True


class AgeBand(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whole years, both ends included; -1 is unborn."""

    label: str
    first: int = msgspec.field(name="from")
    last: int = msgspec.field(name="to")


class Definitions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    not_recorded: str
    total: str
    measures: dict[str, Measure]
    scales: dict[str, ScaleRule]
    dimensions: dict[str, Dimension]
    age_bands: tuple[AgeBand, ...]


@cache
def definitions() -> Definitions:
    """Return the shipped definitions."""
    return load("figures/measures.toml", Definitions)
