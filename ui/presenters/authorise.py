"""The page where a plan that waits is decided.  Refuses nothing the store allows."""

from collections.abc import Callable, Sequence
from typing import Protocol

from msgspec import Struct

from earlyhelp.errors import Conflict, HouseError, Invalid
from earlyhelp.messages.base import Message, Receipt
from earlyhelp.messages.plan_bridge import blocking, check_content
from earlyhelp.messages.plans import (
    AuthorisePlan,
    PlanPage,
    PlanQueueRow,
    PlansToAuthorise,
    PlanView,
    ReturnPlan,
)
from earlyhelp.messages.session import Drafts, DraftText, SaveDraft
from ui.presenters.asking import Go, Send
from ui.presenters.plan_rows import (
    CheckRow,
    PlanRow,
    PlanText,
    changes_since,
    check_rows,
    links_of,
    rows_of,
    states,
    texts_of,
)
from ui.wording import day, say

_DRAFT = "plan_decision"
_EARLY = f"{_DRAFT}.early"  # typed before the keeper had told what was typed before
#: How many places of the queue are counted.
_COUNTED = 50


class DecisionTop(Struct, frozen=True, kw_only=True):
    """The head of the page; `why_not` says why the plan cannot be authorised, empty if it can."""

    title: str
    note: str
    crumb: str
    compare: str
    why_not: str
    why_not_text: str
    links: tuple[tuple[str, str], ...]
    waiting: bool


