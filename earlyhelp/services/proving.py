"""Proves who somebody is: growing waits, second share, passphrase.  Opens no database."""

from pathlib import Path

from earlyhelp.clock import Clock
from earlyhelp.errors import Locked
from earlyhelp.keys.header import Header
from earlyhelp.keys.share import share_for
from earlyhelp.keys.slots import Credentials, Unlocked, share_kinds, unlock
from earlyhelp.keys.throttle import Throttle


def tries_file(store: Path) -> Path:
    """Return where the waits after wrong passphrases are kept for a store."""
    return store.with_suffix(".tries")


def prove(
    store: Path, header: Header, login: str, passphrase: str, key_file: str, clock: Clock
) -> tuple[Unlocked, int]:
    """Open a login's slot; return what it gave and how many tries had failed before.

    Raises: Locked("signin.wait", seconds) or Locked("key.wrong"); StorageFault for the second share
    and the header.
    """
    throttle = Throttle(tries_file(store), header.vault, clock)
    wait = throttle.before(login)
    if wait:
        raise Locked("signin.wait", seconds=int(wait))
    share = share_for(share_kinds(header, login), header.vault, login, key_file)
    try:
        opened = unlock(header, Credentials(login, passphrase, share))
    except Locked:
        throttle.failed(login)
        raise
    return opened, throttle.succeeded(login)
