"""Finds people by misspelt names, dates, postcodes and identifiers, in memory, after unlock.

Holds no narrative; decides nothing: what it finds is shown only after the guard has seen it.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

import numpy as np
from cryptography.exceptions import InvalidTag
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine

from earlyhelp.messages.people import Contactable, HomeDetails
from earlyhelp.storage.guard import GuardedSession, connection_of
from earlyhelp.storage.openers import directory_opener
from earlyhelp.storage.postings import Postings
from earlyhelp.storage.sealing import Keyring
from earlyhelp.storage.search_rows import count_people, read_homes, read_people
from earlyhelp.storage.search_terms import (
    Hit,
    Terms,
    folded_words,
    index_text,
    likeness,
    parse,
    plain,
    text_of,
)
from earlyhelp.storage.trace_reader import TraceReader

_CANDIDATES = 400
_SURE = 100
_LIKE = 65  # how alike names must be to be shown at all
_Flags = NDArray[np.bool_]


class PeopleIndex:
    """Names of everybody in the directory this session can open; empty without the directory key."""

    def __init__(self, engine: Engine, keyring: Keyring) -> None:
        self._engine, self.inner = engine, TraceReader(engine, keyring)
        self._open = directory_opener(keyring, Contactable) if keyring.has_directory else None
        self._open_home = directory_opener(keyring, HomeDetails) if keyring.has_directory else None
        self._people: list[int] = []
        self._families: list[int] = []
        # texts and tuples of numbers only: the collector of cycles need not walk half a million things
        self._names: list[str] = []
        self._born: list[int] = []
        self._live: dict[int, int] = {}
        self._rows_of: dict[int, tuple[int, ...]] = {}
        self._teams: dict[int, int] = {}
        self._by_identifier: dict[str, tuple[int, ...]] = {}
        self._postcodes: dict[int, str] = {}
        self._postings = Postings()
        self._days = np.empty(0, np.int32)
        self._sight: tuple[Collection[int], int, _Flags] | None = None
        self.traces = self.inner.traces
        self._after = self._after_home = 0
        self.done, self._counted = self._open is None, False
        self.total = self.generation = 0

    def step(self) -> bool:
        """Count the people, then read a batch of them, then of homes; return whether it is complete."""
        if not self.done:
            with self._engine.begin() as connection:
                self._step(connection)
        return self.done

    def finish(self, session: GuardedSession) -> None:
        """Read the rest now, in the unit that asks: what is let out is checked against everybody."""
        while not self.done:
            self._step(connection_of(session))
        self.inner.finish(session)

    def _step(self, connection: Connection) -> None:
        if not self._counted:
            self.total, self._counted = count_people(connection), True
            return
        people = read_people(connection, self._after)
        homes = [] if people else read_homes(connection, self._after_home)
        self._take(people)
        self._take_homes(homes)
        self._after = people[-1].id if people else self._after
        self._after_home = homes[-1].id if homes else self._after_home
        self.done = not people and not homes

    def refresh(self, family_ids: Collection[int]) -> None:
        """Read these families again after a change."""
        if not family_ids or self._open is None:
            return
        self.generation += 1
        with self._engine.begin() as connection:
            people = read_people(connection, 0, family_ids)
            homes = read_homes(connection, 0, family_ids)
        for family_id in family_ids:
            for row in self._rows_of.pop(family_id, ()):
                self._live.pop(self._people[row], None)
            self._postcodes.pop(family_id, None)  # the home may be protected from now on
        self.inner.refresh(family_ids)
        self._take(people)
        self._take_homes(homes)

    def find(self, text: str, visible: Collection[int] | None, limit: int) -> list[Hit]:
        """Return the best hits for a typed text among visible families (None: all), best first.

        Shape: only visible people compete for the places, so nobody is crowded out by strangers.
        """
        exact = self.with_identifier(text, limit, visible)
        if exact:
            return exact
        terms = parse(text)
        if terms.identifier:
            return self.with_identifier(terms.identifier, limit, visible)
        hits = [hit for row in self._rows(terms, visible) if (hit := self._hit(row, terms))]
        return sorted(hits, key=lambda hit: (-hit.score, hit.person_id))[:limit]

    def with_identifier(
        self, identifier: str, limit: int, visible: Collection[int] | None = None
    ) -> list[Hit]:
        """Return the people of an NHS number, UPN or local number."""
        rows = self._by_identifier.get(plain(identifier), ()) if identifier else ()
        seen = [
            row
            for row in rows
            if self._is_live(row) and (visible is None or self._families[row] in visible)
        ]
        return [
            Hit(self._people[row], self._families[row], _SURE, "identifier") for row in seen[:limit]
        ]

    @property
    def counted(self) -> int:
        """Return how many people are in the index."""
        return len(self._live)

    def team_of(self, family_id: int) -> int:
        """Return the id of the team that works with a family; 0 where it is not in the index."""
        return self._teams.get(family_id, 0)

    def postcode_of(self, family_id: int) -> str:
        """Return the postcode of a family's present home, if that is not protected."""
        return self._postcodes.get(family_id, "")

    def born_of(self, person_id: int) -> date | None:
        """Return when somebody was born."""
        row = self._live.get(person_id)
        ordinal = 0 if row is None else self._born[row]
        return date.fromordinal(ordinal) if ordinal else None

    def _is_live(self, row: int) -> bool:
        return self._live.get(self._people[row]) == row

    def _rows(self, terms: Terms, visible: Collection[int] | None) -> Iterable[int]:
        allowed = self._allowed(terms, visible)
        if len(terms.words) > 1:
            return self._postings.best(index_text([terms.words]), _CANDIDATES, allowed)
        if allowed is None or not (terms.born_on or terms.born_year or terms.postcode):
            return []
        rows = (int(row) for row in np.flatnonzero(allowed))
        live = (row for row in rows if self._is_live(row))
        return [row for _, row in zip(range(_CANDIDATES), live, strict=False)]

    def _allowed(self, terms: Terms, visible: Collection[int] | None) -> _Flags | None:
        """Return which rows may be found at all; None: every one."""
        asked = [] if visible is None else [self._in_sight(visible)]
        if terms.born_on:
            asked.append(self._born_days() == terms.born_on.toordinal())
        elif terms.born_year:
            days, year = self._born_days(), terms.born_year
            first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            asked.append((days >= first) & (days <= last))
        if terms.postcode:
            begins = terms.postcode
            here = (
                f for f, code in self._postcodes.items() if code.replace(" ", "").startswith(begins)
            )
            asked.append(self._flags(here))
        return np.logical_and.reduce(asked) if asked else None

    def _born_days(self) -> NDArray[np.int32]:
        if self._days.size != len(self._born):
            self._days = np.array(self._born, np.int32)
        return self._days

    def _in_sight(self, visible: Collection[int]) -> _Flags:
        kept, size = self._sight, len(self._people)
        if kept is not None and kept[0] is visible and kept[1] == size:
            return kept[2]
        flags = self._flags(visible)
        self._sight = visible, size, flags
        return flags

    def _flags(self, families: Iterable[int]) -> _Flags:
        flags = np.zeros(len(self._people), np.bool_)
        rows = [row for family in families for row in self._rows_of.get(family, ())]
        flags[np.array(rows, np.int64)] = True
        return flags

    def _hit(self, row: int, terms: Terms) -> Hit | None:
        if not self._is_live(row):
            return None
        score = likeness(terms.words, self._names[row]) if terms.words else _SURE
        if score < _LIKE:
            return None
        why = "postcode" if terms.postcode else "name"
        why = "born" if terms.born_on or terms.born_year else why
        return Hit(self._people[row], self._families[row], score, why)

    def _take(self, rows: list[Any]) -> None:
        assert self._open is not None
        texts: list[str] = []
        first = len(self._people)
        for ident, family_id, version, envelope, team_id in rows:
            where = b"person.directory|%d|%d|%d" % (ident, family_id, version)
            try:
                who = self._open(envelope, where)
            except InvalidTag:
                continue  # the family page names the damage; a search goes on without the row
            words = folded_words((who.forename, who.surname, who.known_as))
            texts.append(text_of(words))
            self._teams[family_id] = team_id
            self._remember(ident, family_id, who, " ".join(words))
            self.traces.person(family_id, who)
        self._postings.add(first, texts)

    def _remember(self, ident: int, family_id: int, who: Contactable, name: str) -> None:
        row = len(self._people)
        self._people.append(ident)
        self._families.append(family_id)
        self._names.append(name)
        self._born.append(who.born_on.toordinal() if who.born_on else 0)
        self._live[ident] = row
        self._rows_of[family_id] = (*self._rows_of.get(family_id, ()), row)
        for identifier in (who.nhs_number, who.upn, who.local_id):
            if identifier:
                number = plain(identifier)
                self._by_identifier[number] = (*self._by_identifier.get(number, ()), row)

    def _take_homes(self, rows: list[Any]) -> None:
        assert self._open_home is not None
        for ident, family_id, version, envelope in rows:
            where = b"home.directory|%d|%d|%d" % (ident, family_id, version)
            try:
                details = self._open_home(envelope, where)
            except InvalidTag:
                continue
            self._postcodes[family_id] = details.postcode
            self.traces.home(family_id, details)
