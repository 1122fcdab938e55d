"""The outcomes plan: written, checked, decided, followed."""

from datetime import date

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, message
from earlyhelp.messages.casework import ChildLine


class ActionDraft(msgspec.Struct, frozen=True, kw_only=True):
    """An action of a plan being written; owner and due date may be missing until it is sent."""

    id: int
    text: str = ""
    owner: str = ""
    owner_account_id: int = 0
    due_on: date | None = None
    status: str = "open"
    done_on: date | None = None
    note: str = ""
    carried_over: int = 0


class OutcomeDraft(msgspec.Struct, frozen=True, kw_only=True):
    """An outcome in the family's words.  Numbers are scale readings 0 to 10."""

    id: int
    words: str = ""
    needs: tuple[str, ...] = ()
    people: tuple[int, ...] = ()
    measure: str = ""
    baseline: int | None = None
    now: int | None = None
    target: int | None = None
    area: str = ""
    status: str = "in_progress"
    actions: tuple[ActionDraft, ...] = ()


class PlanContent(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan says: sealed as one with the family key.

    `writers` are the accounts that wrote this version: set by the keeper, whatever is sent.
    """

    outcomes: tuple[OutcomeDraft, ...] = ()
    contingency: str = ""
    family_view: str = ""
    writers: tuple[int, ...] = ()


class CheckLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the plan check in finished sentences; `blocks` stops authorising.

    Shape: `places` runs beside `where`: kind (action, outcome, need, child, plan) and id.
    """

    id: str
    blocks: bool
    ok: int
    total: int
    text: str
    where: tuple[str, ...] = ()
    places: tuple[tuple[str, int], ...] = ()


class PlanView(msgspec.Struct, frozen=True, kw_only=True):
    """A plan version, opened.

    `managers` are those a plan that was sent waits for; empty where it is for named readers only.
    """

    id: int
    version: int
    number: int
    family_id: int
    family: str
    case_id: int
    status: str
    author: str
    author_id: int
    started_on: date
    submitted_on: date | None
    authorised_on: date | None
    authorised_by: str
    returned_comment: str
    content: PlanContent
    previous: PlanContent | None
    previous_number: int
    people: tuple[ChildLine, ...]
    needs: tuple[str, ...]
    may_authorise: bool
    today: date | None = None
    heard: tuple[int, ...] = ()
    managers: tuple[str, ...] = ()


@message(Permission.PLAN_SAVE)
class StartPlan(Command, frozen=True, kw_only=True):
    """Start the next version of the case's plan, copied from the last one."""

    case_id: int


@message(Permission.PLAN_READ, PlanView)
class PlanPage(Query, frozen=True, kw_only=True):
    """One plan version, opened."""

    plan_id: int


@message(Permission.PLAN_SAVE)
class SavePlan(Command, frozen=True, kw_only=True):
    """Autosave the whole plan; a stale version raises Conflict and loses nothing."""

    plan_id: int
    version: int
    content: PlanContent


@message(Permission.PLAN_SUBMIT)
class SubmitPlan(Command, frozen=True, kw_only=True):
    """Send the plan to the manager."""

    plan_id: int
    version: int


@message(Permission.PLAN_AUTHORISE)
class AuthorisePlan(Command, frozen=True, kw_only=True):
    """Authorise: refused with one incomplete action, and to the plan's author."""

    plan_id: int
    version: int
    oversight: str


@message(Permission.PLAN_RETURN)
class ReturnPlan(Command, frozen=True, kw_only=True):
    """Return the plan with comments."""

    plan_id: int
    version: int
    comment: str


class PlanQueueRow(msgspec.Struct, frozen=True, kw_only=True):
    """A plan that waits for authorisation; the reference tells namesakes apart."""

    id: int
    family_id: int
    family: str
    reference: str = ""
    number: int
    author: str
    submitted_on: date
    problems: int


@message(Permission.PLAN_LIST, tuple[PlanQueueRow, ...])
class PlansToAuthorise(Query, frozen=True, kw_only=True):
    """Plans sent and not decided, the `limit` oldest; whoever asks for one more learns that there are more."""

    limit: int = 50


@message(Permission.PLAN_PROGRESS)
class ProgressAction(Command, frozen=True, kw_only=True):
    """Mark an action of the authorised plan done, or say where it stands."""

    plan_id: int
    version: int
    action_id: int
    status: str
    note: str = ""
