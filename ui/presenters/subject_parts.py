"""The parts of what is held: read, marked, decided one by one.  Refuses to guess what a mark means."""

from collections.abc import Callable, Sequence
from typing import Protocol

from msgspec.structs import replace

from earlyhelp.domain.codes import code_list
from earlyhelp.domain.third_parties import Span, joined
from earlyhelp.errors import HouseError
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.rights import Choice, Mark, PartLine, PartRow
from earlyhelp.messages.subject_requests import (
    AcceptProposals,
    DecidePart,
    PartsPage,
    SubjectFile,
    SubjectParts,
)
from ui.presenters.asking import Send
from ui.presenters.subject_part_words import QUOTED, line, name_of
from ui.wording import day, say


class PartsScreen(Protocol):
    """What the section must offer."""

    def show_count(self, sentence: str) -> None: ...
    def show_parts(self, rows: Sequence[PartLine], *, more: bool) -> None: ...
    def append_parts(self, rows: Sequence[PartLine], *, more: bool) -> None: ...
    def choose(self, number: int) -> None: ...
    def show_part(self, title: str, text: str, reason: str) -> None: ...
    def offer_pages(self, *, has_pages: bool) -> None: ...
    def show_marks(self, marks: Sequence[Mark], sentence: str) -> None: ...


