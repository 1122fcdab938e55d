"""What a check found: how bad it is and which sentence says it."""

from typing import Literal

import msgspec

Level = Literal["fine", "unknown", "warn", "stop"]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One check's answer; its sentence is `startup.<check>.<word>` with `params`.

    Shape: `stop` means that the store must not be opened for writing.
    """

    check: str
    level: Level
    word: str
    params: dict[str, str | int] = {}

    @property
    def key(self) -> str:
        """Return the wording key of the sentence."""
        return f"startup.{self.check}.{self.word}"


def fine(check: str, **params: str | int) -> Finding:
    """Nothing is wrong."""
    return Finding(check=check, level="fine", word="fine", params=params)


def unknown(check: str, word: str = "unknown") -> Finding:
    """It cannot be told here, and saying so is better than a guess."""
    return Finding(check=check, level="unknown", word=word)


def warn(check: str, word: str, **params: str | int) -> Finding:
    """Somebody should see to it."""
    return Finding(check=check, level="warn", word=word, params=params)


def stop(check: str, word: str, **params: str | int) -> Finding:
    """The store must not be opened for writing like this."""
    return Finding(check=check, level="stop", word=word, params=params)
