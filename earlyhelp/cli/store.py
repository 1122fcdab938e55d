"""`store verify`: whether the store is as it was left."""

from argparse import Namespace

from earlyhelp.cli.errors import NotSound
from earlyhelp.cli.output import tell
from earlyhelp.cli.sign_in import signed_in
from earlyhelp.messages.trail import VerifyStore


def verify(args: Namespace) -> None:
    """Check file, references, audit and checkpoints of a store.

    Raises: NotSound if something is wrong with them.
    """
    with signed_in(args) as dispatcher:
        found = dispatcher.dispatch(VerifyStore())
    tell(args, {"ok": found.ok, "entries": found.entries, "problems": found.problems})
    if not found.ok:
        raise NotSound("cli.store.not_sound", count=len(found.problems))
