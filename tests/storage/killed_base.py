"""The store every round of killing begins with, and what is asked of it afterwards."""

from pathlib import Path

from earlyhelp import bootstrap, restoring
from earlyhelp.clock import SystemClock
from earlyhelp.keys.copies import opened_by
from earlyhelp.keys.header import read_header
from earlyhelp.keys.slots import Credentials, Unlocked, database_secret, unlock
from earlyhelp.messages.backups import MakeBackup
from earlyhelp.messages.retention import ProposeErasure
from earlyhelp.settings import resource
from earlyhelp.storage import database, rekey
from tests.services.founded import PASSPHRASE, Door, Founded, plant

LOGINS = ("maureen", "ira", "bea", "priya")
PLACE = [Path()]


class Base:
    """The store every round begins with: two families, one proposed for erasure, an old backup."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        self.folder, self.scratch = folder, scratch
        self.identities = {}
        header = read_header(folder / "store" / "store.ehdh")
        for login in LOGINS:
            opened = unlock(header, Credentials(login, PASSPHRASE))
            self.identities[login] = opened.identity
        PLACE[0] = folder
        with self.door(folder) as door:
            self.gone, self.stays = plant(door), plant(door)
            door("bea").worked(MakeBackup(folder=str(folder), name="oldest"))
            wish = ProposeErasure(reference=self.gone.reference, reason="right")
            self.proposal = door("maureen").dispatch(wish).id

    def door(self, place: Path, name: str = "store"):
        """Open a store for everybody as it stands now, finishing what was interrupted."""
        store = place / name / "store.ehdb"
        header = read_header(store.with_suffix(".ehdh"))
        opened = {
            login: self._opened(header, identity) for login, identity in self.identities.items()
        }
        header, first = rekey.recovered(store, header, opened["maureen"])
        opened = {
            login: ("store", Unlocked(identity, first.secret, opened[login].slot))
            for login, identity in self.identities.items()
        }
        door = StandingDoor(Founded(store.parent, SystemClock(), opened), store.parent)
        vault = door("maureen").context.vault
        if vault.facts["epoch"] != str(header.epoch).encode():
            raise AssertionError("header and store are of two epochs")
        door.seated = None
        vault.close_tables(frozenset())
        bootstrap.finish_erasures(vault)
        return door

    def _opened(self, header, identity):
        slot = next(slot for slot in header.slots if slot.pub == identity.public)
        if slot.pending is None:
            return opened_by(header, identity)
        pending = database_secret(header, slot, identity, pending=True)
        return Unlocked(identity, database_secret(header, slot, identity), slot, pending)


class StandingDoor(Door):
    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def sound(door) -> None:
    door("maureen").sit()
    found = door("maureen").context.vault.problems()
    assert found == [], found


def rows_of(door, family_id: int) -> int:
    connection = door("maureen").context.vault._connection
    connection.set_authorizer(None)
    tables = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    count = 0
    for table in tables:
        columns = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
        if "family_id" in columns and table != "audit_entry":
            asked = f'SELECT count(*) FROM "{table}" WHERE family_id = ?'
            count += connection.execute(asked, (family_id,)).fetchone()[0]
    door.seated = None
    return count


def restore(source: Path, place: Path) -> None:
    restoring.restore(source, place, restoring.Restorer("bea", PASSPHRASE))


def as_first(path: Path, older: Path, secret) -> dict[str, int]:
    """Write a store's rows into a file of the first structure; return how many by table."""
    source = database.connect(path, secret, create=False)
    target = database.connect(older, secret, create=True)
    counts = {}
    for statement in resource("schema/0001.sql").read_text(encoding="utf-8").split("\n\n"):
        target.execute(statement)
    target.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    target.execute("INSERT INTO alembic_version VALUES ('0001')")
    names = [
        name for (name,) in target.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    target.execute("BEGIN IMMEDIATE")
    for name in names:
        if name == "alembic_version":
            continue
        columns = ", ".join(f'"{row[1]}"' for row in target.execute(f'PRAGMA table_info("{name}")'))
        rows = source.execute(f'SELECT {columns} FROM "{name}" ORDER BY id').fetchall()
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            target.executemany(f'INSERT INTO "{name}" ({columns}) VALUES ({marks})', rows)
        counts[name] = len(rows)
    target.execute("COMMIT")
    target.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    target.close()
    source.close()
    return counts
