"""The sentences printed in exports and beside charts.  Holds no sentence of its own."""

from functools import cache

from earlyhelp.settings import load


@cache
def _sentences() -> dict[str, str]:
    return load("wording/figures.toml", dict[str, str])


def sentence(key: str, **params: str | int) -> str:
    """Return the sentence of a key of `wording/figures.toml`, its gaps filled."""
    return _sentences()[key].format(**params)
