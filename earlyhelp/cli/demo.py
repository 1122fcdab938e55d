"""`demo create`: a store of made-up families to try the program with."""

from argparse import Namespace

import msgspec

from earlyhelp.cli.output import tell


def create(args: Namespace) -> None:
    """Make a demo store; the same seed makes the same families."""
    from earlyhelp import demo

    report = demo.create(args.store, args.families, args.seed, _quietly)
    tell(args, msgspec.to_builtins(report, enc_hook=str))


def _quietly(*_: object) -> None:
    """Take progress and say nothing: the output is one object."""
