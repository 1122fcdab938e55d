"""Makes the demo store: founds it, signs in as each manager and records families as they would.

Refuses a folder that already holds a store.
"""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.bootstrap import CASE, DEMO_NOTE, OpenStore, open_store
from earlyhelp.clock import Clock, SystemClock
from earlyhelp.demo.accounts import CASELOAD, found, hire, manager_of
from earlyhelp.demo.around import go_around
from earlyhelp.demo.bank import staff
from earlyhelp.demo.families import FamilyMaker, Post
from earlyhelp.keys.header import read_header
from earlyhelp.keys.identity import Identity
from earlyhelp.keys.recovery import split
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.records.people import Family
from earlyhelp.records.staff import StoreFact
from earlyhelp.reports.recovery_sheet import sheet_lines
from earlyhelp.storage.unit_of_work import UnitOfWork

#: Families of one unit of work: one commit, one audit entry.
BATCH = 40
_LOOKS = 3
#: Where the demo keeps what in a real store lies with three people on paper.
SHEETS = "recovery-sheets"
#: The demo's backup lies beside its folder, as a backup has to: "demo-backups" beside "demo".
BACKUPS = "backups"
_NOTE = "Everybody in this store is made up."
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class DemoAccount:
    """An account of the demo; its passphrase is no secret."""

    login: str
    name: str
    role: str
    teams: tuple[str, ...]
    passphrase: str


@dataclass(frozen=True)
class DemoReport:
    """What was made.  Unit: `seconds` of wall time."""

    folder: Path
    families: int
    people: int
    accounts: tuple[DemoAccount, ...]
    recovery_sheets: tuple[Path, ...]
    seconds: float


def create(
    folder: Path,
    families: int,
    seed: int,
    progress: Callable[[int, int], None] | None = None,
    clock: Clock | None = None,
    *,
    around: bool = True,
) -> DemoReport:
    """Make a store of made-up families; the same seed makes the same content on the same day.

    Shape:  `progress(done, families)` after every batch; without `around` there are families only:
            no partner, no agreements with agencies, no requests, no backup beside the folder.
    Raises: StorageFault("store.exists") if the folder holds a store, or what the disk says.
    """
    clock, started = clock or SystemClock(), time.monotonic()
    teams = staff().team
    recovery = Identity.new()
    ids = found(folder, clock, recovery)
    wanted = max(1, round(families * 0.66 / len(teams) / CASELOAD))
    workers = hire(folder, seed, wanted, clock)
    people = done = 0
    for at, team in enumerate(teams):
        numbers = range(families * at // len(teams), families * (at + 1) // len(teams))
        post = Post(team, ids[team.name], workers[team.name], seed, families)
        for count, found_people in _settle(folder, post, numbers, clock):
            people, done = people + found_people, done + count
            if progress is not None:
                progress(done, families)
    sheets = _leave_sheets(folder, recovery)
    backups = folder.with_name(f"{folder.name}-{BACKUPS}")
    if around:
        go_around(folder, clock, backups)
    accounts = tuple(
        DemoAccount(one.login, one.name, one.role, one.teams, one.passphrase)
        for one in staff().account
    )
    _leave_note(folder, accounts)
    return DemoReport(folder, families, people, accounts, sheets, time.monotonic() - started)


def _settle(folder: Path, post: Post, numbers: range, clock: Clock) -> Iterator[tuple[int, int]]:
    manager = manager_of(post.team.name)
    store = open_store(folder, manager.login, manager.passphrase, clock=clock)
    try:
        for start in range(numbers.start, numbers.stop, BATCH):
            batch = range(start, min(start + BATCH, numbers.stop))
            yield len(batch), _record(store, post, batch, numbers.start)
        _look_in(store)
    finally:
        store.close()


def _record(store: OpenStore, post: Post, batch: range, first: int) -> int:
    context = store.context
    with context.vault.unit(context.principal, Permission.REQUEST_CREATE, Scope.TEAM) as uow:
        uow.purpose = "demo"
        if batch.start == 0:
            _keep_references(uow, post.families)
        people = sum(FamilyMaker(uow, post, number, number - first).make() for number in batch)
        for step in context.before_commit:
            step(uow)
        uow.commit()
    return people


def _keep_references(uow: UnitOfWork, families: int) -> None:
    """The next family that is made gets the next reference."""
    name = f"references:{uow.clock.today().year}"
    uow.add(StoreFact(name=name, value=b"%d" % families))


def _look_in(store: OpenStore) -> None:
    """Leave a few looks by the manager, so that a practitioner sees who looked this week."""
    with store.context.vault.unit(
        store.context.principal, Permission.FAMILY_READ, Scope.TEAM
    ) as uow:
        first = [row.id for row in uow.all(Family, order=Family.id, limit=_LOOKS)]
    for family_id in (*first, *first[:1]):
        store.dispatcher.dispatch(FamilyPageView(family_id=family_id, purpose="supervision"))


def _leave_note(folder: Path, accounts: tuple[DemoAccount, ...]) -> None:
    vault = read_header(folder / f"{CASE}.ehdh").vault  # a note beside another store says nothing
    note = {"note": _NOTE, "vault": vault, "accounts": [asdict(one) for one in accounts]}
    text = json.dumps(note, ensure_ascii=False, indent=1)
    (folder / DEMO_NOTE).write_text(text, encoding="utf-8")


def _leave_sheets(folder: Path, recovery: Identity) -> tuple[Path, ...]:
    """Leave the demo's recovery sheets beside it: nothing in it is a secret."""
    place = folder / SHEETS
    place.mkdir()
    paths = []
    for number, share in enumerate(split(recovery), 1):
        paths.append(place / f"share-{number}.txt")
        lines = [_NOTE, "", *sheet_lines(share.split())]
        paths[-1].write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tuple(paths)
