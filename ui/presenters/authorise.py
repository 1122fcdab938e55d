"""The queue of plans that wait, and the page where one is decided.  Refuses nothing the store allows."""

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
from ui.presenters.asking import Go, Send
from ui.presenters.plan_rows import (
    CheckRow,
    PlanRow,
    changes_since,
    check_rows,
    links_of,
    rows_of,
    states,
)
from ui.wording import day, say


class QueueScreen(Protocol):
    """What the queue's page must offer."""

    def show_rows(self, rows: Sequence[PlanQueueRow]) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class AuthorisePresenter:
    """The queue."""

    def __init__(self, view: QueueScreen, send: Send, go: Go) -> None:
        self._view, self._send, self._go = view, send, go

    def load(self) -> None:
        """Show the plans that wait."""
        self._send(PlansToAuthorise(), self._view.show_rows, self._failed)

    def open(self, plan_id: int) -> None:
        """Open one of them."""
        self._go("authorise_plan", plan_id=plan_id)

    def _failed(self, error: HouseError) -> None:
        self._view.show_failure(say(error.key, **error.params))


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

    def load(self) -> None:
        """Show the plan and its place in the queue."""
        self._send(PlansToAuthorise(), self._place, self._failed)
        self._send(PlanPage(plan_id=self._id), self._show, self._failed)

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

    def _decided(self, receipt: Receipt) -> None:
        self._view.set_busy(False)
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
        lines = check_content(plan.content, plan.needs, plan.people, plan.heard)
        found = states(plan.content, plan.previous, plan.previous_number, lines)
        self._view.show_rows(rows_of(plan.content, found, progress=False))
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
        return say("authorise.place", place=place, total=len(self._queue))

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
