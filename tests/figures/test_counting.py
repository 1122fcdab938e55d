"""Counting: the right rows and columns, and a period filter that is really applied."""

import time
from datetime import date

import pytest

from earlyhelp.errors import Invalid
from earlyhelp.figures.counting import Scope, count
from earlyhelp.figures.facts import ChildFacts, OutcomeFact, ScaleFact

from .made_up import YEAR, case, many


def table(name, facts, scope=YEAR):
    return {t.id: t for t in count(facts, scope)}[name]


def cell(found, row, column):
    return found.counts[found.rows.index(row)][found.columns.index(column)]


def test_every_measure_has_a_table_for_every_dimension():
    assert len(count([], YEAR)) == 16


def test_nothing_to_count_gives_tables_of_zeros():
    assert all(n == 0 for t in count([], YEAR) for line in t.counts for n in line)


def test_cases_are_counted_once_for_locality_and_each_child_for_age():
    facts = [case(1), case(2, locality="east")]
    assert cell(table("cases.locality", facts), "Level 2", "West") == 1
    assert table("cases.locality", facts).counts[-1][-1] == 2
    assert cell(table("cases.age", facts), "Level 2", "5–10") == 2
    assert table("cases.age", facts).counts[-1][-1] == 4
    assert table("cases.age", facts).families[-1][-1] == 2


def test_the_same_case_handed_over_twice_counts_once():
    assert table("cases.locality", [case(1), case(1)]).counts[-1][-1] == 1


@pytest.mark.parametrize(
    ("years", "band"),
    [
        *((-1, "Unborn"), (0, "0–4"), (4, "0–4"), (5, "5–10"), (10, "5–10"), (11, "11–15")),
        *((15, "11–15"), (16, "16–18"), (18, "16–18"), (19, "19–25"), (25, "19–25")),
        *((26, "Adult"), (None, "Not recorded")),
    ],
)
def test_age_bands(years, band):
    found = table("cases.age", [case(children=(ChildFacts(age_years=years),))])
    assert cell(found, "Level 2", band) == 1


def test_needs_count_once_under_their_headline():
    found = table("needs.locality", [case(needs=("3.1", "3.2", "10.1"))])
    assert cell(found, "Improved mental and physical health", "West") == 1
    assert cell(found, "Financial stability", "West") == 1
    assert cell(found, "Getting a good education", "West") == 0


def test_outcomes_no_longer_relevant_or_still_open_are_left_out():
    statuses = ("achieved", "achieved", "not_achieved", "no_longer_relevant", "in_progress")
    facts = [case(outcomes=tuple(OutcomeFact(status=s) for s in statuses))]
    found = table("outcomes.locality", facts)
    assert cell(found, "Achieved", "West") == 2
    assert found.counts[-1][-1] == 3


@pytest.mark.parametrize(
    ("scale", "first", "latest", "row"),
    [
        ("0-10", 3, 5, "Improved"),
        ("0-10", 3, 4.5, "Unchanged"),
        ("0-10", 5, 3, "Worse"),
        ("0-10", 5, None, "No second reading"),
        ("1-5", 2, 3, "Improved"),
        ("1-5", 3, 2.5, "Unchanged"),
    ],
)
def test_distance_travelled(scale, first, latest, row):
    reading = ScaleFact(area="a", scorer="child", first=first, latest=latest, scale=scale)
    assert cell(table("distance.locality", [case(scales=(reading,))]), row, "West") == 1


def test_the_period_is_applied_to_the_opening_day():
    facts = [case(1, opened_on=date(2026, 3, 31)), case(2, opened_on=date(2026, 4, 1))]
    spring = Scope(start=date(2026, 4, 1), end=date(2026, 6, 30))
    assert table("cases.locality", facts, YEAR).counts[-1][-1] == 2
    assert table("cases.locality", facts, spring).counts[-1][-1] == 1
    assert table("cases.quarter", facts, spring).columns == ("Apr–Jun 2026",)


def test_the_period_is_applied_to_the_closing_day():
    facts = [case(1, closed_on=date(2026, 6, 30)), case(2, closed_on=date(2026, 7, 1))]
    facts.append(case(3, closed_on=None))
    summer = Scope(start=date(2026, 7, 1), end=date(2026, 9, 30))
    assert table("outcomes.locality", facts, YEAR).counts[-1][-1] == 2
    assert table("outcomes.locality", facts, summer).counts[-1][-1] == 1
    assert table("distance.locality", facts, summer).counts[-1][-1] == 1


def test_the_place_is_applied():
    facts = [case(1, locality="east"), case(2, locality="west")]
    east = Scope(start=YEAR.start, end=YEAR.end, localities=("east",))
    assert table("cases.locality", facts, east).counts[-1][-1] == 1


def test_a_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(Invalid):
        count([], Scope(start=date(2026, 2, 2), end=date(2026, 2, 1)))
    assert count([], Scope(start=date(2026, 2, 1), end=date(2026, 2, 1)))


def test_whole_quarters_are_recognised():
    assert YEAR.whole_quarters()
    assert not Scope(start=date(2026, 1, 1), end=date(2026, 3, 30)).whole_quarters()
    assert not Scope(start=date(2026, 2, 1), end=date(2026, 3, 31)).whole_quarters()


def test_totals_add_up():
    for found in count(many(300), YEAR):
        for line in found.counts:
            assert sum(line[:-1]) == line[-1]
        for column in zip(*found.counts, strict=True):
            assert sum(column[:-1]) == column[-1]


def test_tables_of_one_measure_and_unit_share_their_row_totals():
    found = {t.id: [line[-1] for line in t.counts] for t in count(many(300), YEAR)}
    for measure in ("cases", "needs", "outcomes", "distance"):
        assert found[f"{measure}.age"] == found[f"{measure}.sex"]
        assert found[f"{measure}.locality"] == found[f"{measure}.quarter"]


def test_fifty_thousand_cases_are_counted_in_three_seconds():
    facts = many(50_000)
    began = time.process_time()
    for found in count(facts, YEAR):
        assert found.counts
        assert found.families
    assert time.process_time() - began < 3
