"""`package open`, `package deleted`, `package key`: what a partner does with a package."""

from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from earlyhelp.cli.errors import NotSound
from earlyhelp.cli.output import tell
from earlyhelp.clock import SystemClock
from earlyhelp.packages import commands
from earlyhelp.packages.reader import PackageFault

Work = Callable[[Path, dict[str, Any], Any, str, datetime], dict[str, Any]]


def open_(args: Namespace) -> None:
    """Open a package into a folder, the receipt beside what was in it; or say what is inside.

    Raises: NotSound with the sentence why it does not open.
    """
    _run(args, commands.opened)


def deleted(args: Namespace) -> None:
    """Delete a package and write the receipt that says so."""
    _run(args, commands.deleted)


def key(args: Namespace) -> None:
    """Make a key for receiving packages."""
    try:
        tell(args, commands.new_key(args.out))
    except PackageFault as fault:
        raise _told(fault) from None


def _run(args: Namespace, work: Work) -> None:
    try:
        keys = commands.keys_of(args.passphrase_file, args.key_file, args.sender)
        now = SystemClock().now().astimezone(UTC)
        tell(args, work(args.file, keys, args.out, args.by, now))
    except PackageFault as fault:
        raise _told(fault) from None


def _told(fault: PackageFault) -> NotSound:
    return NotSound("cli.package", what=fault.sentence())
