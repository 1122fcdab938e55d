"""Goes through the audit for unusual looks, a short step at a time.  Keeps numbers and codes only."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import select

from earlyhelp.domain.unusual import Hit, Look, Tally, thresholds
from earlyhelp.errors import Refused
from earlyhelp.messages.figures import Work
from earlyhelp.messages.looks import ContinueScan, ScanAccess
from earlyhelp.records.looks import AccessHit, AccessScan
from earlyhelp.records.store import AuditCheckpoint, AuditEntry
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.storage.unit_of_work import UnitOfWork

_READ, _KEPT = 2_500, 100
_LOT_BYTES = 2
_MOST_DAYS = 3_660
#: Where the day's own scan stands among a context's works; ids of works are never this.
DAILY = -4


class _Said(msgspec.Struct, frozen=True):
    """What the columns beside an entry do not repeat."""

    role: str
    purpose: str = ""


_DECODER = msgspec.json.Decoder(_Said)


class Scanning:
    """Where a scan stands; every call of `step` is one short piece of it."""

    def __init__(self, uow: UnitOfWork, days: int) -> None:
        limits = thresholds()
        wanted = min(days or limits.days, _MOST_DAYS)
        newest = uow.rows(select(AuditEntry.id).order_by(AuditEntry.id.desc()).limit(1))
        self._last = newest[0][0] if newest else 0
        self._after = _before(uow, uow.clock.now() - timedelta(days=wanted), self._last)
        self._from = self._after
        self._tally = Tally(limits)
        self._hits: list[Hit] | None = None
        self._kept = 0
        self.done, self.finished = 0, False
        self.total = -(-(self._last - self._after) // _READ) + 2

    def step(self, uow: UnitOfWork) -> None:
        """Read some entries, weigh them all, or keep some hits."""
        if self._after < self._last:
            self._read(uow)
        elif self._hits is None:
            known = _known(uow)
            found = self._tally.hits(uow.clock.now())
            self._hits = [hit for hit in found if _key(hit) not in known]
            self.total = self.done + 1 + len(self._hits) // _KEPT + 1
        else:
            self._keep(uow, self._hits)
        self.done += 1

    def _read(self, uow: UnitOfWork) -> None:
        entry: Any = select(
            AuditEntry.id, AuditEntry.at, AuditEntry.actor_id, AuditEntry.family_id,
            AuditEntry.act, AuditEntry.outcome, AuditEntry.facts, AuditEntry.hash,
        )  # fmt: skip
        until = min(self._after + _READ, self._last)
        rows = uow.rows(
            entry.where(AuditEntry.id > self._after, AuditEntry.id <= until).order_by(AuditEntry.id)
        )
        self._tally.take(_looks(rows))
        self._after = until

    def _keep(self, uow: UnitOfWork, hits: list[Hit]) -> None:
        for hit in hits[self._kept : self._kept + _KEPT]:
            uow.add(
                AccessHit(
                    rule=hit.rule, account_id=hit.actor, family_id=hit.family, on_day=hit.on,
                    count=hit.count, entry_id=hit.seq, status="open",
                )
            )  # fmt: skip
        self._kept += _KEPT
        if self._kept >= len(hits):
            read = self._last - self._from
            uow.add(
                AccessScan(
                    at=uow.clock.now(), by=uow.principal.account_id, entries=read, hits=len(hits)
                )
            )
            uow.purpose = f"{read} entries, {len(hits)} new questions"
            self.finished = True


@handles(ScanAccess)
def scan_access(uow: UnitOfWork, message: ScanAccess, context: Context) -> Work:
    """Begin; nothing is kept before the audit is read to its end.  The day's own scan gives way."""
    context.works.pop(DAILY, None)
    work = Scanning(uow, max(message.days, 0))
    work_id = uow.clock.new_id()
    context.works[work_id] = work
    return Work(work_id=work_id, done=0, total=work.total, finished=False)


@handles(ContinueScan)
def continue_scan(uow: UnitOfWork, message: ContinueScan, context: Context) -> Work:
    """Do one step; when it is the last, `result` tells how many entries were read."""
    work = context.works.get(message.work_id)
    if not isinstance(work, Scanning):
        raise Refused("looks.work.gone")
    if not message.cancel:
        work.step(uow)
    if message.cancel or work.finished:
        del context.works[message.work_id]
    return Work(
        work_id=message.work_id,
        done=work.done,
        total=work.total,
        finished=message.cancel or work.finished,
        result="" if message.cancel else "done" * work.finished,
    )


def _looks(rows: list[Any]) -> list[Look]:
    looks = []
    for seq, at, actor, family, act, outcome, facts, digest in rows:
        said = _DECODER.decode(facts)
        lot = int.from_bytes(digest[:_LOT_BYTES], "big")
        purpose = _purpose(said.purpose)
        looks.append(Look(seq, at, actor, said.role, family, act, outcome, purpose, lot))
    return looks


def _purpose(text: str) -> str:
    """Return the code of a purpose without the document named after it; "" for a document alone."""
    code = text.partition(";")[0].strip()
    return "" if code.startswith("document ") else code


def newest_scan(uow: UnitOfWork) -> AccessScan | None:
    """Return the scan made last, or None; what a clock set ahead has dated after now does not count."""
    return uow.first(AccessScan, AccessScan.at <= uow.clock.now(), order=AccessScan.id.desc())


def _before(uow: UnitOfWork, moment: datetime, last: int) -> int:
    """Return the entry before the first one made at a moment or later, whatever the clock did since.

    Entries are numbered in the order they were written, and a clock that was set back makes later
    ones look older: halving would leave out all that lies between.  Checkpoints are few and in order
    too: the first one signed at the moment or later tells between which two the first entry lies.
    """
    size, now = AuditCheckpoint.size, uow.clock.now()
    dated = AuditCheckpoint.at.between(moment, now)
    signed = uow.rows(select(size).where(dated, size <= last).order_by(size).limit(1))
    until = signed[0][0] if signed else last
    older = select(size).where(size < until, AuditCheckpoint.at < moment)
    earlier = uow.rows(older.order_by(size.desc()).limit(1))
    after = earlier[0][0] if earlier else 0
    entry, at = AuditEntry.id, AuditEntry.at
    among: Any = select(entry).where(entry > after, entry <= until, at.between(moment, now))
    found = uow.rows(among.order_by(entry).limit(1))
    return found[0][0] - 1 if found else until


def _known(uow: UnitOfWork) -> set[tuple[Any, ...]]:
    kept: Any = select(
        AccessHit.rule,
        AccessHit.account_id,
        AccessHit.family_id,
        AccessHit.on_day,
        AccessHit.entry_id,
    )
    return {
        _key(Hit(rule, who, family, on, 0, entry))
        for rule, who, family, on, entry in uow.rows(kept)
    }


def _key(hit: Hit) -> tuple[Any, ...]:
    """What makes two hits the same question; drawn ones are told apart by their entry."""
    return hit.rule, hit.actor, hit.family, hit.on, hit.seq if hit.rule == "sample" else 0