class PartsPresenter:
    """One request's parts; `told` says sentences on the page."""

    def __init__(
        self,
        view: PartsScreen,
        send: Send,
        request_id: int,
        told: Callable[[str], None],
        failed: Callable[[HouseError], None],
    ) -> None:
        self._view, self._send, self._request_id = view, send, request_id
        self._told, self._failed = told, failed
        self._rows: list[PartRow] = []
        self._undecided = self._total = 0
        self._next, self._only = "", False
        self._at = -1
        self._spans: dict[str, tuple[Span, ...]] = {}
        self.paper_shown: Callable[[bytes], None] = lambda _content: None

    @staticmethod
    def reasons() -> list[tuple[str, str]]:
        """Return the reasons something may be left out for."""
        return [(one.code, one.label) for one in code_list("redaction_reason").items]

    def load(self) -> None:
        """Fetch the first page of the parts."""
        message = SubjectParts(request_id=self._request_id, undecided_only=self._only)
        self._send(message, self._show, self._failed)

    def filter(self, undecided_only: bool) -> None:
        """Show all parts, or only those still to decide."""
        self._only = undecided_only
        self.load()

    def next_page(self) -> None:
        """Fetch what follows."""
        if self._next:
            message = SubjectParts(
                request_id=self._request_id, after=self._next, undecided_only=self._only
            )
            self._send(message, self._append, self._failed)

    def choose(self, number: int) -> None:
        """Show one part to read."""
        if not 0 <= number < len(self._rows):
            return
        self._at = number
        row = self._rows[number]
        choice = row.decided or row.proposed
        self._spans = dict(choice.spans or row.proposed.spans)
        title = " · ".join(one for one in (name_of(row.part), day(row.part.on)) if one)
        self._view.show_part(title, shown_text(row), choice.reason or _first_reason(self._spans))
        self._view.offer_pages(has_pages=any(one.id == "pages" for one in row.part.fields))
        self._show_marks()

    def look(self) -> None:
        """Show the pages of the file that is being decided about."""
        if self._at >= 0:
            part = self._rows[self._at].part.key
            message = SubjectFile(request_id=self._request_id, part=part)
            self._send(message, self.paper_shown, self._failed)

    def mark(self, start: int, end: int, reason: str) -> None:
        """Mark what is selected, in every text it runs over."""
        if self._at < 0 or start >= end or not reason:
            self._told(say("subject.held.select"))
            return
        for name, text, first in places(self._rows[self._at]):
            left, right = max(start, first), min(end, first + len(text))
            if left < right:
                span = Span(start=left - first, length=right - left, reason=reason)
                self._spans[name] = joined(text, [*self._spans.get(name, ()), span])
        self._show_marks()

    def unmark(self, at: int) -> None:
        """Take away the mark at a place."""
        if self._at < 0:
            return
        for name, _text, first in places(self._rows[self._at]):
            kept = [
                one
                for one in self._spans.get(name, ())
                if not one.start + first <= at <= one.end + first
            ]
            self._spans[name] = tuple(kept)
        self._show_marks()

    def decide(self, decision: str, reason: str) -> None:
        """Keep the decision and go on to the next part."""
        if self._at < 0:
            return
        row = self._rows[self._at]
        spans = {name: found for name, found in self._spans.items() if found}
        choice = Choice(
            decision=decision,
            digest=row.proposed.digest,
            reason=reason if decision == "withhold" else "",
            spans=spans if decision == "redact" else {},
        )
        at = self._at
        message = DecidePart(request_id=self._request_id, part=row.part.key, choice=choice)
        self._send(message, lambda _receipt: self._decided(at, choice), self._failed)

    def accept(self) -> None:
        """Decide those of the parts shown that are undecided as proposed; else show what follows."""
        keys = tuple(row.part.key for row in self._rows if row.decided is None)
        if not keys:
            self.next_page()
            return

        def done(receipt: Receipt) -> None:
            self._told(say("subject.held.accepted", count=receipt.id))
            self.load()

        self._send(AcceptProposals(request_id=self._request_id, parts=keys), done, self._failed)

    def _decided(self, at: int, choice: Choice) -> None:
        self._undecided -= self._rows[at].decided is None
        self._rows[at] = replace(self._rows[at], decided=choice)
        self._lines()
        later = range(at + 1, len(self._rows))
        following = next((one for one in later if self._rows[one].decided is None), at)
        self._view.choose(following)
        self.choose(following)

    def _show(self, page: PartsPage) -> None:
        self._rows, self._next = list(page.rows), page.next_after
        self._undecided, self._total = page.undecided, page.total
        self._lines()
        if page.unread:  # the keeper reads one file a message
            self._view.show_count(say("subject.held.reading", count=page.unread))
            self.load()
        if self._rows and self._at < 0:
            self._view.choose(0)
            self.choose(0)

    def _append(self, page: PartsPage) -> None:
        first = len(self._rows)
        self._rows += page.rows
        self._next = page.next_after
        lines = [line(first + place, row) for place, row in enumerate(page.rows)]
        self._view.append_parts(lines, more=bool(self._next))

    def _lines(self) -> None:
        lines = [line(number, row) for number, row in enumerate(self._rows)]
        self._view.show_parts(lines, more=bool(self._next))
        key = "subject.held.count" if self._undecided else "subject.held.whole"
        self._view.show_count(say(key, undecided=self._undecided, total=self._total))

    def _show_marks(self) -> None:
        marks: list[Mark] = []
        said: dict[str, int] = {}
        for name, text, first in places(self._rows[self._at]):
            for span in self._spans.get(name, ()):
                marks.append(Mark(start=first + span.start, end=first + span.end, sure=span.sure))
                words = _mark_words(text[span.start : span.end], span)
                said[words] = said.get(words, 0) + 1
        lines = [f"{words} × {count}" if count > 1 else words for words, count in said.items()]
        self._view.show_marks(marks, "\n".join(lines) or say("subject.held.marks.none"))


def places(row: PartRow) -> list[tuple[str, str, int]]:
    """Return each text of a part with its field and its first place in the text shown."""
    found, at = [], 0
    for field in row.part.fields:
        at += len(field.label) + 1
        found.append((field.id, field.text, at))
        at += len(field.text) + 2
    return found


def shown_text(row: PartRow) -> str:
    """Return a part as one text: each label, its text under it, an empty line."""
    return "".join(f"{field.label}\n{field.text}\n\n" for field in row.part.fields)


def _mark_words(text: str, span: Span) -> str:
    shown = text if len(text) <= QUOTED else f"{text[:QUOTED]}…"
    reason = code_list("redaction_reason").label(span.reason)
    if not span.sure:
        return say(
            "subject.held.mark.who", text=shown, reason=reason, who=say("subject.held.guess")
        )
    who = span.instead or span.who
    key = "subject.held.mark.who" if who else "subject.held.mark.line"
    return say(key, text=shown, reason=reason, who=who)


def _first_reason(spans: dict[str, tuple[Span, ...]]) -> str:
    return next((one.reason for found in spans.values() for one in found), "other_person")
