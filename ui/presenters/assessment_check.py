"""A manager's check of a complete assessment: what is typed in their section, and recording it.

Refuses to decide who may: the keeper says so with the page.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

import msgspec
from msgspec.structs import replace

from earlyhelp.errors import HouseError, Invalid
from earlyhelp.forms.definition import Answer, Answers, Section
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.casework import CheckAssessment
from earlyhelp.messages.session import Drafts, DraftText, SaveDraft
from ui.presenters.asking import Send
from ui.presenters.assessment_pages import Paperwork
from ui.wording import say

_DECISION, _COMMENTS = "decision", "comments"
_DRAFT = "assessment_check"


class CheckScreen(Protocol):
    """What the page offers for a check."""

    def mark(self, key: str, sentence: str) -> None: ...
    def focus_on(self, key: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class ManagersCheck:
    """The answers of the manager's section until they are recorded: a draft of the manager's own.

    Shape: `ready` once what they typed earlier has come; before, nothing is taken or written over.
    """

    def __init__(
        self,
        view: CheckScreen,
        send: Send,
        assessment_id: int,
        done: Callable[[Receipt], None],
        rest: Callable[[], None],
    ) -> None:
        self._view, self._send, self._id, self._done = view, send, assessment_id, done
        self._rest = rest
        self._place = ""
        self._changed = self._kept = self.ready = False
        self.answers: Answers = {}

    def begin(self, papers: Paperwork, then: Callable[[], None]) -> None:
        """Bring back what was typed before, where there is a check to make, and go on."""
        if not papers.shown.may_check or self.ready:
            return

        def found(drafts: Sequence[DraftText]) -> None:
            for draft in drafts[:1]:
                self.answers, self._kept = msgspec.json.decode(draft.content, type=Answers), True
            self.ready = True
            then()

        self._send(Drafts(kind=_DRAFT, subject_id=self._id), found, self._failed)

    def keep(self) -> None:
        """Keep what is typed as a draft, if it changed since."""
        if self._changed:
            self._changed, self._kept = False, bool(self.answers)
            content = msgspec.json.encode(self.answers).decode() if self.answers else ""
            message = SaveDraft(kind=_DRAFT, subject_id=self._id, content=content)
            self._send(message, lambda _receipt: None, self._failed)

    def asked(self, section: Section) -> Section:
        """Return the section as it is asked: a decision is a must, the day is the store's."""
        asked = tuple(
            replace(one, required=one.id == _DECISION)
            for one in section.field
            if one.id in {_DECISION, _COMMENTS}
        )
        return replace(section, field=asked)

    def takes(self, papers: Paperwork, key: str, value: Answer | None) -> bool:
        """Take an answer to the manager's section; return whether it was one."""
        section, _person = papers.places.get(key.rpartition(".")[0], (None, None))
        if section is None or not section.by:
            return False
        self.answers = {name: one for name, one in self.answers.items() if name != key}
        if value is not None:
            self.answers[key] = value
        self._view.mark(key, "")
        self._changed = True
        self._rest()
        return True

    def record(self, papers: Paperwork | None) -> None:
        """Record the check as it is typed."""
        if papers is None or not papers.shown.may_check:
            return
        self._place = next(section.id for section, _ in papers.places.values() if section.by)
        message = CheckAssessment(
            assessment_id=self._id,
            version=papers.shown.version,
            decision=str(self.answers.get(f"{self._place}.{_DECISION}", "")),
            comments=str(self.answers.get(f"{self._place}.{_COMMENTS}", "")),
        )
        self._send(message, self._recorded, self._refused)

    def _recorded(self, receipt: Receipt) -> None:
        self.answers, self._changed = {}, self._changed or self._kept
        self.keep()
        self._done(receipt)

    def _refused(self, error: HouseError) -> None:
        fields = error.fields if isinstance(error, Invalid) else {}
        marked = {key: fault for key, fault in fields.items() if key.startswith(f"{self._place}.")}
        for key, fault in marked.items():
            self._view.mark(key, say(fault))
        for key in list(marked)[:1]:
            self._view.focus_on(key)
        if not marked:
            self._failed(error)

    def _failed(self, error: HouseError) -> None:
        self._view.show_failure(say(error.key, **error.params))
