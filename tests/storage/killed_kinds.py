"""The acts that are killed: how each is done, and whether what it left is old or new."""

import shutil
from pathlib import Path

from earlyhelp.clock import SystemClock
from earlyhelp.keys.copies import opened_by
from earlyhelp.keys.header import read_header
from earlyhelp.messages.backups import MakeBackup
from earlyhelp.messages.importing import UndoImport
from earlyhelp.messages.retention import ConfirmErasure
from earlyhelp.progress import Progress
from earlyhelp.records.store import ImportRun
from earlyhelp.storage import database, rekey
from earlyhelp.storage.migrate import HEAD, revision_of
from earlyhelp.storage.restore import check_whole, open_with
from earlyhelp.storage.vault import Vault
from tests.services.annex import bring_in, held, workbook
from tests.storage.killed_base import Base, as_first, restore, rows_of, sound


class Rekey:
    """The store opens with the old key or the new one, whatever the header had been told."""

    def __init__(self, base: Base) -> None:
        self.base = base

    def act(self, place: Path) -> None:
        with self.base.door(place) as door:
            rekey.turn_key(door("maureen").context.vault)

    def look(self, place: Path) -> str:
        before = read_header(self.base.folder / "store" / "store.ehdh").epoch
        with self.base.door(place) as door:
            sound(door)
            assert rows_of(door, self.base.stays.family_id) > 4
        now = read_header(place / "store" / "store.ehdh")
        assert not any(slot.pending for slot in now.slots)
        return "new" if now.epoch > before else "old"


class Backup:
    """A backup is there whole or not there; the store it was made of is as it was."""

    def __init__(self, base: Base) -> None:
        self.base = base

    def act(self, place: Path) -> None:
        with self.base.door(place) as door:
            door("bea").worked(MakeBackup(folder=str(place), name="made"))

    def look(self, place: Path) -> str:
        with self.base.door(place) as door:
            sound(door)
        made = place / "made"
        if made.exists():
            opened = open_with(made, self.base.identities["bea"])
            check_whole(opened, Progress())
            assert opened.manifest.state.rows["family"] == 2
            return "new"
        if (place / "made.partial").exists():  # what is left of it is in nobody's way
            self.act(place)
            check_whole(open_with(made, self.base.identities["bea"]), Progress())
        return "old"


class Restore:
    """The place is empty or holds a whole store."""

    def __init__(self, base: Base) -> None:
        self.base = base

    def act(self, place: Path) -> None:
        restore(place / "oldest", place / "again")

    def look(self, place: Path) -> str:
        done = (place / "again").exists()
        if not done:
            self.act(place)
        with self.base.door(place, "again") as door:
            sound(door)
            assert rows_of(door, self.base.stays.family_id) > 4
        return "new" if done else "old"


class Migration:
    """The store has the first structure, or the newest; every row is there."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self.rows: dict[str, int] = {}

    def prepare(self, place: Path) -> None:
        older = self.base.scratch / "older.ehdb"
        if not older.exists():
            self.rows = as_first(place / "store" / "store.ehdb", older, self._secret())
        for path in (place / "store").glob("store.ehdb*"):
            path.unlink()
        shutil.copy(older, place / "store" / "store.ehdb")

    def act(self, place: Path) -> None:
        header = read_header(place / "store" / "store.ehdh")
        who = opened_by(header, self.base.identities["maureen"])
        Vault(place / "store" / "store.ehdb", who, header.vault, SystemClock()).close()

    def look(self, place: Path) -> str:
        connection = database.connect(place / "store" / "store.ehdb", self._secret(), create=False)
        revision = revision_of(connection)
        connection.close()
        assert revision in {"0001", HEAD}
        with self.base.door(place) as door:
            sound(door)
            connection = door("maureen").context.vault._connection
            connection.set_authorizer(None)
            assert revision_of(connection) == HEAD
            for name, count in self.rows.items():
                now = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
                assert now >= count, name
        return "new" if revision == HEAD else "old"

    def _secret(self):
        header = read_header(self.base.folder / "store" / "store.ehdh")
        return opened_by(header, self.base.identities["maureen"]).secret


class Import:
    """Every family that came in is whole, and what was not finished can be taken back."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self.book = workbook(base.scratch / "Annex_A_made_up.xlsx")
        with base.door(base.folder) as door:
            self.before = held(door)

    def act(self, place: Path) -> None:
        with self.base.door(place) as door:
            bring_in(door("maureen"), self.book)

    def look(self, place: Path) -> str:
        with self.base.door(place) as door:
            sound(door)
            desk = door("maureen")
            with desk.unit() as uow:
                run = uow.first(ImportRun)
                ident, status = (run.id, run.status) if run else (0, "")
            if not run:
                assert held(door) == self.before
                return "old"
            if status == "finished":
                return "new"
            while not desk.dispatch(UndoImport(import_id=ident)).finished:
                pass
            assert held(door) == self.before
            sound(door)
        return "taken_back"


class Erase:
    """The family is there whole or gone, and gone from the oldest backup as well."""

    def __init__(self, base: Base) -> None:
        self.base = base
        with base.door(base.folder) as door:
            self.whole = rows_of(door, base.gone.family_id)

    def act(self, place: Path) -> None:
        with self.base.door(place) as door:
            door("ira").dispatch(ConfirmErasure(proposal_id=self.base.proposal))

    def look(self, place: Path) -> str:
        with self.base.door(place) as door:
            sound(door)
            left = rows_of(door, self.base.gone.family_id)
            assert rows_of(door, self.base.stays.family_id) > 4
            notes = len(door("maureen").context.vault.ledger.notes())
        assert (left, notes) in {(self.whole, 0), (0, 1)}, (left, notes)
        restore(place / "oldest", place / "again")
        with self.base.door(place, "again") as door:
            again = rows_of(door, self.base.gone.family_id)
            assert (again > 0) is (left > 0), "an older backup brought somebody back"
            assert rows_of(door, self.base.stays.family_id) > 4
        return "old" if left else "new"


ACTS = {
    "rekey": Rekey, "backup": Backup, "restore": Restore, "migration": Migration,
    "import": Import, "erasure": Erase,
}  # fmt: skip
