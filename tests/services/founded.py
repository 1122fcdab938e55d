"""A founded store for the services' tests: made once, copied for each module, opened for anybody.

Argon2 runs once per account; afterwards every login shares one connection, as only one may write.
Each has a key ring of its own and its own closed tables, exactly as `bootstrap` would give them.
"""

import copy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from earlyhelp import bootstrap
from earlyhelp.access.permissions import Permission
from earlyhelp.clock import FixedClock
from earlyhelp.founding import Joiner, found_organisation
from earlyhelp.keys.cost import FLOOR
from earlyhelp.keys.header import read_header
from earlyhelp.keys.slots import Credentials, Unlocked, unlock
from earlyhelp.messages.people import Contactable, HomeDetails, Particulars
from earlyhelp.records.cases import Allocation, Case
from earlyhelp.records.casework import WorkItem
from earlyhelp.records.people import Family, Home, Person
from earlyhelp.services.long_work import to_end
from earlyhelp.services.look_purpose import Purposes
from earlyhelp.services.topics import load_topics  # noqa: F401 - also for tests of the store
from earlyhelp.services.work_items import keep_work
from earlyhelp.storage.sealing import Keyring
from earlyhelp.storage.vault import Vault

PASSPHRASE = "copper lantern orchard pebble"
MORNING = datetime(2026, 11, 22, 9, 15, tzinfo=UTC)
TODAY = date(2026, 11, 22)
STAFF = (
    ("priya", "Priya Nandra", "practitioner", ("West",)),
    ("omar", "Omar Haddad", "practitioner", ("West",)),
    ("maureen", "Maureen Tregear", "team_manager", ("West",)),
    ("sol", "Sol Pengelly", "practitioner", ("South",)),
    ("sam", "Sam Trevithick", "team_manager", ("South",)),
    ("bea", "Bea Laity", "business_administrator", ()),
    ("ira", "Ira Menhenick", "information_governance", ()),
    ("ana", "Ana Rowse", "analyst", ()),
)

#: What planted families are numbered by: no two of a run are alike.
_NUMBERS = count(1)


@dataclass
class Founded:
    """The store as founded: its folder, who may open which file, and the clock it was made with."""

    folder: Path
    clock: FixedClock
    opened: dict[str, tuple[str, Unlocked]] = field(repr=False)


def found(folder: Path) -> Founded:
    clock = FixedClock(MORNING)
    joiners = [Joiner(*one, PASSPHRASE) for one in STAFF]
    found_organisation(folder, {"West": "west", "South": "south"}, joiners, clock, FLOOR, "made up")
    opened = {}
    for login, _, role, _ in STAFF:
        name = bootstrap.ANALYSIS if role == "analyst" else bootstrap.CASE
        header = read_header(folder / f"{name}.ehdh")
        opened[login] = name, unlock(header, Credentials(login, PASSPHRASE))
    return Founded(folder, clock, opened)


class Supervising(Purposes):
    """Whoever looks at a family that is not theirs does so to supervise, as if just asked.

    Tests of the question itself give the session its own `Purposes()` back.
    """

    def of(self, family_id, now):
        return super().of(family_id, now) or "supervision"


class Desk:
    """One person's open session: `dispatch`, and the `context` behind it."""

    def __init__(self, door: "Door", login: str, dispatcher, closed: frozenset[str]) -> None:
        self._door = door
        self.login = login
        self.dispatcher = dispatcher
        self.closed = closed
        self.context = dispatcher.context
        self.context.purposes = Supervising()

    @property
    def id(self) -> int:
        """The account's id."""
        return self.context.principal.account_id

    @property
    def team_id(self) -> int:
        """The id of the person's (only) team."""
        return self.context.principal.teams[0]

    def dispatch(self, message):
        """Answer a message as the keeper would, for somebody who has just proved themselves."""
        self.sit()
        self.context.confirmed_at = self._door.clock.now()
        return self.dispatcher.dispatch(message)

    def worked(self, message):
        """Have long work done to its end; return the receipt, or raise what it ended with."""
        receipt = self.dispatch(message)
        to_end(self.context)
        return receipt

    def unit(self, permission: Permission = Permission.FAMILY_CHANGE):
        """Begin a unit of work of this person, to look at rows or to plant them."""
        self.sit()
        scope = self.context.policy.require(self.context.principal, permission)
        uow = self.context.vault.unit(self.context.principal, permission, scope)
        save = uow.commit

        def commit(outcome: str = "done") -> int:
            if not any(isinstance(row, WorkItem) for row in uow.touched):
                keep_work(uow)  # what is planted has to be done like anything else
            return save(outcome)

        uow.commit = commit
        return uow

    def built(self):
        """Return the session's search index, completely built."""
        self.sit()
        while not self.context.index.step():
            pass
        return self.context.index

    def sit(self) -> None:
        """Close what this role never reads, as its own session would have."""
        self._door.seat(self.context.vault, self.closed)


