"""Opens a store for one command and closes it again, with a signed checkpoint at the end."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from earlyhelp.cli.errors import WrongUse
from earlyhelp.errors import Invalid, Refused, StorageFault
from earlyhelp.services.dispatcher import Dispatcher

_LONGEST = 4096


@contextmanager
def signed_in(args: Namespace) -> Iterator[Dispatcher]:
    """Sign in as the account of the options; at the end the audit is signed.

    Raises: WrongUse if the passphrase file cannot be used; StorageFault for a file that cannot be
    read on the way; else as `bootstrap.open_store`.
    """
    from sqlalchemy.exc import DatabaseError

    from earlyhelp.bootstrap import open_store

    passphrase = passphrase_in(args.passphrase_file)
    try:
        store = open_store(args.store, args.account, passphrase, args.key_file)
        try:
            # The passphrase was proved for this one command: it counts as confirmed.
            store.context.confirmed_at = store.context.vault.clock.now()
            # Nobody declares anything here: the window asks for it at the next sign-in.
            store.context.interests_due = False
            yield store.dispatcher
            _sign(store.dispatcher)
        except (Refused, Invalid):
            _sign(store.dispatcher)
            raise
        finally:
            store.close()
    except DatabaseError as cause:  # damage met while reading, where no unit of work looks
        raise StorageFault("store.damaged") from cause


def _sign(dispatcher: Dispatcher) -> None:
    from earlyhelp.messages.session import Checkpoint

    dispatcher.dispatch(Checkpoint(why="sign-out"))


def passphrase_in(path: Path) -> str:
    """Return the passphrase in a file, without the line break at its end.

    Raises: WrongUse if the file cannot be read, is empty or is no text.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(_LONGEST)
        text = raw.decode("utf-8-sig").rstrip("\r\n")  # PowerShell begins a text with a mark
    except (OSError, ValueError):
        raise WrongUse("cli.passphrase_file") from None
    if not text:
        raise WrongUse("cli.passphrase_file")
    return text
