"""Questions about looks: gone through, listed, answered; decoys.  Decides nothing itself."""

from collections.abc import Callable, Sequence
from typing import Protocol

from earlyhelp.domain.codes import code_list
from earlyhelp.errors import HouseError, Invalid
from earlyhelp.messages.access import BreakGlassReviews, BreakGlassRow, CloseBreakGlassReview
from earlyhelp.messages.base import Page, Receipt
from earlyhelp.messages.decoys import (
    ConfirmDecoy,
    DecoyRow,
    Decoys,
    EndDecoy,
    ProposeDecoy,
    ReviewDecoy,
)
from earlyhelp.messages.figures import Work
from earlyhelp.messages.looks import (
    AccessHits,
    ContinueScan,
    DecideHit,
    HitPage,
    HitRow,
    ScanAccess,
)
from ui.presenters.asking import Send
from ui.wording import say


class ReviewsScreen(Protocol):
    """What the page must offer."""

    def show_hits(self, page: HitPage) -> None: ...
    def append_hits(self, page: HitPage) -> None: ...
    def show_decoys(self, rows: Sequence[DecoyRow]) -> None: ...
    def show_emergencies(self, rows: Sequence[BreakGlassRow]) -> None: ...
    def show_progress(self, done: int, total: int) -> None: ...
    def hide_progress(self) -> None: ...
    def show_errors(self, errors: dict[str, str]) -> None: ...
    def show_receipt(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class ReviewsPresenter:
    """One list at a time."""

    def __init__(
        self,
        view: ReviewsScreen,
        send: Send,
        may: Callable[[str], bool],
        announce: Callable[..., None],
    ) -> None:
        self._view, self._send, self._may, self._announce = view, send, may, announce
        self._asked = AccessHits()
        self._next = ""
        self._hits: dict[int, HitRow] = {}
        self._emergencies: dict[int, BreakGlassRow] = {}
        self._running = self._cancelled = False

    def load(self) -> None:
        """Show the questions, and the decoys where the role keeps them."""
        self._send(self._asked, self._show, self._failed)
        if self._may("decoy:read"):
            self._send(Decoys(), self._view.show_decoys, self._failed)
        if self._may("emergency:review"):
            self._send(BreakGlassReviews(), self._take_emergencies, self._failed)

    def filter(self, rule: str, status: str) -> None:
        """Show the questions of another rule or state."""
        self._asked = AccessHits(rule=rule, status=status)
        self.load()

    def next_page(self) -> None:
        """Add the next page."""
        page = Page(after=self._next)
        asked = AccessHits(rule=self._asked.rule, status=self._asked.status, page=page)
        self._send(asked, self._append, self._failed)

    def answer(self, hit_id: int, reason: str) -> None:
        """Accept or raise a question: which, follows from the reason."""
        hit = self._hits.get(hit_id)
        status = code_list("look_decision").group(reason)
        if hit is None or not status:
            self._view.show_errors({"reason": say("reviews.reason.missing")})
            return
        message = DecideHit(hit_id=hit_id, version=hit.version, status=status, reason=reason)
        self._send(message, self._told(f"reviews.done.{status}"), self._failed)

    def scan(self) -> None:
        """Go through the audit, a step at a time."""
        if not self._running:
            self._running, self._cancelled = True, False
            self._view.show_progress(0, 0)
            self._send(ScanAccess(), self._step, self._failed)

    def cancel(self) -> None:
        """Stop going through the audit: nothing of it is kept."""
        self._cancelled = True

    def propose(self, reference: str) -> None:
        """Propose a decoy."""
        message = ProposeDecoy(reference=reference)
        self._send(message, self._told("reviews.decoy.proposed"), self._failed)

    def confirm(self, mark_id: int) -> None:
        """Confirm a decoy as the second person."""
        message = ConfirmDecoy(mark_id=mark_id)
        self._send(message, self._told("reviews.decoy.confirmed"), self._failed)

    def end(self, mark_id: int) -> None:
        """Take a mark away."""
        self._send(EndDecoy(mark_id=mark_id), self._told("reviews.decoy.ended"), self._failed)

    def review(self, mark_id: int, up_to: int, reason: str) -> None:
        """Answer the looks at a decoy."""
        if not reason:
            self._view.show_errors({"decoy_reason": say("reviews.reason.missing")})
            return
        message = ReviewDecoy(mark_id=mark_id, up_to=up_to, reason=reason)
        self._send(message, self._told("reviews.decoy.reviewed"), self._failed)

    def close_emergency(self, review_id: int, finding: str, text: str) -> None:
        """Close the review of an opening in an emergency with what was found."""
        row = self._emergencies.get(review_id)
        if row is not None:
            message = CloseBreakGlassReview(
                review_id=review_id, version=row.version, finding=finding, text=text
            )
            self._send(message, self._told("reviews.emergency.closed"), self._failed)

    def _take_emergencies(self, rows: tuple[BreakGlassRow, ...]) -> None:
        self._emergencies = {row.id: row for row in rows}
        self._view.show_emergencies(rows)

    def _told(self, key: str) -> Callable[[Receipt], None]:
        def done(_receipt: Receipt) -> None:
            self._view.show_errors({})
            self._view.show_receipt(say(key))
            self._announce("access_hit")
            self.load()

        return done

    def _step(self, work: Work) -> None:
        if not work.finished:
            self._view.show_progress(work.done, work.total)
            message = ContinueScan(work_id=work.work_id, cancel=self._cancelled)
            self._send(message, self._step, self._failed)
            return
        self._running = False
        self._view.hide_progress()
        self._view.show_receipt(say("reviews.scanned" if work.result else "reviews.stopped"))
        self._announce("access_hit")
        self.load()

    def _show(self, page: HitPage) -> None:
        self._hits = {row.id: row for row in page.rows}
        self._next = page.next_after
        self._view.show_hits(page)

    def _append(self, page: HitPage) -> None:
        self._hits |= {row.id: row for row in page.rows}
        self._next = page.next_after
        self._view.append_hits(page)

    def _failed(self, error: HouseError) -> None:
        self._running = False
        self._view.hide_progress()
        if isinstance(error, Invalid) and error.fields:
            self._view.show_errors({key: say(fault) for key, fault in error.fields.items()})
        else:
            self._view.show_failure(say(error.key, **error.params))
