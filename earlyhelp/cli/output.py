"""Prints what a command found: one JSON object, or a line for each fact."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

import msgspec

from earlyhelp.errors import Refused


def tell(args: Namespace, facts: dict[str, Any]) -> None:
    """Print facts by name."""
    if args.json:
        sys.stdout.write(msgspec.json.encode(facts).decode() + "\n")
    else:
        for name, value in facts.items():
            sys.stdout.write(f"{name}: {_shown(value)}\n")
    sys.stdout.flush()


def new_file(path: Path) -> Path:
    """Return the whole path of a file that is to be written and is not there yet.

    Raises: Refused where something of that name is: nothing is written over without a word.
    """
    if path.exists() or path.is_symlink():
        raise Refused("cli.exists", name=path.name)
    return path.absolute()


def _shown(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "".join(f"\n  {_shown(each)}" for each in value) or "none"
    if isinstance(value, dict):
        return ", ".join(f"{name} {_shown(each)}" for name, each in value.items())
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
