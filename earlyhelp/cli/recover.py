"""`recover`: two sheets of the recovery key give an account a new way in.

Refuses to write the one-use passphrase anywhere but into the answer.
"""

from argparse import Namespace
from pathlib import Path

from earlyhelp.cli.errors import WrongUse
from earlyhelp.cli.output import tell
from earlyhelp.clock import SystemClock
from earlyhelp.errors import Invalid
from earlyhelp.keys.recovery import NEEDED
from earlyhelp.platform import sheets_dir
from earlyhelp.reports.recovery_sheet import sheet_lines
from earlyhelp.wording import say

_LONGEST = 64 * 1024


def recover(args: Namespace) -> None:
    """Recover an account; the next recovery key's shares go into files.

    Shape: they are in the answer only where `--show-shares` says so: a terminal keeps what it shows.
    Without `--sheets` the files lie in a new folder among the person's documents.

    Raises: WrongUse unless two readable shares are named; else as `recovering.recovering`.
    """
    from earlyhelp.recovering import recovering

    if len(args.share) != NEEDED:
        raise WrongUse("recovery.two")
    one, two = (share_in(path) for path in args.share)
    reason = args.reason or say("recovery.reason.cli")
    with recovering(args.store, (one, two), args.account, reason, SystemClock()) as done:
        facts: dict[str, object] = {"account": done.login, "passphrase": done.passphrase}
        facts |= {"must_change": True, "next": say("recovery.next")}
        if args.show_shares:
            facts["shares"] = list(done.shares)
        else:
            folder = args.sheets or sheets_dir(SystemClock().now())
            facts["sheets"] = write_shares(folder, args.store, done.shares)
        tell(args, facts)


def write_shares(folder: Path, store: Path, shares: tuple[str, ...]) -> list[str]:
    """Write one text file a share, to be printed and then destroyed; return their paths.

    Raises: Invalid for a folder inside the store or files that are there; WrongUse for one that
    cannot be used.
    """
    paths = [folder / f"share-{number}.txt" for number in range(1, len(shares) + 1)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if folder.resolve(strict=True).is_relative_to(store.resolve()):
            raise Invalid({"sheets": "audit.path.store"})
        if any(path.exists() for path in paths):
            raise Invalid({"sheets": "key.file.exists"})
        for number, (path, share) in enumerate(zip(paths, shares, strict=True), 1):
            path.touch(mode=0o600)
            path.write_text(share_text(number, len(shares), share), encoding="utf-8")
    except OSError:
        raise WrongUse("founding.folder") from None
    return [str(path.absolute()) for path in paths]


def share_text(number: int, count: int, share: str) -> str:
    """Return a share as plain text to print; `recover` reads it back, or 33 words typed from paper."""
    lines = [say("recovery.text.title", number=number, count=count), ""]
    lines += [*sheet_lines(share.split()), "", say("recovery.text.rule")]
    return "\n".join(lines) + "\n"


def share_in(path: Path) -> str:
    """Return the text of a share's file.

    Raises: WrongUse if it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(_LONGEST).decode("utf-8-sig")
    except (OSError, ValueError):
        raise WrongUse("cli.file", name=path.name) from None
