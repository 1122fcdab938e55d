"""What an early help plan is made of while it is written.  Judges nothing: see plan_check."""

from datetime import date
from typing import Literal

from msgspec import Struct


class ActionDraft(Struct, frozen=True, kw_only=True):
    """One action; without an owner or a date it is incomplete."""

    id: int
    text: str = ""
    owner: str = ""
    due_on: date | None = None
    status: str = "open"
    carried_over: int = 0


class OutcomeDraft(Struct, frozen=True, kw_only=True):
    """One outcome in the family's words; numbers are scale readings 0 to 10."""

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


class PlanDraft(Struct, frozen=True, kw_only=True):
    """A whole plan."""

    outcomes: tuple[OutcomeDraft, ...] = ()
    contingency: str = ""
    family_view: str = ""


class PlanSituation(Struct, frozen=True, kw_only=True):
    """What the plan must answer: assessed needs, the children, and whose view was heard or explained.

    Shape: without `today` no day is judged to be past.
    """

    needs: tuple[str, ...] = ()
    children: tuple[int, ...] = ()
    heard: frozenset[int] = frozenset()
    today: date | None = None


class Place(Struct, frozen=True):
    """Where something is missing; `number` counts actions through the whole plan, from 1."""

    kind: Literal["action", "outcome", "need", "child", "plan"]
    id: int
    number: int
    text: str
    key: str


class CheckLine(Struct, frozen=True):
    """One line of the plan check.  `blocks` stops authorising, `advises` does not.

    Unit: `ok` of `total`; a line without a count has total 1 (yes or no) or, for what should not
          be there at all, total 0 and the places found.
    """

    id: str
    kind: Literal["blocks", "advises"]
    ok: int
    total: int
    key: str
    where: tuple[Place, ...] = ()

    @property
    def passes(self) -> bool:
        """Say whether nothing is missing on this line."""
        return not self.where
