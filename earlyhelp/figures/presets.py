"""The protection presets, and the rules for one figure, one percentage and one mean.

Refuses percentages on small totals and means of few readings.
"""

from collections.abc import Sequence
from functools import cache
from typing import Literal

import msgspec

from earlyhelp.errors import Invalid
from earlyhelp.settings import load

Status = Literal["shown", "primary", "secondary", "rounded"]
NOT_AVAILABLE = ":"


class Preset(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way of protecting figures; the fields are explained in `presets.toml`."""

    title: str
    small_to: int
    symbol: str
    base: int
    secondary: bool
    least_width: int
    least_base: int
    least_mean: int

    def small(self, number: int) -> bool:
        """Say whether a count is too small to show; 0 is not."""
        return 0 < number <= self.small_to

    def rounded(self, number: int) -> int:
        """Return the count as it may be shown: the nearest multiple of the base, halves up."""
        return (2 * number + self.base) // (2 * self.base) * self.base


class Cell(msgspec.Struct, frozen=True):
    """One published figure.

    `status` is for the publisher's screen only: a reader who could tell a primary from a
    secondary cell would know the primary to be small, so exports print `text` alone.
    """

    text: str
    status: Status
    number: int | None = None


@cache
def _presets() -> dict[str, Preset]:
    return load("figures/presets.toml", dict[str, Preset])


def preset_names() -> dict[str, str]:
    """Return the presets one may choose from: name -> title."""
    return {name: preset.title for name, preset in _presets().items()}


def preset(name: str) -> Preset:
    """Return a preset by name.

    Raises: Invalid if there is none of that name.
    """
    if name not in _presets():
        raise Invalid({"preset": "figures.preset.unknown"})
    return _presets()[name]


def percentage(part: Cell, whole: Cell, rule: Preset) -> str:
    """Return a percentage of two published figures to one decimal, or `:`.

    Uses only what is shown, so it can tell a reader nothing new.
    """
    if part.number is None or whole.number is None or whole.number < rule.least_base:
        return NOT_AVAILABLE
    return f"{100 * part.number / whole.number:.1f}"


def mean(readings: Sequence[float], rule: Preset) -> str:
    """Return the mean to one decimal, or `:` if too few readings stand behind it."""
    if len(readings) < rule.least_mean:
        return NOT_AVAILABLE
    return f"{sum(readings) / len(readings):.1f}"
