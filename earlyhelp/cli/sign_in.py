"""Opens a store for one command and closes it again, with a signed checkpoint at the end."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from earlyhelp.cli.errors import WrongUse
from earlyhelp.services.dispatcher import Dispatcher

_LONGEST = 4096


@contextmanager
def signed_in(args: Namespace) -> Iterator[Dispatcher]:
    """Sign in as the account of the options; the audit is signed at the end, whatever happens.

    Raises: WrongUse if the passphrase file cannot be used; else as `bootstrap.open_store`.
    """
    from earlyhelp.bootstrap import open_store
    from earlyhelp.messages.session import Checkpoint

    passphrase = passphrase_in(args.passphrase_file)
    store = open_store(args.store, args.account, passphrase, args.key_file)
    try:
        yield store.dispatcher
    finally:
        try:
            store.dispatcher.dispatch(Checkpoint(why="sign-out"))
        finally:
            store.close()


def passphrase_in(path: Path) -> str:
    """Return the passphrase in a file, without the line break at its end.

    Raises: WrongUse if the file cannot be read, is empty or is no text.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(_LONGEST)
        text = raw.decode("utf-8").rstrip("\r\n")
    except (OSError, ValueError):
        raise WrongUse("cli.passphrase_file") from None
    if not text:
        raise WrongUse("cli.passphrase_file")
    return text
