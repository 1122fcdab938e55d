"""One publication: opens the envelopes, counts, protects, and keeps the release in the analysis file.

Refuses to hold a transaction over steps, and leaves nothing behind when it is stopped.
"""

import dataclasses
from collections import Counter
from itertools import groupby
from typing import Any

from msgspec.structs import replace
from sqlalchemy import func, select

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.errors import Locked, StorageFault
from earlyhelp.figures.counting import Scope as Period
from earlyhelp.figures.counting import count
from earlyhelp.figures.facts import CaseFacts, decode
from earlyhelp.figures.presets import preset
from earlyhelp.figures.protect import Release, protect
from earlyhelp.figures.tables import Table
from earlyhelp.keys.identity import Identity
from earlyhelp.records.cases import FactsEnvelope
from earlyhelp.records.store import FiguresRelease
from earlyhelp.services.context import Context
from earlyhelp.services.facts import facts_info
from earlyhelp.services.figures_file import analysis_file
from earlyhelp.services.figures_view import kept, opened, packed
from earlyhelp.storage.unit_of_work import UnitOfWork

_AT_A_TIME = 400
#: How many earlier releases a new one is compared with.
_COMPARED = 24


class Publishing:
    """Where a publication stands; every call of `step` is one short piece of it."""

    def __init__(self, uow: UnitOfWork, period: Period, preset_name: str, seed: bytes) -> None:
        self.left_out: frozenset[int] = frozenset()
        self.period = period
        self.preset_name = preset_name
        self.release_id = 0
        self._publisher = Identity(seed)
        self._after = 0
        self._opened, self._damaged = 0, 0
        self._tables = count((), period)
        self._waiting: list[tuple[Table, ...]] | None = None
        self._parts: list[Release] = []
        envelopes = int(uow.rows(select(func.count(FactsEnvelope.id)))[0][0])
        measures = len({table.measure for table in self._tables})
        self.done, self.total = 0, envelopes // _AT_A_TIME + 1 + measures + 1

    @property
    def finished(self) -> bool:
        """Tell whether the release is in the analysis file."""
        return bool(self.release_id)

    def step(self, uow: UnitOfWork, context: Context) -> None:
        """Do the next piece: open and count some envelopes, protect one measure, or keep it all."""
        if self._waiting is None:
            self._count_some(uow, context.vault.facts["vault"])
        elif self._waiting:
            self._parts.append(protect(self._waiting.pop(0), preset(self.preset_name), self.period))
        else:
            self._keep(uow, context)
        self.done += 1

    def _count_some(self, uow: UnitOfWork, vault: bytes) -> None:
        envelope: Any = select(
            FactsEnvelope.id, FactsEnvelope.case_id, FactsEnvelope.family_id, FactsEnvelope.wrapped
        )
        some = uow.rows(
            envelope.where(FactsEnvelope.id > self._after)
            .order_by(FactsEnvelope.id)
            .limit(_AT_A_TIME)
        )
        facts = [
            self._opened_facts(row.case_id, row.wrapped, vault)
            for row in some
            if row.family_id not in self.left_out
        ]
        counted = count([each for each in facts if each is not None], self.period)
        self._tables = tuple(map(_together, self._tables, counted))
        self._opened += len(some)
        uow.purpose = f"facts of {self._opened} cases opened"
        if len(some) == _AT_A_TIME:
            self._after = some[-1].id
        else:
            groups = groupby(self._tables, lambda table: table.measure)
            self._waiting = [tuple(tables) for _, tables in groups]

    def _opened_facts(self, case_id: int, wrapped: bytes, vault: bytes) -> CaseFacts | None:
        try:
            return decode(self._publisher.unwrap(wrapped, facts_info(vault, case_id)))
        except (Locked, StorageFault):
            self._damaged += 1
            return None

    def _keep(self, uow: UnitOfWork, context: Context) -> None:
        whole = replace(
            self._parts[0],
            tables=tuple(table for part in self._parts for table in part.tables),
            report=tuple(line for part in self._parts for line in part.report),
        )
        with analysis_file(uow, context) as file:
            with file.unit(Permission.FIGURES_PUBLISH, Scope.FIGURES) as other:
                newest = FiguresRelease.published_at.desc()
                earlier = other.all(FiguresRelease, order=newest, limit=_COMPARED)
                compared = [opened(record).release for record in earlier]
                record = other.add(
                    FiguresRelease(
                        published_at=other.clock.now(), from_on=self.period.start,
                        to_on=self.period.end, preset=self.preset_name,
                        content=packed(kept(whole, compared, self._damaged)),
                    )
                )  # fmt: skip
                uow.purpose = other.purpose = (
                    f"figures {self.period.start} to {self.period.end}, {self.preset_name}"
                )
                other.commit()
            file.context.vault.checkpoint(None)
        self.release_id = record.id


def _together(one: Table, other: Table) -> Table:
    """Return two counts of different cases as one; a last column only one of them used is kept."""
    columns = max(one.columns, other.columns, key=len)
    return dataclasses.replace(
        one, columns=columns, bundles=Counter(one.bundles) + Counter(other.bundles)
    )