class Door:
    """door("priya") is Priya's open session; sessions stay open side by side."""

    def __init__(self, founded: Founded, folder: Path) -> None:
        self.folder = folder
        self.clock = copy.copy(founded.clock)
        self.seated: tuple[int, frozenset[str]] | None = None
        self._opened = dict(founded.opened)  # a module may add to its own
        self._vaults: dict[str, Vault] = {}
        self._desks: dict[str, Desk] = {}

    def __call__(self, login: str) -> Desk:
        if login not in self._desks:
            self._desks[login] = self._desk(login)
        return self._desks[login]

    def seat(self, vault: Vault, closed: frozenset[str]) -> None:
        """Close these tables and no others; where they are closed, statements stay prepared."""
        if self.seated != (id(vault.engine), closed):
            vault.close_tables(closed)
            self.seated = id(vault.engine), closed

    def _desk(self, login: str) -> Desk:
        name, opened = self._opened[login]
        if name not in self._vaults:
            header = read_header(self.folder / f"{name}.ehdh")
            path = self.folder / f"{name}.ehdb"
            self._vaults[name] = Vault(path, opened, header.vault, self.clock)
        own = copy.copy(self._vaults[name])
        own.identity, own.keyring = (
            opened.identity,
            Keyring(opened.identity.derived(b"earlyhelp/1/own")),
        )
        self.seat(own, frozenset())
        closed: list[frozenset[str]] = [frozenset()]
        own.close_tables = closed.append  # noted here, set when the person sits down
        dispatcher, _ = bootstrap._session(self.folder, own, login, self.clock)
        del own.close_tables
        return Desk(self, login, dispatcher, closed[-1])

    def close(self) -> None:
        for vault in self._vaults.values():
            vault.close()


@dataclass
class Planted:
    """A family with an open case, laid down without going through the handlers."""

    family_id: int
    case_id: int
    mother_id: int
    child_id: int
    reference: str


def plant(
    door: Door,
    manager: str = "maureen",
    lead: str = "priya",
    surname: str = "Kowalska",
    status: str = "assessing",
) -> Planted:
    """Lay down a family of two, with a home, an open case and its lead professional."""
    desk, lead_id = door(manager), door(lead).id
    with desk.unit() as uow:
        ident = uow.clock.new_id()
        reference = f"EH-2025-{next(_NUMBERS):06d}"
        family = Family(
            id=ident, team_id=desk.team_id, reference=reference, status="open",
            level="L2", locality="west", opened_on=date(2026, 10, 1), source="2A",
        )  # fmt: skip
        uow.new_family(family, surname)
        mother = uow.add(
            Person(family_id=ident, role="parent"),
            directory=Contactable(forename="Anna", surname=surname, born_on=date(1991, 4, 2)),
            particulars=Particulars(gender="female"),
        )
        child = uow.add(
            Person(family_id=ident, role="child"),
            directory=Contactable(forename="Maja", surname=surname, born_on=date(2017, 9, 30)),
            particulars=Particulars(),
        )
        uow.add(
            Home(family_id=ident, from_on=date(2024, 1, 1), until_on=None),
            directory=HomeDetails(
                lines="1 Made Up Row", postcode="PL1 3AB", residents=(mother.id, child.id)
            ),
        )
        case = uow.add(
            Case(
                family_id=ident, request_id=None, status=status, opened_on=date(2026, 10, 1),
                closed_on=None, lead_id=lead_id, first_contact_on=None, source="2A",
            )
        )  # fmt: skip
        uow.add(
            Allocation(
                family_id=ident, case_id=case.id, account_id=lead_id, role="lead",
                started_on=date(2026, 10, 1), ended_on=None,
            )
        )  # fmt: skip
        uow.commit()
    return Planted(ident, case.id, mother.id, child.id, reference)
