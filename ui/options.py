"""The words that open the window.  Refuses one it does not know: a store is never guessed at."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import NoReturn

_NAMES = ("--demo", "--store", "--read-only")


class _Options(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ValueError(" ".join(message.split()))


def opens_window(words: list[str]) -> bool:
    """Say whether these words are for the window and not a command."""
    return not words or words[0].partition("=")[0] in _NAMES


def chosen(words: list[str]) -> Namespace:
    """Return `store` (a folder or None), `demo` and `read_only`.

    Raises: ValueError with what is wrong; SystemExit(0) after --help.
    """
    parser = _Options(prog="earlyhelp", allow_abbrev=False)
    parser.add_argument("--store", type=_folder, metavar="DIR")
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--read-only", action="store_true")
    return parser.parse_args(words)


def _folder(text: str) -> Path:
    if not text or "\0" in text:
        raise ArgumentTypeError("a folder has no name")
    return Path(text)
