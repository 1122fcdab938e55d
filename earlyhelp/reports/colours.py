"""The colours of the screens, in their light scheme, for paper.  Has no colour of its own."""

from functools import cache
from typing import Any

from msgspec import Struct
from reportlab.lib.colors import HexColor

from earlyhelp.settings import load

# Charts name what a colour means; the style file names colours.
_MEANT = {"rule": "line", "success": "go", "warning": "warn"}


class _Tokens(Struct):
    scheme: dict[str, dict[str, str]]


@cache
def colour(name: str) -> Any:
    """Return a colour by its token, or by what a chart calls it."""
    light = load("style/tokens.toml", _Tokens).scheme["light"]
    return HexColor(light[_MEANT.get(name, name)])
