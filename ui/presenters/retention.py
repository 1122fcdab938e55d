"""The retention queue: keep, propose, withdraw, confirm, certificates.  Decides nothing itself."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from earlyhelp.errors import HouseError, Invalid
from earlyhelp.messages.retention import (
    ConfirmErasure,
    DueRow,
    EndHold,
    Erased,
    ErasedRow,
    ErasureCertificate,
    FamilyPerson,
    HoldEverything,
    HoldRow,
    KeepFamily,
    LookAgain,
    PeopleToErase,
    ProposeErasure,
    RetentionPage,
    RetentionQueue,
    WithdrawErasure,
)
from ui.presenters.asking import Send
from ui.presenters.retention_named import NamedScreen, named_words
from ui.wording import day, say


class RetentionScreen(NamedScreen, Protocol):
    """What the page must offer."""

    def show_queue(self, rows: Sequence[DueRow], note: str) -> None: ...
    def show_holds(self, rows: Sequence[HoldRow]) -> None: ...
    def show_held(self, sentence: str) -> None: ...
    def ask_all(self) -> None: ...
    def show_erased(self, rows: Sequence[ErasedRow]) -> None: ...
    def show_choice(self, row: DueRow | None, words: str, named: str) -> None: ...
    def show_people(self, people: Sequence[tuple[int, str]]) -> None: ...
    def show_paper(self, content: bytes) -> None: ...
    def show_errors(self, errors: dict[str, str]) -> None: ...
    def show_receipt(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class RetentionPresenter:
    """One chosen line at a time."""

    def __init__(
        self, view: RetentionScreen, send: Send, announce: Callable[..., None], *, names: bool
    ) -> None:
        self._view, self._send, self._announce, self._names = view, send, announce, names
        self._rows: dict[int, DueRow] = {}
        self._chosen: DueRow | None = None
        self._all: HoldEverything | None = None

    def load(self) -> None:
        """Show the queue as it is now."""
        self._send(RetentionQueue(), self._show, self.failed)

    def choose(self, family_id: object) -> None:
        """Show what may be done with a line."""
        self._chosen = self._rows.get(family_id) if isinstance(family_id, int) else None
        self._view.show_choice(self._chosen, _told(self._chosen), named_words(self._chosen))

    def propose(self, reason: str) -> None:
        """Propose to erase the chosen family."""
        if self._chosen is not None:
            self._proposed(ProposeErasure(reference=self._chosen.reference, reason=reason))

    def propose_other(self, reference: str, reason: str, person_id: int, stays: str) -> None:
        """Propose to erase a family by reference, or one person of it; or keep its list anew."""
        waiting = self.proposal_of(reference, person_id)
        if waiting:
            again = LookAgain(proposal_id=waiting, stays=stays)
            self._send(again, lambda _: self._done("retention.named.kept"), self.failed)
            return
        message = ProposeErasure(
            reference=reference, reason=reason, person_id=person_id, stays=stays
        )
        self._proposed(message)

    def proposal_of(self, reference: str, person_id: int) -> int:
        """Return the open proposal about one person of a family, 0 without one."""
        wanted = (reference.strip().upper(), person_id)
        rows = (row for row in self._rows.values() if row.person_id)
        return next(
            (row.proposal_id for row in rows if (row.reference, row.person_id) == wanted), 0
        )

    def people(self, reference: str) -> None:
        """Show who belongs to a family, for those who work with it."""
        self._view.show_people(())
        if self._names and reference.strip():
            self._send(PeopleToErase(reference=reference), self._show_people, self.failed)

    def withdraw(self) -> None:
        """Take the proposal of the chosen line back, or turn it down."""
        if self._chosen is not None and self._chosen.proposal_id:
            message = WithdrawErasure(proposal_id=self._chosen.proposal_id)
            self._send(message, lambda _: self._done("retention.withdrawn"), self.failed)

    def confirm(self) -> None:
        """Erase what the chosen line proposes, as the second person."""
        if self._chosen is not None and self._chosen.proposal_id:
            message = ConfirmErasure(proposal_id=self._chosen.proposal_id)
            self._send(message, self._erased, self.failed)

    def keep(self, reference: str, reason: str, until: str) -> None:
        """Hold a family's record."""
        missing = {} if reference.strip() else {"reference": say("retention.reference_needed")}
        if self._fits(missing | _hold_faults(reason, until)):
            message = KeepFamily(reference=reference, reason=reason, until_on=_day(until))
            key = "retention.kept" if self._names else "retention.kept.reference"
            self._send(message, lambda _: self._held(key), self.failed)

    def keep_all(self, reason: str, until: str) -> None:
        """Have it asked once more before every record is held."""
        if self._fits(_hold_faults(reason, until)):
            self._all = HoldEverything(reason=reason, until_on=_day(until))
            self._view.ask_all()

    def all_agreed(self) -> None:
        """Hold every record, as was asked."""
        if self._all is not None:
            self._send(self._all, lambda _: self._held("retention.hold.all.done"), self.failed)

    def end_hold(self, hold_id: object, reason: str) -> None:
        """End a hold today, for a reason."""
        missing = {} if reason else {"end_reason": say("retention.reason")}
        if self._fits(missing) and isinstance(hold_id, int):
            message = EndHold(hold_id=hold_id, reason=reason)
            self._send(message, lambda _: self._done("retention.hold_ended"), self.failed)

    def certificate(self, number: object) -> None:
        """Show the certificate of an erasure."""
        if isinstance(number, int):
            message = ErasureCertificate(number=number)
            self._send(message, self._view.show_paper, self.failed)

    def _fits(self, wrong: dict[str, str]) -> bool:
        self._view.show_errors(wrong)
        return not wrong

    def _held(self, key: str) -> None:
        self._all = None
        self._view.show_held(say(key))
        self.load()

    def _proposed(self, message: ProposeErasure) -> None:
        self._view.show_errors({})
        self._send(message, lambda _: self._done("retention.proposed"), self.failed)

    def _show(self, page: RetentionPage) -> None:
        self._rows = {row.family_id: row for row in page.due}
        key = "retention.note.none" if not page.total else "retention.note.due"
        key = "retention.note" if page.next_due else key
        self._view.show_queue(page.due, say(key, count=page.total, day=day(page.next_due)))
        self._view.show_holds(page.holds)
        self._view.show_erased(page.erased)
        self.choose(self._chosen.family_id if self._chosen else None)

    def _show_people(self, people: tuple[FamilyPerson, ...]) -> None:
        self._view.show_people([(one.id, one.name) for one in people])

    def _erased(self, found: Erased) -> None:
        count = sum(found.rows.values())
        key = "retention.erased.left" if found.texts_left else "retention.erased"
        sentence = say(key, count=count, number=found.number, left=found.texts_left)
        self._announce("family", "person", "work_item")
        self._view.show_errors({})
        self._view.show_receipt(sentence)
        self.load()

    def _done(self, key: str) -> None:
        self._announce("erasure_proposal")
        self._view.show_errors({})
        self._view.show_receipt(say(key))
        self.load()

    def failed(self, error: HouseError) -> None:
        """Say what went wrong, at the field where there is one."""
        if isinstance(error, Invalid) and error.fields:
            self._view.show_errors({key: say(words) for key, words in error.fields.items()})
        else:
            self._view.show_failure(say(error.key, **error.params))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _hold_faults(reason: str, until: str) -> dict[str, str]:
    wrong = {} if reason else {"reason": say("retention.reason")}
    return wrong if not until or _is_day(until) else wrong | {"until_on": say("retention.until_on")}


def _day(until: str) -> date | None:
    return date.fromisoformat(until) if until else None


def _told(row: DueRow | None) -> str:
    """Return a sentence about the chosen line: what may be done, or why not."""
    if row is None:
        return say("retention.choose")
    if row.held_by:
        return say("retention.told.held", reference=row.reference)
    if not row.proposal_id:
        key = "retention.told.due" if row.state == "due" else "retention.told.soon"
        return say(key, reference=row.reference)
    if row.changed:
        return say("retention.told.changed", reference=row.reference, who=row.proposed_by)
    confirm = "retention.told.confirm.person" if row.person_id else "retention.told.confirm"
    key = confirm if row.may_confirm else "retention.told.waits"
    return say(key, reference=row.reference, who=row.proposed_by)
