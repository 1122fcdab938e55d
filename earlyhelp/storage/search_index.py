"""Finds people by misspelt names, dates, postcodes and identifiers, in memory, after unlock.

Holds no narrative; decides nothing: what it finds is shown only after the guard has seen it.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

import msgspec
import numpy as np
from cryptography.exceptions import InvalidTag
from rapidfuzz import fuzz
from sqlalchemy import Connection, Engine, func, select

from earlyhelp.messages.people import Contactable, HomeDetails
from earlyhelp.records.people import Home, Person
from earlyhelp.storage.guard import permit
from earlyhelp.storage.postings import Postings
from earlyhelp.storage.sealing import Keyring, directory_opener
from earlyhelp.storage.search_terms import Terms, folded, index_text, parse

_person, _home = Person.__table__, Home.__table__
_BATCH = 3000  # people read in one step: about 30 ms
_CANDIDATES = 400
_SURE = 100


class Hit(msgspec.Struct, frozen=True):
    """A found person; `score` runs 0 to 100, `why` is a wording key's last part."""

    person_id: int
    family_id: int
    score: int
    why: str


class PeopleIndex:
    """Names of everybody in the directory this session can open; empty without the directory key."""

    def __init__(self, engine: Engine, keyring: Keyring) -> None:
        self._engine = engine
        self._open = directory_opener(keyring, Contactable) if keyring.has_directory else None
        self._open_home = directory_opener(keyring, HomeDetails) if keyring.has_directory else None
        self._people: list[int] = []
        self._families: list[int] = []
        self._names: list[str] = []
        self._born: list[int] = []
        self._by_identifier: dict[str, list[int]] = {}
        self._postcodes: dict[int, str] = {}
        self._live: dict[int, int] = {}
        self._postings = Postings()
        self._after = self._after_home = 0
        self.done = self._open is None
        self.total = 0
        self.generation = 0

    def step(self) -> bool:
        """Read the next batch of people, then of homes; return whether the index is complete."""
        if self.done or self._open is None:
            return True
        with self._engine.begin() as connection:
            self.total = self.total or _count(connection)
            people = read_people(connection, self._after)
            homes = [] if people else read_homes(connection, self._after_home)
        self._take(people)
        self._take_homes(homes)
        self._after = people[-1].id if people else self._after
        self._after_home = homes[-1].id if homes else self._after_home
        self.done = not people and not homes
        if self.done:
            self._postings.settle()
        return self.done

    def refresh(self, family_ids: Collection[int]) -> None:
        """Read these families again after a change."""
        if not family_ids or self._open is None:
            return
        self.generation += 1
        with self._engine.begin() as connection:
            people = read_people(connection, 0, family_ids)
            homes = read_homes(connection, 0, family_ids)
        for ident in [p for p, i in self._live.items() if self._families[i] in family_ids]:
            del self._live[ident]
        self._take(people)
        self._take_homes(homes)

    def find(self, text: str, visible: Collection[int] | None, limit: int) -> list[Hit]:
        """Return the best hits for a typed text among visible families (None: all), best first."""
        terms = parse(text)
        if terms.identifier:
            return self._exact(terms.identifier, visible, limit)
        rows = self._rows(terms)
        hits = [hit for row in rows if (hit := self._hit(row, terms, visible)) is not None]
        return sorted(hits, key=lambda hit: (-hit.score, hit.person_id))[:limit]

    @property
    def counted(self) -> int:
        """Return how many people are in the index."""
        return len(self._live)

    def _rows(self, terms: Terms) -> list[int]:
        if len(terms.words) > 1:
            return self._postings.best(index_text([terms.words]), _CANDIDATES)
        if terms.born_on:
            return [
                int(i) for i in np.flatnonzero(np.array(self._born) == terms.born_on.toordinal())
            ]
        if terms.postcode:
            homes = {f for f, code in self._postcodes.items() if code.startswith(terms.postcode)}
            return [i for i in self._live.values() if self._families[i] in homes]
        return []

    def _hit(self, row: int, terms: Terms, visible: Collection[int] | None) -> Hit | None:
        person, family = self._people[row], self._families[row]
        if self._live.get(person) != row or (visible is not None and family not in visible):
            return None
        why, score = "name", _SURE
        if terms.words:
            score = round(fuzz.WRatio(terms.words, self._names[row]))
            if score < 60:
                return None
        if terms.born_on or terms.born_year:
            if not self._born_fits(self._born[row], terms):
                return None
            why = "born"
        if terms.postcode:
            if not self._postcodes.get(family, "").startswith(terms.postcode):
                return None
            why = "postcode"
        return Hit(person, family, score, why)

    @staticmethod
    def _born_fits(ordinal: int, terms: Terms) -> bool:
        if not ordinal:
            return False
        born = date.fromordinal(ordinal)
        return born == terms.born_on if terms.born_on else born.year == terms.born_year

    def _exact(self, identifier: str, visible: Collection[int] | None, limit: int) -> list[Hit]:
        rows = self._by_identifier.get(identifier, [])
        live = [row for row in rows if self._live.get(self._people[row]) == row]
        seen = [row for row in live if visible is None or self._families[row] in visible]
        return [Hit(self._people[i], self._families[i], _SURE, "identifier") for i in seen[:limit]]

    def _take(self, rows: list[Any]) -> None:
        assert self._open is not None
        texts: list[str] = []
        first = len(self._people)
        for ident, family_id, version, envelope in rows:
            where = f"person.directory|{ident}|{family_id}|{version}".encode()
            try:
                who = self._open(envelope, where)
            except InvalidTag:
                continue  # the family page names the damage; a search goes on without the row
            names = [who.forename, who.surname, who.known_as]
            texts.append(index_text(names))
            self._remember(ident, family_id, who, " ".join(folded(name) for name in names if name))
        self._postings.add(first, texts)

    def _remember(self, ident: int, family_id: int, who: Contactable, name: str) -> None:
        row = len(self._people)
        self._people.append(ident)
        self._families.append(family_id)
        self._names.append(name)
        self._born.append(who.born_on.toordinal() if who.born_on else 0)
        self._live[ident] = row
        for identifier in (who.nhs_number, who.upn, who.local_id):
            if identifier:
                self._by_identifier.setdefault(identifier.upper(), []).append(row)

    def _take_homes(self, rows: list[Any]) -> None:
        assert self._open_home is not None
        for ident, family_id, version, envelope in rows:
            where = f"home.directory|{ident}|{family_id}|{version}".encode()
            try:
                self._postcodes[family_id] = self._open_home(envelope, where).postcode.replace(
                    " ", ""
                )
            except InvalidTag:
                continue


