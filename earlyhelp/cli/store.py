"""`store verify`, `store inspect`: whether the store is as it was left."""

from argparse import Namespace

from earlyhelp.cli.errors import NotSound
from earlyhelp.cli.output import tell
from earlyhelp.cli.sign_in import passphrase_in, signed_in
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


def inspect(args: Namespace) -> None:
    """Check a store on a locked disk, for reading only: not a byte of it or beside it changes.

    Raises: NotSound if something is wrong with it.
    """
    from earlyhelp.inspection import inspect_store

    passphrase = passphrase_in(args.passphrase_file)
    found = inspect_store(args.store, args.account, passphrase, args.key_file)
    facts = {"ok": not found.problems, "entries": found.entries, "problems": found.problems}
    tell(args, {**facts, "read_only": True})
    if found.problems:
        raise NotSound("cli.store.not_sound", count=len(found.problems))
