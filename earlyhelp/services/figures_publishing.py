"""One publication: opens the envelopes, counts, protects, and keeps the release in the analysis file.

Refuses to hold a transaction over steps, and leaves nothing behind when it is stopped.
"""

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

_AT_A_TIME = 500
#: How many earlier releases a new one is compared with.
_COMPARED = 24


class Publishing:
    """Where a publication stands; every call of `step` is one short piece of it."""

    def __init__(self, uow: UnitOfWork, period: Period, preset_name: str, seed: bytes) -> None:
        self.period = period
        self.preset_name = preset_name
        self.release_id = 0
        self._publisher = Identity(seed)
        self._after = 0
        self._facts: list[CaseFacts] = []
        self._opened, self._damaged = 0, 0
        self._waiting: list[tuple[Table, ...]] | None = None
        self._parts: list[Release] = []
        envelopes = int(uow.rows(select(func.count(FactsEnvelope.id)))[0][0])
        self.done, self.total = 0, -(-envelopes // _AT_A_TIME) + 2
        self._all_open = envelopes == 0

    @property
    def finished(self) -> bool:
        """Tell whether the release is in the analysis file."""
        return bool(self.release_id)

    def step(self, uow: UnitOfWork, context: Context) -> None:
        """Do the next piece: open some envelopes, count, protect one measure, or keep the release."""
        if not self._all_open:
            self._open_some(uow, context.vault.facts["vault"])
        elif self._waiting is None:
            self._count()
        elif self._waiting:
            self._parts.append(protect(self._waiting.pop(0), preset(self.preset_name), self.period))
        else:
            self._keep(uow, context)
        self.done += 1
        self.total = max(self.total, self.done + (0 if self.finished else 1))

    def _open_some(self, uow: UnitOfWork, vault: bytes) -> None:
        envelope: Any = select(FactsEnvelope.id, FactsEnvelope.case_id, FactsEnvelope.wrapped)
        some = uow.rows(
            envelope.where(FactsEnvelope.id > self._after)
            .order_by(FactsEnvelope.id)
            .limit(_AT_A_TIME)
        )
        for row in some:
            self._take(row.case_id, row.wrapped, vault)
        self._all_open = len(some) < _AT_A_TIME
        self._after = some[-1].id if some else self._after
        uow.purpose = f"facts of {self._opened} cases opened"

    def _take(self, case_id: int, wrapped: bytes, vault: bytes) -> None:
        self._opened += 1
        try:
            facts = decode(self._publisher.unwrap(wrapped, facts_info(vault, case_id)))
        except (Locked, StorageFault):
            self._damaged += 1
            return
        if self.period.holds(facts.opened_on) or self.period.holds(facts.closed_on):
            self._facts.append(facts)

    def _count(self) -> None:
        tables = count(self._facts, self.period)
        self._waiting = [tuple(group) for _, group in groupby(tables, lambda table: table.measure)]
        self.total = self.done + len(self._waiting) + 2
        self._facts = []

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
