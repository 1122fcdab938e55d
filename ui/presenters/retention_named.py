"""Where a person stays named: asked for one file at a time, opened on the family's page.  Decides nothing."""

from collections.abc import Sequence
from typing import Protocol

from earlyhelp.domain.retention import schedule
from earlyhelp.errors import HouseError
from earlyhelp.messages.retention import DueRow, NamedText, NamedTexts, WhereNamed
from ui.presenters.asking import Go, Send
from ui.wording import say


class NamedScreen(Protocol):
    """What the page must offer."""

    def show_named(self, texts: Sequence[NamedText], words: str, *, proposed: bool) -> None: ...


class Queue(Protocol):
    """What the queue knows: which proposals are open, and how to say what went wrong."""

    def proposal_of(self, reference: str, person_id: int) -> int: ...
    def failed(self, error: HouseError) -> None: ...


class NamedPresenter:
    """One person of one family at a time."""

    def __init__(self, view: NamedScreen, send: Send, go: Go, queue: Queue) -> None:
        self._view, self._send, self._go, self._queue = view, send, go, queue
        self._asked = WhereNamed(reference="", person_id=0)
        self._family_id = 0

    def look(self, reference: str, person_id: object) -> None:
        """Show where a person of a family stays named; nobody chosen shows nothing."""
        chosen = person_id if isinstance(person_id, int) else 0
        self._asked = WhereNamed(reference=reference, person_id=chosen)
        self._view.show_named((), say("retention.named.choose"), proposed=False)
        if chosen:
            self._ask(self._asked, -1)

    def open(self, section: str) -> None:
        """Open the family's page where a record is read."""
        self._go("family", family_id=self._family_id, section=section)

    def _ask(self, message: WhereNamed, unread: int) -> None:
        self._send(message, lambda found: self._show(message, found, unread), self._queue.failed)

    def _show(self, message: WhereNamed, found: NamedTexts, before: int) -> None:
        if message is not self._asked:  # somebody else was chosen meanwhile
            return
        self._family_id = found.family_id
        proposed = bool(self._queue.proposal_of(message.reference, message.person_id))
        more = found.unread and found.unread != before  # the keeper reads one file a message
        self._view.show_named(found.texts, _sentence(found, reading=bool(more)), proposed=proposed)
        if more:
            self._ask(message, found.unread)


def named_words(row: DueRow | None) -> str:
    """Return where the one person of a proposal stays named, by kind, and why."""
    if row is None or not row.person_id or not row.proposal_id:
        return ""
    if not row.named:
        return "" if row.changed else say("retention.named.told.none")
    kinds = (
        say("retention.named.kind", kind=say(f"rights.kind.{one.kind}"), count=one.count)
        for one in row.named
    )
    why = next((one.title for one in schedule().stays if one.id == row.stays), row.stays)
    return say("retention.named.told", kinds=", ".join(kinds), why=why)


def _sentence(found: NamedTexts, *, reading: bool) -> str:
    if reading:
        return say("retention.named.reading", count=found.unread)
    count = len(found.texts)
    return say("retention.named.some", count=count) if count else say("retention.named.none")
