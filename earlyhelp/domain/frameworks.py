"""Outcome frameworks: the needs a plan answers.  Counts for no claim; says what was only recalled."""

from datetime import date
from functools import cache

from msgspec import Struct

from earlyhelp.errors import Bug
from earlyhelp.settings import load

CURRENT = "sf_2022"


class Need(Struct, frozen=True):
    """A need in our own words; `checked = false` until read in the official framework."""

    code: str
    need: str
    need_confidence: str
    success: str
    success_confidence: str
    data_source: str
    checked: bool


class Headline(Struct, frozen=True):
    """A headline outcome with its needs."""

    number: int
    title: str
    title_april_2022: str
    checked: bool
    needs: tuple[Need, ...]


class OutcomeFramework(Struct, frozen=True):
    """A versioned outcome framework."""

    id: str
    version: int
    title: str
    valid_from: date
    valid_to: date
    source: str
    notice: str
    headlines: tuple[Headline, ...]

    def has(self, code: str) -> bool:
        """Say whether there is such a need."""
        return any(need.code == code for head in self.headlines for need in head.needs)

    def need(self, code: str) -> Need:
        """Return a need.

        Raises: Bug if there is none of this code.
        """
        for head in self.headlines:
            for need in head.needs:
                if need.code == code:
                    return need
        raise Bug("frameworks.need.unknown")


@cache
def outcome_framework(framework_id: str = CURRENT) -> OutcomeFramework:
    """Return an outcome framework as shipped.

    Raises: Bug if it is not there.
    """
    return load(f"outcome_framework_{framework_id}.json", OutcomeFramework)
