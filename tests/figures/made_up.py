"""Made-up cases and tables for the tests of the figures; a seeded generator of its own, no luck."""

from datetime import date, timedelta

from earlyhelp.figures.counting import Scope
from earlyhelp.figures.facts import CaseFacts, ChildFacts, OutcomeFact, ScaleFact
from earlyhelp.figures.tables import Table, table_of_counts

YEAR = Scope(start=date(2026, 1, 1), end=date(2026, 12, 31))
LOCALITIES = ("east", "north", "south", "west")
RESULTS = ("achieved", "partly_achieved", "not_achieved", "no_longer_relevant", "in_progress")


class Dice:
    """A small linear congruential generator: the same throws in every run."""

    def __init__(self, seed: int) -> None:
        self._state = seed * 2_654_435_761 % 2**32 or 1

    def below(self, sides: int) -> int:
        self._state = (self._state * 1_664_525 + 1_013_904_223) % 2**32
        return (self._state >> 8) % sides


def sparse_table(seed: int) -> Table:
    """A table like those of the design paper: many zeros and small counts, a few large ones."""
    dice = Dice(seed)
    height, width = 4 + dice.below(6), 3 + dice.below(5)

    def number() -> int:
        kind = dice.below(10)
        if kind < 2:
            return 0
        return 1 + dice.below(5) if kind < 6 else 6 + dice.below(40)

    grid = tuple(tuple(number() for _ in range(width)) for _ in range(height))
    rows = [f"row {i}" for i in range(height)]
    return table_of_counts("needs.locality", rows, [f"column {j}" for j in range(width)], grid)


def case(number: int = 1, **changes: object) -> CaseFacts:
    """One complete case, changed as told."""
    whole: dict[str, object] = {
        "case_ref": number,
        "opened_on": date(2026, 2, 3),
        "closed_on": date(2026, 8, 20),
        "locality": "west",
        "source": "1A",
        "children": (ChildFacts(age_years=7, sex="F"), ChildFacts(age_years=13, sex="M")),
        "needs": ("3.1", "3.2", "10.1"),
        "outcomes": (OutcomeFact(needs=("3.1",), status="achieved"),),
        "scales": (ScaleFact(area="routines", scorer="parent", first=3, latest=7),),
        "level_at_start": "2",
    }
    return CaseFacts(**(whole | changes))  # type: ignore[arg-type]


def many(how_many: int, seed: int = 1) -> list[CaseFacts]:
    """A made-up authority."""
    dice = Dice(seed)
    return [_one(number, dice) for number in range(how_many)]


def _one(number: int, dice: Dice) -> CaseFacts:
    opened = date(2026, 1, 1) + timedelta(days=dice.below(365))
    return case(
        number,
        opened_on=opened,
        closed_on=opened + timedelta(days=dice.below(200)) if dice.below(3) else None,
        locality=LOCALITIES[dice.below(4)],
        children=tuple(
            ChildFacts(age_years=dice.below(22) - 1, sex="FMFMFMFMU"[dice.below(9)])
            for _ in range(1 + dice.below(3))
        ),
        needs=tuple(f"{1 + dice.below(10)}.1" for _ in range(1 + dice.below(4))),
        outcomes=tuple(
            OutcomeFact(status=RESULTS[dice.below(5)]) for _ in range(1 + dice.below(3))
        ),
        scales=tuple(
            ScaleFact(area=f"a{k}", scorer="parent", first=4, latest=float(dice.below(11)))
            for k in range(1 + dice.below(3))
        ),
        level_at_start=str(1 + dice.below(4)),
    )