def _count(connection: Connection) -> int:
    statement = select(func.count(_person.c.id))
    return int(connection.execute(statement, execution_options=permit()).scalar_one())


def read_people(
    connection: Connection, after: int, family_ids: Collection[int] | None = None
) -> list[Any]:
    """Return (id, family, version, sealed directory) of a batch, or of some families' people."""
    columns = (_person.c.id, _person.c.family_id, _person.c.version, _person.c.directory)
    return _batch(connection, select(*columns).where(_person.c.id > after), _person, family_ids)


def read_homes(
    connection: Connection, after: int, family_ids: Collection[int] | None = None
) -> list[Any]:
    """Return the same of present, unprotected homes."""
    columns = (_home.c.id, _home.c.family_id, _home.c.version, _home.c.directory)
    present = (_home.c.id > after, _home.c.until_on.is_(None), _home.c.directory.is_not(None))
    return _batch(connection, select(*columns).where(*present), _home, family_ids)


def _batch(
    connection: Connection, statement: Any, table: Any, family_ids: Collection[int] | None
) -> list[Any]:
    if family_ids is not None:
        statement = statement.where(table.c.family_id.in_(family_ids))
    else:
        statement = statement.order_by(table.c.id).limit(_BATCH)
    return list(connection.execute(statement, execution_options=permit()))
