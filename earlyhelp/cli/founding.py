"""`store create`: founds an organisation's store and gives each first account a one-use passphrase.

Refuses places where a store is not safe, and accounts without a second share unless somebody decided so.
"""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from earlyhelp.cli.errors import WrongUse
from earlyhelp.cli.founding_file import Founding, read_founding
from earlyhelp.cli.output import tell
from earlyhelp.cli.recover import write_shares
from earlyhelp.clock import SystemClock
from earlyhelp.errors import Invalid, StorageFault
from earlyhelp.keys.cost import DEFAULT
from earlyhelp.keys.identity import Identity
from earlyhelp.keys.passphrase import one_use
from earlyhelp.keys.recovery import SHARES, split
from earlyhelp.keys.share import NO_SHARE, Share, new_key_file
from earlyhelp.platform import place_fault
from earlyhelp.wording import say


def create(args: Namespace) -> None:
    """Found a store; passphrases are told this once and kept nowhere.

    Raises: StorageFault for an unfit place or a store that is there; Invalid for key files that
    are there; else as `read_founding`.
    """
    from earlyhelp.founding import Joiner, Terms, found_organisation

    found = read_founding(args.founding)
    fault = place_fault(args.store)
    if fault:
        raise StorageFault(fault)
    passphrases = [one_use(one.login) for one in found.accounts]
    with _second_shares(args, found) as shares:
        joiners = [
            Joiner(one.login, one.name, one.role, one.teams, passphrase, share, first=True)
            for one, passphrase, (_, share) in zip(found.accounts, passphrases, shares, strict=True)
        ]
        recovery = Identity.new() if args.recovery_sheets else None
        sheets = write_shares(args.recovery_sheets, args.store, split(recovery)) if recovery else []
        holders = tuple(
            say("recovery.holder.first", number=number) for number in range(1, SHARES + 1)
        )
        terms = Terms(args.passphrase_alone or "", recovery, holders)
        with _taken_back(sheets):
            found_organisation(args.store, found.teams, joiners, SystemClock(), DEFAULT, terms)
    accounts = [
        {"login": one.login, "name": one.name, "role": one.role, "passphrase": passphrase}
        | ({"key_file": path} if path else {})
        for one, passphrase, (path, _) in zip(found.accounts, passphrases, shares, strict=True)
    ]
    facts = {"store": str(args.store.absolute()), "teams": list(found.teams)}
    following = (
        say("founding.next")
        + " "
        + say("founding.next.sheets" if sheets else "founding.next.no_sheets")
    )
    facts |= {"recovery_sheets": sheets} if sheets else {}
    tell(args, facts | {"accounts": accounts, "next": following})


@contextmanager
def _second_shares(args: Namespace, found: Founding) -> Iterator[list[tuple[str, Share]]]:
    """Yield path and share of each account; where founding fails, no key file stays behind."""
    if args.key_files is None:
        yield [("", NO_SHARE) for _ in found.accounts]
        return
    folder = _outside(args.key_files, args.store)
    with ExitStack() as undo:
        shares = []
        for number, _ in enumerate(found.accounts, 1):
            path = folder / f"key-{number:02}.ehkey"  # a lost stick does not tell whose it was
            shares.append((str(path), new_key_file(path)))
            undo.callback(path.unlink, missing_ok=True)
        yield shares
        undo.pop_all()


@contextmanager
def _taken_back(sheets: list[str]) -> Iterator[None]:
    """Leave no recovery sheet of a store that was not founded."""
    try:
        yield
    except BaseException:
        for path in sheets:
            Path(path).unlink(missing_ok=True)
        raise


def _outside(folder: Path, store: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        whole = folder.resolve(strict=True)
    except OSError:
        raise WrongUse("founding.folder") from None
    if whole.is_relative_to(store.resolve()):
        raise Invalid({"key_files": "audit.path.store"})
    return whole