class DecisionScreen(Protocol):
    """What the decision's page must offer."""

    def show_top(self, top: DecisionTop) -> None: ...
    def show_rows(self, rows: Sequence[PlanRow]) -> None: ...
    def show_texts(self, texts: Sequence[PlanText]) -> None: ...
    def words(self) -> str: ...
    def show_words(self, words: str) -> None: ...
    def show_check(self, rows: Sequence[CheckRow]) -> None: ...
    def show_before(self, rows: Sequence[PlanRow]) -> None: ...
    def choose_place(self, kind: str, ident: int) -> None: ...
    def set_busy(self, busy: bool) -> None: ...
    def show_errors(self, errors: dict[str, str]) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class DecisionPresenter:
    """One plan that waits."""

    def __init__(
        self,
        view: DecisionScreen,
        send: Send,
        go: Go,
        plan_id: int,
        announce: Callable[..., None],
    ) -> None:
        self._view, self._send, self._go, self._id = view, send, go, plan_id
        self._announce = announce
        self._plan: PlanView | None = None
        self._queue: tuple[int, ...] = ()
        self._early = False
        self._kept: str | None = None  # the words as the store has them; None: not known yet

    def load(self) -> None:
        """Show the plan, its place in the queue and what was typed about it before."""
        if self._kept is None:
            asked = Drafts(subject_id=self._id)
            self._send(asked, self._found, lambda _error: None)
        self._send(PlansToAuthorise(limit=_COUNTED + 1), self._place, self._failed)
        self._send(PlanPage(plan_id=self._id), self._show, self._failed)

    def leave(self) -> None:
        """Keep the manager's words: nothing typed is lost on the way to the family and back."""
        words = self._view.words()
        if self._kept is None and words:
            self._keep_as(_EARLY, words)
            self._early = True
        elif self._kept is not None and words != self._kept:
            self._keep(words)

    def open_family(self) -> None:
        """Go to the family; the words typed so far wait here."""
        if self._plan is not None:
            self._go("family", family_id=self._plan.family_id)

    def compare(self, on: bool) -> None:
        """Show the version before, or no more."""
        before = self._plan.previous if self._plan is not None and on else None
        rows = rows_of(before, states(before, None, 0, ()), progress=True) if before else []
        self._view.show_before(rows)

    def jump(self, key: str) -> None:
        """Choose the line that something is missing in."""
        _line, kind, ident = key.split("|")
        self._view.choose_place(kind, int(ident))

    def authorise(self, oversight: str) -> None:
        """Authorise with the manager's words."""
        if not oversight.strip():
            self._view.show_errors({"oversight": say("plan.oversight_missing")})
        elif self._plan is not None:
            version = self._plan.version
            self._decide(AuthorisePlan(plan_id=self._id, version=version, oversight=oversight))

    def return_plan(self, comment: str) -> None:
        """Return with the manager's words as the comment."""
        if not comment.strip():
            self._view.show_errors({"oversight": say("plan.comment_missing")})
        elif self._plan is not None:
            version = self._plan.version
            self._decide(ReturnPlan(plan_id=self._id, version=version, comment=comment))

    def _decide(self, message: Message) -> None:
        self._view.set_busy(True)
        self._send(message, self._decided, self._refused)

    def _found(self, drafts: Sequence[DraftText]) -> None:
        found = {one.kind: one.content for one in drafts}
        self._kept = found.get(_DRAFT, "")
        self._early = self._early or _EARLY in found
        texts = (self._kept, found.get(_EARLY, ""), self._view.words())
        whole = "\n".join(dict.fromkeys(text for text in texts if text))
        self._view.show_words(whole)
        if self._early or whole != self._kept:
            self._keep(whole)

    def _keep(self, words: str) -> None:
        self._kept = words
        self._keep_as(_DRAFT, words)
        if self._early:
            self._early = False
            self._keep_as(_EARLY, "")

    def _keep_as(self, kind: str, words: str) -> None:
        draft = SaveDraft(kind=kind, subject_id=self._id, content=words)
        self._send(draft, lambda _receipt: None, self._failed)

    def _decided(self, receipt: Receipt) -> None:
        self._view.set_busy(False)
        if self._kept or self._early:
            self._keep("")
        self._kept = self._view.words()  # said: not to be kept as a draft on leaving
        self._announce(*receipt.changed)
        self._send(PlansToAuthorise(), self._next, self._failed)

    def _next(self, rows: Sequence[PlanQueueRow]) -> None:
        left = [row.id for row in rows if row.id != self._id]
        if left:
            self._go("authorise_plan", plan_id=left[0])
        else:
            self._go("authorise")

    def _place(self, rows: Sequence[PlanQueueRow]) -> None:
        self._queue = tuple(row.id for row in rows)
        if self._plan is not None:
            self._show(self._plan)

    def _show(self, plan: PlanView) -> None:
        self._plan = plan
        lines = check_content(plan.content, plan.needs, plan.people, plan.heard, plan.today)
        found = states(plan.content, plan.previous, plan.previous_number, lines)
        self._view.show_rows(rows_of(plan.content, found, progress=False))
        self._view.show_texts(texts_of(plan.content, plan.previous))
        self._view.show_check(check_rows(lines))
        title, text = "", ""
        links = links_of(blocking(lines))
        waiting = plan.status == "submitted"
        if not waiting:
            title, text = say("authorise.not_waiting"), say("plan.not_submitted")
        elif links:
            title = say("authorise.blocked")
        elif not plan.may_authorise:
            title, text = say("authorise.own"), say("plan.own")
        self._view.show_top(
            DecisionTop(
                title=say("plan.title", family=plan.family, number=plan.number),
                note=_note(plan, changes_since(found)),
                crumb=self._crumb(),
                compare=say("plan.compare", number=plan.previous_number) if plan.previous else "",
                why_not=title,
                why_not_text=text,
                links=links if waiting else (),
                waiting=waiting,
            )
        )

    def _crumb(self) -> str:
        if self._id not in self._queue:
            return ""
        place = self._queue.index(self._id) + 1
        key = "authorise.place" if len(self._queue) <= _COUNTED else "authorise.place.more"
        return say(key, place=place, total=min(len(self._queue), _COUNTED))

    def _refused(self, error: HouseError) -> None:
        self._view.set_busy(False)
        if isinstance(error, Invalid) and error.fields.keys() <= {"oversight", "comment"}:
            self._view.show_errors({"oversight": say(next(iter(error.fields.values())))})
            return
        self._failed(error)
        if isinstance(error, Conflict | Invalid):
            self._send(PlanPage(plan_id=self._id), self._show, self._failed)

    def _failed(self, error: HouseError) -> None:
        self._view.show_failure(say(error.key, **error.params))


def _note(plan: PlanView, changed: tuple[int, int]) -> str:
    sent = day(plan.submitted_on or plan.started_on)
    words = say("authorise.note", who=plan.author, day=sent)
    if plan.previous is None:
        return f"{words} · {say('authorise.first')}"
    outcomes, actions = changed
    since = say(
        "authorise.changed",
        number=plan.previous_number,
        outcomes=_counted("authorise.outcomes", outcomes),
        actions=_counted("authorise.actions", actions),
    )
    return f"{words} · {since}"


def _counted(key: str, count: int) -> str:
    return say(f"{key}.one") if count == 1 else say(key, count=count)
