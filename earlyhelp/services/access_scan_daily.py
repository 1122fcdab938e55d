"""The day's own going through of the audit, begun by itself for information governance.

Refuses to run twice a day or beside a scan that somebody asked for.
"""

from datetime import timedelta

from earlyhelp.access.permissions import Permission
from earlyhelp.domain.unusual import thresholds
from earlyhelp.services.access_scan import DAILY, Scanning, newest_scan
from earlyhelp.services.context import Context
from earlyhelp.storage.unit_of_work import UnitOfWork


class DailyScan:
    """One scan, a short step at a time between messages; only the steps that keep something are audited."""

    def __init__(self, context: Context) -> None:
        self._context = context
        with _unit(context) as uow:
            self._work = Scanning(uow, 0)
        context.works[DAILY] = self

    def step(self) -> bool:
        """Do one step; return whether it is over, by itself or because somebody began their own."""
        if self._context.works.get(DAILY) is not self:
            return True
        with _unit(self._context) as uow:
            self._work.step(uow)
            if uow.touched:
                uow.commit()
        over: bool = self._work.finished
        if over:
            del self._context.works[DAILY]
        return over


def daily_scan(context: Context) -> DailyScan | None:
    """Return a scan to be done where this session may run one and the last is over a day old.

    Source: security.md 6.4; DPIA risk 10: looks are searched for, not only when somebody thinks of it.
    """
    if Permission.ACCESS_SCAN not in context.policy.permissions_of(context.principal):
        return None
    with _unit(context) as uow:
        last = newest_scan(uow)
    now, every = context.vault.clock.now(), timedelta(hours=thresholds().every_hours)
    return DailyScan(context) if last is None or now - last.at > every else None


def _unit(context: Context) -> UnitOfWork:
    scope = context.policy.require(context.principal, Permission.ACCESS_SCAN)
    return context.vault.unit(context.principal, Permission.ACCESS_SCAN, scope)
