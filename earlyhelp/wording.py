"""Every sentence a person can read, by key, for every room.  Refuses a key that no wording file holds."""

from functools import cache
from types import MappingProxyType

from earlyhelp.errors import Bug
from earlyhelp.settings import load, resource


def say(key: str, **params: str | int) -> str:
    """Return the sentence of a key with its places filled in.

    Raises: Bug if no wording file holds the key or a place has no value.
    """
    sentence = _sentences().get(key)
    if sentence is None:
        raise Bug("wording.missing", name=key)
    try:
        return sentence.format(**params) if params or "{" in sentence else sentence
    except (KeyError, IndexError) as cause:
        raise Bug("wording.params", name=key) from cause


def knows(key: str) -> bool:
    """Tell whether a wording file holds the key."""
    return key in _sentences()


@cache
def _sentences() -> MappingProxyType[str, str]:
    merged: dict[str, str] = {}
    for path in sorted(resource("wording").glob("*.toml")):
        for key, sentence in load(f"wording/{path.name}", dict[str, str]).items():
            if key in merged:
                raise Bug("wording.twice", name=key)
            merged[key] = sentence
    return MappingProxyType(merged)
