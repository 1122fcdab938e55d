"""A measured figure beside its target, and the table of all."""

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One line; `target` 0: none was set."""

    name: str
    value: float
    unit: str
    target: float = 0
    note: str = ""

    @property
    def ok(self) -> bool:
        """Tell whether the target is met."""
        return not self.target or self.value <= self.target

    def row(self) -> str:
        """Return the line of the table."""
        met = "" if not self.target else ("yes" if self.ok else "**no**")
        target = f"≤ {self.target:g} {self.unit}" if self.target else ""
        return f"| {self.name} | {self.value:.3g} {self.unit} | {target} | {met} | {self.note} |"


def table(figures: Iterable[Figure]) -> str:
    """Return the table."""
    head = "| figure | measured | target | met | how |\n|---|---|---|---|---|"
    return "\n".join([head, *(figure.row() for figure in figures)])


def median_ms(act: Callable[[], object], runs: int) -> float:
    """Return the median of several runs."""
    return statistics.median(_once(act) for _ in range(runs)) * 1000


def spread_ms(acts: Iterable[Callable[[], object]], pause_s: float = 0) -> tuple[float, float]:
    """Return median and 95th percentile of different acts, each done once, with a pause between."""
    taken = sorted(_once(act, pause_s) * 1000 for act in acts)
    return statistics.median(taken), taken[min(len(taken) - 1, int(len(taken) * 0.95))]


def _once(act: Callable[[], object], pause_s: float = 0) -> float:
    time.sleep(pause_s)
    started = time.perf_counter()
    act()
    return time.perf_counter() - started
