"""Two releases must not be worth subtracting."""

from datetime import date

from earlyhelp.figures.counting import Scope, count
from earlyhelp.figures.differencing import difference_warnings
from earlyhelp.figures.presets import preset
from earlyhelp.figures.protect import protect

from .made_up import YEAR, case, many


def release(facts, scope=YEAR, name="dfe"):
    return protect(count(facts, scope), preset(name), scope)


def test_the_first_release_and_the_same_release_again_warn_of_nothing():
    first = release(many(400))
    assert difference_warnings(None, first) == ()
    assert difference_warnings(first, first) == ()


def test_one_newcomer_between_two_exact_releases_is_found():
    before, after = many(400), [*many(400), case(9999)]
    assert difference_warnings(release(before), release(after))


def test_one_newcomer_between_two_rounded_releases_is_in_doubt():
    before, after = many(400), [*many(400), case(9999)]
    found = difference_warnings(release(before, name="round5"), release(after, name="round5"))
    assert not [warning for warning in found if "differ by" in warning]


def test_a_filter_that_leaves_out_a_few_is_found():
    facts = [*many(300), *(case(9000 + k, locality="") for k in range(3))]
    named = Scope(start=YEAR.start, end=YEAR.end, localities=("east", "north", "south", "west"))
    assert difference_warnings(release(facts), release(facts, named))
    assert not difference_warnings(release(many(300)), release(many(300), named))


def test_a_period_a_day_longer_is_found():
    facts = [c for c in many(400) if c.opened_on <= date(2026, 9, 30)]
    facts.append(case(9999, opened_on=date(2026, 10, 1)))
    short = Scope(start=YEAR.start, end=date(2026, 9, 30))
    longer = Scope(start=YEAR.start, end=date(2026, 10, 1))
    assert difference_warnings(release(facts, short), release(facts, longer))


def test_disjoint_quarters_have_nothing_to_subtract_and_shifted_ones_are_warned_of():
    facts = many(400)
    spring = Scope(start=date(2026, 4, 1), end=date(2026, 6, 30))
    summer = Scope(start=date(2026, 7, 1), end=date(2026, 9, 30))
    shifted = Scope(start=date(2026, 5, 1), end=date(2026, 7, 31))
    assert difference_warnings(release(facts, spring), release(facts, summer)) == ()
    assert len(difference_warnings(release(facts, spring), release(facts, shifted))) == 1


def test_a_cell_hidden_once_and_shown_once_is_found():
    facts = many(300)
    found = difference_warnings(release(facts), release(facts, name="round5"))
    assert any("hidden in one release" in warning for warning in found)
