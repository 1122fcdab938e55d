"""What the plan editor shows and what its page must offer.  Plain values; draws and asks nothing."""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from earlyhelp.messages.plans import PlanContent, PlanView
from ui.presenters.assessment_pages import Choice, Dispute
from ui.presenters.plan_merge import outcome_text
from ui.presenters.plan_rows import CheckRow, Place, PlanRow, PlanText, State
from ui.wording import day, say

WRITING = frozenset({"draft", "returned"})


class PlanTop(Struct, frozen=True, kw_only=True):
    """What the head of the page says and offers."""

    title: str
    family: str
    note: str
    returned: str
    writing: bool
    progress: bool
    compared: str


class PlanScreen(Protocol):
    """What the page must offer."""

    def show_top(self, top: PlanTop) -> None: ...
    def show_choices(
        self,
        people: Sequence[tuple[int, str]],
        needs: Sequence[Choice],
        areas: Sequence[Choice],
        statuses: Sequence[Choice],
    ) -> None: ...
    def show_content(self, content: PlanContent) -> None: ...
    def show_rows(self, rows: Sequence[PlanRow]) -> None: ...
    def show_texts(self, texts: Sequence[PlanText]) -> None: ...
    def content(self) -> PlanContent: ...
    def show_states(self, found: dict[Place, State]) -> None: ...
    def show_check(self, rows: Sequence[CheckRow]) -> None: ...
    def show_saved(self, sentence: str) -> None: ...
    def show_disputes(self, rows: Sequence[Dispute]) -> None: ...
    def show_before(self, rows: Sequence[PlanRow]) -> None: ...
    def show_receipt(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


def top_of(plan: PlanView) -> PlanTop:
    """Return what the head of the page says of a plan."""
    if plan.authorised_on:
        note = say("plan.note.authorised", who=plan.authorised_by, day=day(plan.authorised_on))
    elif plan.submitted_on and plan.status == "submitted":
        key = "plan.note.sent_to" if plan.managers else "plan.note.sent"
        to = ", ".join(plan.managers)
        note = say(key, who=plan.author, day=day(plan.submitted_on), to=to)
    else:
        note = say("plan.note.begun", who=plan.author, day=day(plan.started_on))
    before = say("plan.compare", number=plan.previous_number) if plan.previous else ""
    return PlanTop(
        title=say("plan.title", family=plan.family, number=plan.number),
        family=plan.family,
        note=note,
        returned=plan.returned_comment if plan.status == "returned" else "",
        writing=plan.status in WRITING,
        progress=plan.status == "authorised",
        compared=before,
    )


def sent_words(plan: PlanView) -> str:
    """Return what is said when a plan was sent: to whom, and what comes next."""
    to = ", ".join(plan.managers)
    return say("plan.sent" if to else "plan.sent.readers", to=to)


def dispute_of(key: str, mine: PlanContent, theirs: PlanContent) -> Dispute:
    """Return both texts of one part of a plan."""
    if not key.startswith("outcome:"):
        texts = (getattr(mine, key), getattr(theirs, key))
        return Dispute(key=key, label=say(f"plan.{key}"), mine=texts[0], theirs=texts[1])
    ident = int(key.partition(":")[2])
    ours, others = ({one.id: one for one in side.outcomes} for side in (mine, theirs))
    words = (ours.get(ident) or others[ident]).words
    return Dispute(
        key=key,
        label=say("plan.quoted", words=words),
        mine=outcome_text(ours.get(ident)),
        theirs=outcome_text(others.get(ident)),
    )
