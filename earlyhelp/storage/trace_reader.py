"""Reads what lies under families' keys and can give somebody away: schools and protected homes.

Opens only what this session's keys open; a family without its key stays out.
"""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, Engine

from earlyhelp.errors import Locked
from earlyhelp.messages.people import HomeDetails, Particulars
from earlyhelp.storage.guard import GuardedSession, connection_of
from earlyhelp.storage.openers import family_opener
from earlyhelp.storage.sealing import Keyring
from earlyhelp.storage.search_rows import read_family_keys, read_hidden_homes, read_particulars
from earlyhelp.storage.traces import Traces


class TraceReader:
    """Fills the traces batch by batch, protected homes first."""

    def __init__(self, engine: Engine, keyring: Keyring) -> None:
        self._engine, self._keyring = engine, keyring
        self.traces = Traces()
        self._open_home = family_opener(keyring, HomeDetails)
        self._open_facts = family_opener(keyring, Particulars)
        self._after_home = self._after_person = 0
        self.homes_done = self.done = not keyring.has_directory

    def step(self) -> bool:
        """Read a batch of protected homes, then of people; return whether it is complete."""
        if self.done:
            return True
        with self._engine.begin() as connection:
            self._step(connection)
        return self.done

    def finish_homes(self, session: GuardedSession) -> None:
        """Read every protected home now, in the unit that asks: they are few, a warning must not wait."""
        while not self.homes_done:
            self._step(connection_of(session))

    def finish(self, session: GuardedSession) -> None:
        """Read whatever is not read yet, in the unit that asks."""
        while not self.done:
            self._step(connection_of(session))

    def _step(self, connection: Connection) -> None:
        homes = [] if self.homes_done else read_hidden_homes(connection, self._after_home)
        people = read_particulars(connection, self._after_person) if self.homes_done else []
        self._take_keys(connection, [*homes, *people])
        self._take(homes, people)
        self._after_home = homes[-1].id if homes else self._after_home
        self._after_person = people[-1].id if people else self._after_person
        self.done = self.homes_done and not people
        self.homes_done = self.homes_done or not homes

    def refresh(self, family_ids: Collection[int]) -> None:
        """Forget these families and read them again after a change."""
        self.traces.forget(family_ids)
        with self._engine.begin() as connection:
            homes = read_hidden_homes(connection, 0, family_ids)
            people = read_particulars(connection, 0, family_ids)
            self._take_keys(connection, [*homes, *people])
        self._take(homes, people)

    def _take_keys(self, connection: Connection, rows: Iterable[Any]) -> None:
        wanted = {row.family_id for row in rows}
        missing = [one for one in wanted if not self._keyring.knows_family(one)]
        for row in read_family_keys(connection, missing) if missing else ():
            try:
                self._keyring.open_family_key(row.family_id, row.team_id, row.epoch, row.wrapped)
            except Locked:
                continue

    def _take(self, homes: Iterable[Any], people: Iterable[Any]) -> None:
        for ident, family_id, version, envelope in homes:
            where = b"home.hidden|%d|%d|%d" % (ident, family_id, version)
            try:
                self.traces.hidden(family_id, self._open_home(family_id, envelope, where))
            except Locked:
                continue
        for ident, family_id, version, envelope in people:
            where = b"person.particulars|%d|%d|%d" % (ident, family_id, version)
            try:
                self.traces.particulars(family_id, self._open_facts(family_id, envelope, where))
            except Locked:
                continue
