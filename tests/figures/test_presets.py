"""The thresholds of the presets, percentages and means."""

import pytest

from earlyhelp.errors import Invalid
from earlyhelp.figures.presets import Cell, mean, percentage, preset, preset_names

DFE = preset("dfe")
ROUND5 = preset("round5")
STRICT = preset("strict")


def test_the_small_counts_of_each_preset():
    assert [n for n in range(20) if DFE.small(n)] == [1, 2, 3, 4, 5]
    assert [n for n in range(20) if ROUND5.small(n)] == [1, 2, 3, 4, 5, 6, 7]
    assert [n for n in range(20) if STRICT.small(n)] == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert (DFE.symbol, ROUND5.symbol) == ("c", "*")


def test_rounding_goes_to_the_nearest_five_and_is_never_further_than_two():
    for number in range(500):
        assert ROUND5.rounded(number) % 5 == 0
        assert abs(ROUND5.rounded(number) - number) <= 2
        assert DFE.rounded(number) == number
    assert [STRICT.rounded(n) for n in (14, 15, 24, 25)] == [10, 20, 20, 30]


def test_an_unknown_preset_is_refused_and_every_named_one_is_known():
    with pytest.raises(Invalid):
        preset("none")
    assert [preset(name).title for name in preset_names()] == list(preset_names().values())


def shown(number):
    return Cell(str(number), "rounded", number)


def test_percentages_need_a_base_of_twenty_and_two_shown_figures():
    hidden = Cell("*", "primary")
    assert percentage(shown(10), shown(20), ROUND5) == "50.0"
    assert percentage(shown(10), shown(15), ROUND5) == ":"
    assert percentage(hidden, shown(20), ROUND5) == ":"
    assert percentage(shown(10), hidden, ROUND5) == ":"


def test_means_need_eight_readings():
    assert mean([1.0] * 7, ROUND5) == ":"
    assert mean([1.0] * 7 + [5.0], ROUND5) == "1.5"
