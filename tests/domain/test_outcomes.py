"""Distance travelled and the red, amber, green of outcomes."""

from datetime import date, timedelta

import pytest

from earlyhelp.domain.outcomes import ScaleReading, change, distance_travelled, rag
from earlyhelp.domain.plan import ActionDraft, OutcomeDraft

TODAY = date(2026, 11, 22)


def reading(
    value: int, days_ago: int, area: str = "home_money", scorer: str = "parent"
) -> ScaleReading:
    return ScaleReading(area, scorer, value, TODAY - timedelta(days=days_ago))


@pytest.mark.parametrize(
    ("first", "latest", "scale", "result"),
    [
        (3, 5, "zero_to_ten", "improved"),
        (3, 4, "zero_to_ten", "unchanged"),
        (3, 3, "zero_to_ten", "unchanged"),
        (3, 2, "zero_to_ten", "worse"),
        (3, None, "zero_to_ten", "no_second_reading"),
        (3, 4, "one_to_five", "improved"),
        (3, 3, "one_to_five", "unchanged"),
        (3, 2, "one_to_five", "worse"),
    ],
)
def test_what_a_change_means(first: int, latest: int | None, scale: str, result: str) -> None:
    assert change(first, latest, scale) == result


def test_latest_less_baseline_whatever_the_order() -> None:
    (line,) = distance_travelled([reading(6, 1), reading(2, 90), reading(4, 40)])
    assert (line.first, line.latest, line.result) == (2, 6, "improved")


def test_scorers_are_never_mixed() -> None:
    found = distance_travelled([reading(2, 90), reading(8, 1, scorer="child")])
    assert [line.result for line in found] == ["no_second_reading", "no_second_reading"]


def test_two_readings_of_one_day_are_one() -> None:
    (line,) = distance_travelled([reading(2, 5), reading(7, 5)])
    assert (line.first, line.latest) == (7, None)


def outcome(due_in: int | None = 60, status: str = "open", now: int | None = None) -> OutcomeDraft:
    due_on = None if due_in is None else TODAY + timedelta(days=due_in)
    action = ActionDraft(id=1, text="x", owner="y", due_on=due_on, status=status)
    return OutcomeDraft(id=1, words="w", baseline=4, now=now, actions=(action,))


@pytest.mark.parametrize(
    ("one", "reviewed", "state", "key"),
    [
        (outcome(-1), (), "red", "rag.overdue"),
        (outcome(-1, "done"), (), "green", "rag.on_track"),
        (outcome(now=3), (), "red", "rag.worse"),
        (outcome(14), (), "amber", "rag.due_soon"),
        (outcome(15), (), "green", "rag.on_track"),
        (outcome(None), (4, 4), "amber", "rag.no_change"),
        (outcome(None), (4,), "green", "rag.on_track"),
        (outcome(None), (4, 6), "green", "rag.on_track"),
    ],
)
def test_red_amber_green(
    one: OutcomeDraft, reviewed: tuple[int, ...], state: str, key: str
) -> None:
    found = rag(one, TODAY, reviewed)
    assert (found.state, found.key) == (state, key)
