"""Drawing by lot with a seed: the same seed, the same families.  Makes no key and no id."""

from collections.abc import Mapping, Sequence
from functools import cache
from random import Random  # noqa: TID251 - made-up content must be repeatable; keys never come from here
from typing import TypeVar

from earlyhelp.demo.bank import Group, groups

T = TypeVar("T")
Lots = Random
#: How many of each 100 families stand where.
STAGES = {
    "waiting": 4, "assessing": 14, "plan_draft": 6, "submitted": 5, "returned": 2,
    "active": 39, "closed": 30,
}  # fmt: skip
#: The first families of a store, so that the smallest one shows every script and many stages.
_FIRST_STAGES = ("waiting", "active", "assessing", "submitted", "closed", "returned", "plan_draft")


def lots(seed: int, *place: object) -> Lots:
    """Return the lots of one place in the demo: nothing drawn elsewhere changes them."""
    return Lots(f"{seed}:{':'.join(map(str, place))}")


def one_in(draw: Lots, per_cent: int) -> bool:
    """Say yes that often."""
    return draw.random() * 100 < per_cent


def weighted(draw: Lots, shares: Mapping[T, int]) -> T:
    """Return one of the keys, as often as its share."""
    return draw.choices(tuple(shares), tuple(shares.values()))[0]


def some(draw: Lots, items: Sequence[T], count: int) -> list[T]:
    """Return that many different items, or as many as there are."""
    return draw.sample(items, min(count, len(items)))


@cache
def stages(seed: int) -> tuple[str, ...]:
    """Return the stages of 100 families, mixed."""
    mixed = [stage for stage, share in STAGES.items() for _ in range(share)]
    lots(seed, "stages").shuffle(mixed)
    return tuple(mixed)


def stage_of(seed: int, number: int, place: int) -> str:
    """Return where a family stands; `place` counts within its team."""
    if place < len(_FIRST_STAGES):
        return _FIRST_STAGES[place]
    return stages(seed)[number % 100]


def group_of(draw: Lots, place: int) -> tuple[Group, bool]:
    """Return the names of a family, and whether it is the one that shows the group's own script."""
    shown = [group for group in groups() if group.first is not None]
    if place < len(shown):
        return shown[place], True
    return weighted(draw, {group: group.share for group in groups()}), False
