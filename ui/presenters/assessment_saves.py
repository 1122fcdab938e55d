"""The answers of one assessment on their way to the store.  Refuses to lose a text: see Autosave."""

from collections.abc import Callable, Sequence
from typing import Protocol

import msgspec

from earlyhelp.errors import Conflict, HouseError, Invalid
from earlyhelp.forms.definition import Answer, Answers
from earlyhelp.forms.validation import check
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.casework import AssessmentPage, AssessmentView, SaveAnswers
from earlyhelp.messages.session import Drafts, DraftText, SaveDraft
from ui.presenters.asking import Send
from ui.presenters.assessment_pages import Dispute, Paperwork
from ui.presenters.autosave import Autosave, Surroundings
from ui.wording import say

_DRAFT = "assessment"


class SavesScreen(Protocol):
    """What the page offers for saves."""

    def mark(self, key: str, sentence: str) -> None: ...
    def show_saved(self, sentence: str) -> None: ...
    def show_disputes(self, rows: Sequence[Dispute]) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class AssessmentSaves:
    """What is typed, what is saved, what two people wrote.

    Shape: `wrong` holds what is typed and not yet an answer, kept as a draft; `redraw` is called
    when answers changed by themselves.
    """

    def __init__(
        self,
        view: SavesScreen,
        send: Send,
        assessment_id: int,
        around: Surroundings,
        redraw: Callable[[], None],
    ) -> None:
        self._view, self._send, self._id = view, send, assessment_id
        self._around, self._redraw = around, redraw
        self._save: Autosave[Answers] = Autosave(
            send, self._message, lambda older, newer: older | newer, around.rest, self
        )
        self._papers: Paperwork | None = None
        self._then: Callable[[], None] | None = None
        self._drafted = self._unread = False  # a draft that could not be read is not written over
        self._early: set[str] | None = None  # typed before the draft came: newer than what it holds
        self._kept: set[str] = set()  # refused for another answer's fault: they go into the draft
        self._disputes: dict[str, Answer | None] = {}  # key -> theirs; mine is among the answers
        self.answers: Answers = {}
        self.wrong: dict[str, str] = {}

    @property
    def idle(self) -> bool:
        """Tell whether all is saved and nothing is to be chosen."""
        return self._save.idle and not self._disputes

    @property
    def version(self) -> int:
        """Return the version last heard of."""
        return self._save.version

    def begin(self, papers: Paperwork) -> None:
        """Take an assessment as it was opened, then what was kept as a draft."""
        self._papers, self.answers = papers, dict(papers.shown.answers)
        self._save.version = papers.shown.version
        if papers.shown.status == "draft":
            self._early = set()
            message = Drafts(kind=_DRAFT, subject_id=self._id)
            self._send(message, self._take_drafts, self._no_drafts)

    def when_saved(self, then: Callable[[], None]) -> None:
        """Save what is left, then go on; a text in dispute is chosen first."""
        self._then = then
        self._save.flush()
        self._go_on()

    def answered(self, key: str, value: Answer | None) -> None:
        """Take one change; it is saved when the typing rests."""
        if self._papers is None:
            return
        self.answers = {name: one for name, one in self.answers.items() if name != key}
        if value is not None:
            self.answers[key] = value
        if self._early is not None:
            self._early.add(key)
        fault = self._fault(key)
        if fault:
            self.wrong[key] = fault
            self._view.show_saved(say("assessment.unfinished"))
        elif key not in self._disputes:
            if self.wrong.pop(key, ""):
                self._view.mark(key, "")
            self._save.change({key: "" if value is None else value})

    def rested(self) -> None:
        """Save: the typing rests."""
        self._save.send_now()

    def leave(self) -> None:
        """Save at once; what is not yet an answer is kept as a draft."""
        self._save.flush()
        still_open = {*self.wrong, *self._disputes, *self._kept}
        open_texts = {key: self.answers.get(key, "") for key in still_open}
        if (open_texts or self._drafted) and not self._unread:
            self._drafted = bool(open_texts)
            content = msgspec.json.encode(open_texts).decode() if open_texts else ""
            message = SaveDraft(kind=_DRAFT, subject_id=self._id, content=content)
            self._send(message, lambda _receipt: None, self._failed)

    def settle(self, key: str, *, mine: bool) -> None:
        """Choose between two texts: keep mine, or take theirs."""
        theirs = self._disputes.pop(key, None)
        if mine:
            self._save.change({key: self.answers.get(key, "")})
        elif theirs is None:
            self.answers.pop(key, None)
        else:
            self.answers[key] = theirs
        self._show_disputes()
        self._redraw()

    def saving(self) -> None:
        """Say that a save is under way."""
        self._view.show_saved(say("save.saving"))

    def saved(self, receipt: Receipt) -> None:
        """Say when it was saved, and complete if that was asked for."""
        unfinished = bool(self.wrong)
        if self._save.idle:
            self._kept.clear()
        self._view.show_saved(
            say("assessment.unfinished")
            if unfinished
            else say("save.saved", time=self._around.now())
        )
        self._around.announce(*receipt.changed)
        self._go_on()

    def disputed(self, part: Answers, conflict: Conflict) -> None:
        """Fetch what the other person wrote and show both."""
        self._then = None

        def fetched(shown: AssessmentView) -> None:
            self._save.version = shown.version
            self._disputes |= {key: shown.answers.get(key) for key in conflict.theirs}
            rest = {key: value for key, value in part.items() if key not in conflict.theirs}
            mine = {key: self.answers[key] for key in part if key in self.answers}
            self.answers = {**shown.answers, **mine}
            if rest:
                self._save.change(rest)
            self._show_disputes()
            self._redraw()

        self._send(AssessmentPage(assessment_id=self._id), fetched, self._failed)

    def not_saved(self, part: Answers, error: HouseError) -> None:
        """Keep what could not be saved, mark what was wrong, send the rest again."""
        self._then = None
        if not isinstance(error, Invalid):
            self._save.keep(part)
            self._failed(error)
            return
        self.wrong |= error.fields
        for key, fault in error.fields.items():
            self._view.mark(key, say(fault))
        rest = {key: value for key, value in part.items() if key not in error.fields}
        if len(rest) == len(part):  # what is wrong lies elsewhere: sent alone it would fail again
            self._save.keep(part)
            self._kept |= part.keys()
        elif rest:
            self._save.change(rest)

    def _message(self, version: int, part: Answers) -> SaveAnswers:
        return SaveAnswers(assessment_id=self._id, version=version, changes=part)

    def _take_drafts(self, drafts: Sequence[DraftText]) -> None:
        early, self._early = self._early or set(), None
        for draft in drafts[:1]:
            self._drafted = True
            typed = msgspec.json.decode(draft.content, type=Answers)
            for key, value in typed.items():
                if key in early:
                    continue
                self.answered(key, None if value == "" else value)
            self._redraw()

    def _no_drafts(self, _error: HouseError) -> None:
        self._early, self._unread = None, True
        self._view.show_failure(say("assessment.draft_unread"))

    def _fault(self, key: str) -> str:
        papers = self._papers
        if papers is None or key not in self.answers:
            return ""
        wrong = check(papers.form, self.answers, papers.child_ids, complete=False)
        fault = wrong.get(key, "")
        return "" if fault == "answer.hidden" else fault

    def _show_disputes(self) -> None:
        papers = self._papers
        if papers is None:
            return
        rows = [
            Dispute(
                key=key,
                label=papers.label(key),
                mine=papers.words(key, self.answers),
                theirs=papers.words(key, {} if theirs is None else {key: theirs}),
            )
            for key, theirs in self._disputes.items()
        ]
        self._view.show_disputes(rows)

    def _go_on(self) -> None:
        if self._then is not None and self.idle:
            then, self._then = self._then, None
            then()

    def _failed(self, error: HouseError) -> None:
        self._view.show_failure(say(error.key, **error.params))
