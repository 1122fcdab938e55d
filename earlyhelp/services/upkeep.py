"""Short pieces of background work between messages: search index, audit's chain, traces, register."""

from datetime import UTC, datetime, timedelta

from earlyhelp.clock import Clock
from earlyhelp.domain.codes import code_list, code_list_ids
from earlyhelp.domain.timescales import is_working_day
from earlyhelp.errors import HouseError
from earlyhelp.forms.loader import form, form_ids
from earlyhelp.messages.decoys import HandOnDecoys
from earlyhelp.messages.keys import ContinueTurning
from earlyhelp.messages.recovery import KeepForRecovery
from earlyhelp.messages.session import Upkept
from earlyhelp.services.access_scan_daily import DailyScan, daily_scan
from earlyhelp.services.audit_chain import ChainCheck
from earlyhelp.services.ballast import Ballast
from earlyhelp.services.context import Context
from earlyhelp.services.decoys import lacks_decoys
from earlyhelp.services.dispatcher import Dispatcher
from earlyhelp.services.emergency_passing import pass_on
from earlyhelp.services.key_turnings import next_due
from earlyhelp.services.long_work import is_quiet, work_of
from earlyhelp.services.publication_key import sign_if_needed
from earlyhelp.services.recovery import lacks_for_recovery
from earlyhelp.services.register_run import RegisterCheck, due_at_start, run_of
from earlyhelp.services.retention_dates import backfill
from earlyhelp.services.topics import load_topics

_LOOK_EVERY = timedelta(minutes=1)


class Upkeep:
    """What waits to be done in one session, a step at a time (each under 50 ms)."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._chain, self._ballast = ChainCheck(context), Ballast(context.folder)
        self._index_done = self._chain_done = False
        self._register_begun = self._dates_done = False
        self._signed = self._handed = self._scan_begun = False
        self._scan: DailyScan | None = None
        self._expired_at = datetime.min.replace(tzinfo=UTC)

    def step(self) -> bool:
        """Do one step; return whether more waits."""
        work = work_of(self._context)
        busy = work is not None and not work.finished
        if work is not None:
            work.step()
        return self._kept() or busy

    def _kept(self) -> bool:
        self._ballast.keep_beside()
        if not (self._signed and self._handed):
            self._begin()
            return True
        if self._expired() or self._turned():
            return True
        if not self._index_done:
            self._index_done = self._indexed()
            return True
        if not self._chain_done:
            self._chain_done = self._chain.step()
            return True
        if not self._dates_done:
            self._dates_done = self._dated()
            return True
        return not self._traced() or not self._checked() or not self._scanned()

    def _begin(self) -> None:
        """Do what a session does once, a step at a time."""
        if not self._signed:
            self._signed = True
            self._sign()
        else:
            self._handed = True
            self._hand_on()

    def _sign(self) -> None:
        """Sign the publication key where its signer has left or it never was; a full disk waits."""
        try:
            sign_if_needed(self._context)
        except HouseError:
            return

    def _hand_on(self) -> None:
        """Give decoy marks to who joined information governance since; a full disk waits."""
        try:
            if lacks_decoys(self._context):
                Dispatcher(self._context).dispatch(HandOnDecoys())
        except HouseError:
            return

    def _expired(self) -> bool:
        """Take the wraps of grants that are over, and pass late reviews on, once a minute at most.

        A full disk is told elsewhere.
        """
        now = self._context.vault.clock.now()
        if now - self._expired_at < _LOOK_EVERY:
            return False
        try:
            more = bool(self._context.vault.end_expired()) or pass_on(self._context)
        except HouseError:
            more = False
        self._expired_at = self._expired_at if more else now
        return more

    def _checked(self) -> bool:
        """Run the register's checks at start where they are due, and whenever somebody asks."""
        if not self._register_begun:
            self._register_begun = True
            if run_of(self._context) is None and due_at_start(self._context):
                RegisterCheck(self._context, "start")
        run = run_of(self._context)
        if run is None or run.finished:
            return True
        if run.step():
            self._chain.catch_up()  # with the run's own entry
        return False

    def _scanned(self) -> bool:
        """Go through the audit for unusual looks once a day; what fails is left to the next session."""
        try:
            if not self._scan_begun:
                self._scan_begun, self._scan = True, daily_scan(self._context)
                return self._scan is None
            if self._scan is not None and self._scan.step():
                self._scan = None
                self._chain.catch_up()  # with the scan's own entries
        except HouseError:
            self._scan = None
        return self._scan is None

    def _turned(self) -> bool:
        """Do one step of turning a key that waits; what fails is left to the next session."""
        if not self._context.keys_wait or not is_quiet(self._context):
            return False
        self._context.keys_wait = False
        turning_id = next_due(self._context)
        if not turning_id and not lacks_for_recovery(self._context):
            return False
        wanted = ContinueTurning(turning_id=turning_id) if turning_id else KeepForRecovery()
        try:
            Dispatcher(self._context).dispatch(wanted)
        except HouseError:
            return False
        self._context.keys_wait = True
        return True

    def _dated(self) -> bool:
        """A birthday that does not open, or a full disk, ends this and nothing else."""
        try:
            return backfill(self._context)
        except HouseError:
            return True

    def _indexed(self) -> bool:
        """A name that does not open ends the index, and must not end the check of the audit."""
        try:
            return self._context.index.step()
        except HouseError:
            return True

    def _traced(self) -> bool:
        """Schools and protected homes come last: nothing on the screen waits for them."""
        try:
            return self._context.index.inner.step()
        except HouseError:
            return True

    def state(self) -> Upkept:
        """Return how far both are, for the status line."""
        index, run = self._context.index, run_of(self._context)
        work = work_of(self._context)
        return Upkept(
            people=index.counted,
            people_total=index.total,
            audit=self._chain.verified_to,
            audit_total=self._context.vault.trail.size,
            audit_ok=self._chain.ok,
            audit_verified_at=self._context.audit_verified_at,
            checking=run is not None and not run.finished,
            work=work.news() if work else None,
        )


def warm(clock: Clock) -> None:
    """Load handlers, forms, code lists and the calendar while nobody is signed in yet."""
    load_topics()
    is_working_day(clock.today())
    for form_id in form_ids():
        form(form_id)
    for list_id in code_list_ids():
        code_list(list_id)
