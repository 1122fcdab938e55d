"""Runs a command and turns whatever went wrong into one sentence and an exit code."""

import os
import sys

from earlyhelp.cli.errors import WrongUse
from earlyhelp.cli.parser import parsed
from earlyhelp.errors import Bug, HouseError, Invalid, StorageFault
from earlyhelp.wording import knows, say

DONE, REFUSED, WRONG_USE, UNUSABLE = 0, 1, 2, 3


def run(argv: list[str]) -> int:
    """Run one command; return 0 done, 1 refused or invalid, 2 wrong use, 3 store unusable."""
    try:
        args = parsed(argv)
        args.work(args)
    except HouseError as error:
        _tell(sentence_of(error))
        return _code(error)
    except KeyboardInterrupt:
        _tell(_said("cli.stopped"))
        return REFUSED
    except BrokenPipeError:
        # Nobody reads on: the rest goes nowhere, so that closing the output does not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNUSABLE
    except (OSError, MemoryError):
        _tell(_said("cli.disk"))
        return UNUSABLE
    except SystemExit as leaving:  # argparse has printed the help that was asked for
        return WRONG_USE if leaving.code else DONE
    return DONE


def sentence_of(error: HouseError) -> str:
    """Return the sentence of an error; of a faulty input the first field's."""
    key = next(iter(error.fields.values()), error.key) if isinstance(error, Invalid) else error.key
    params = {name: value for name, value in error.params.items() if name != "key"}
    if isinstance(error, Bug) or not _known(key):
        return _said("cli.bug", place=key)
    return _said(key, **params)


def _known(key: str) -> bool:
    try:
        return knows(key)
    except Bug:
        return False


def _said(key: str, **params: str | int) -> str:
    try:
        return say(key, **params)
    except Bug:  # the wording itself is at fault, and something must still be said
        return f"The program's wording is damaged ({key}). Install the program again."


def _code(error: HouseError) -> int:
    if isinstance(error, WrongUse):
        return WRONG_USE
    return UNUSABLE if isinstance(error, StorageFault) else REFUSED


def _tell(sentence: str) -> None:
    sys.stderr.write(sentence.replace("\n", " ") + "\n")
