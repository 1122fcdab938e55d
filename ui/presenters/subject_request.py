"""One request for a copy of a record: its clock, who the person is, the pack.  Decides nothing itself."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Protocol

from earlyhelp.errors import HouseError
from earlyhelp.messages.base import Message, Receipt
from earlyhelp.messages.people import FoundPerson
from earlyhelp.messages.session import StopWork, WorkNews
from earlyhelp.messages.subject_requests import (
    AnswerKnownHere,
    FinishPack,
    KeptPack,
    LooksSheet,
    ReleasePack,
    SubjectCandidates,
    SubjectMatchRow,
    SubjectPackCopy,
    SubjectRequestPage,
    SubjectRequestRow,
    SubjectRequestView,
    TakeBackMatch,
)
from ui.presenters import subject_words
from ui.presenters.asking import Send
from ui.presenters.family_forms import FormDesk, FormsView
from ui.presenters.subject_asks import ask_for
from ui.wording import say

Announce = Callable[[frozenset[str]], None]
Pairs = Iterable[tuple[str, str]]


class FactsPart(Protocol):
    """The facts and the clock."""

    def show_facts(self, asked: Pairs, clock: Pairs) -> None: ...
    def offer(self, actions: Collection[str]) -> None: ...


class KnownPart(Protocol):
    """Who the person is."""

    def show_answers(self, answers: Sequence[tuple[str, str]]) -> None: ...
    def show_matches(self, rows: Sequence[SubjectMatchRow]) -> None: ...
    def show_found(self, rows: Sequence[FoundPerson]) -> None: ...


class PackPart(Protocol):
    """The pack."""

    def show_state(self, sentence: str) -> None: ...
    def show_work(self, sentence: str, done: int = 0, total: int = 0) -> None: ...
    def offer(self, *, make: bool, again: bool, read: bool, release: bool) -> None: ...
    def offer_kept(self, *, may_open: bool) -> None: ...


class SubjectRequestScreen(FormsView, Protocol):
    """What the page must offer."""

    @property
    def facts(self) -> FactsPart: ...
    @property
    def known(self) -> KnownPart: ...
    @property
    def pack(self) -> PackPart: ...
    def show_section(self, section: str) -> None: ...
    def show_head(self, row: SubjectRequestRow, states: Collection[tuple[str, str]]) -> None: ...
    def offer_close(self, *, may_close: bool) -> None: ...
    def show_paper(self, content: bytes) -> None: ...
    def show_receipt(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class SubjectRequestPresenter:
    """One request; `may` tells what the role may do at all."""

    def __init__(
        self,
        view: SubjectRequestScreen,
        send: Send,
        announce: Announce,
        may: Callable[[str], bool],
        request_id: int,
    ) -> None:
        self._view, self._send, self._announce, self._may = view, send, announce, may
        self._request_id = request_id
        self._told: SubjectRequestView | None = None
        self._searched, self._pack_id, self._section = False, 0, ""
        self.held_wanted: Callable[[], None] = lambda: None
        self.corrections_wanted: Callable[[Sequence[int]], None] = lambda _families: None
        self.forms = FormDesk(view, send, self._done)

    def load(self) -> None:
        """Fetch the request."""
        self._send(SubjectRequestPage(request_id=self._request_id), self._show, self.failed)

    def section_chosen(self, section: str) -> None:
        """Open a section; what is held is collected when it is first looked at."""
        self._section = section
        self._view.show_section(section)
        if section == "held" and self._is_open:
            self.held_wanted()
        elif section == "corrections":
            self._ask_corrections()
        elif section == "known" and not self._searched and self._may("subject_request:answer"):
            self._searched = True
            self.search("")

    def act(self, name: str) -> None:
        """Open a small form: identity, pause, extension, close."""
        if self._told is not None:
            self.forms.open(ask_for(name, self._told.row))

    def search(self, text: str) -> None:
        """Look for the person among one's own families."""
        message = SubjectCandidates(request_id=self._request_id, text=text)
        self._send(message, self._view.known.show_found, self.failed)

    def name(self, person_id: int) -> None:
        """Say that this is the person."""
        message = AnswerKnownHere(request_id=self._request_id, person_ids=(person_id,))
        self._do(message, "subject.known.opened")

    def nobody(self) -> None:
        """Say that nobody here is the person."""
        self._do(AnswerKnownHere(request_id=self._request_id), "subject.known.said_no")

    def take_back(self, match_id: int) -> None:
        """Say that the person named was not the one."""
        self._do(TakeBackMatch(match_id=match_id), "subject.done")

    def make(self) -> None:
        """Make the pack."""
        if self._told is not None:
            message = FinishPack(request_id=self._request_id, version=self._told.row.version)
            self._send(message, self._making, self.failed)

    def heard(self, news: WorkNews) -> None:
        """Say how far the pack is that this page began, and how it ended."""
        if news.kind != "pack" or news.id != self._pack_id:
            return
        if not news.ended:
            words = say(f"work.stage.{news.stage or 'drawing'}")
            self._view.pack.show_work(words, news.done, news.total)
            return
        self._pack_id = 0
        self._view.pack.show_work("")
        if news.ended == "done":
            self._view.show_receipt(say("subject.pack.made"))
            self._announce(frozenset({"subject_pack"}))
        else:
            self._view.show_failure(say(news.key, **news.told))
        self.load()

    def stop_making(self) -> None:
        """Stop the making; the pack that was kept before stays."""
        if self._pack_id:
            self._send(StopWork(work_id=self._pack_id), lambda _receipt: None, self.failed)

    @property
    def _is_open(self) -> bool:
        return self._told is not None and self._told.row.status in {"open", "released"}

    def _making(self, receipt: Receipt) -> None:
        self._pack_id = receipt.id
        self._view.pack.show_work(say("work.stage.drawing"))
        self._view.pack.offer(make=False, again=False, read=False, release=False)

    def release(self) -> None:
        """Release the pack."""
        if self._told is not None:
            message = ReleasePack(request_id=self._request_id, version=self._told.row.version)
            self._do(message, "subject.pack.release.done")

    def read(self) -> None:
        """Show the pack as it was kept."""
        message = SubjectPackCopy(request_id=self._request_id)
        self._send(message, self._view.show_paper, self.failed)

    def read_kept(self, reason: str) -> None:
        """Show the copy kept of a closed request."""
        message = KeptPack(request_id=self._request_id, reason=reason)
        self._send(message, self._view.show_paper, self.failed)

    def looks(self) -> None:
        """Show the sheet of who looked."""
        self._send(LooksSheet(request_id=self._request_id), self._view.show_paper, self.failed)

    def failed(self, error: HouseError) -> None:
        """Say what went wrong."""
        self._view.show_failure(say(error.key, **error.params))

    def _do(self, message: Message, key: str) -> None:
        def done(receipt: Receipt) -> None:
            self._view.show_receipt(say(key))
            self._announce(receipt.changed)
            self.load()

        self._send(message, done, self.failed)

    def _ask_corrections(self) -> None:
        """Families are open to information governance while the request is."""
        told = self._told
        if told is not None and told.row.status in {"open", "released"}:
            self.corrections_wanted([row.family_id for row in told.matches])

    def _done(self, receipt: Receipt) -> None:
        self._view.show_receipt(say("subject.done"))
        self._announce(receipt.changed)
        self.load()

    def _show(self, told: SubjectRequestView) -> None:
        self._told = told
        view, is_open = self._view, self._is_open
        view.show_head(told.row, subject_words.states(told))
        view.offer_close(may_close=is_open and self._may("subject_request:close"))
        view.facts.show_facts(subject_words.asked(told), subject_words.clock(told))
        may = is_open and self._may("subject_request:record")
        view.facts.offer(subject_words.actions(told) if may else ())
        view.known.show_answers(subject_words.answers(told))
        view.known.show_matches(told.matches)
        if self._section == "corrections":
            self._ask_corrections()
        view.pack.show_state(subject_words.pack(told))
        mine = told.row.status == "open" and self._may("subject_request:decide")
        kept = told.pack is not None and not is_open
        view.pack.offer_kept(may_open=kept and self._may("subject_pack:reopen"))
        view.pack.offer(
            make=mine,
            again=told.pack is not None,
            read=told.pack is not None and is_open,
            release=told.pack is not None and told.pack.may_release,
        )
