"""Every colour a chart may ask for is in the style file."""

from typing import get_args

import pytest

from earlyhelp.marks import Colour
from earlyhelp.reports.colours import colour


@pytest.mark.parametrize("name", get_args(Colour))
def test_chart_colours_are_known(name: str) -> None:
    assert colour(name).hexval().startswith("0x")


def test_unknown_colour_is_refused() -> None:
    with pytest.raises(KeyError):
        colour("mauve")
