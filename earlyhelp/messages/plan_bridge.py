"""The plan check for the window and the keeper alike, in finished sentences.

Refuses to judge differently on the two sides: both call `check_content`.
"""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cache

import msgspec

from earlyhelp.domain import plan_check
from earlyhelp.domain.frameworks import outcome_framework
from earlyhelp.domain.plan import CheckLine as Found
from earlyhelp.domain.plan import Place, PlanDraft, PlanSituation
from earlyhelp.messages.casework import ChildLine
from earlyhelp.messages.plans import CheckLine, PlanContent
from earlyhelp.settings import load

_QUOTED = 60
CHILD_ROLES = frozenset({"child", "unborn"})


def children_among(people: Sequence[ChildLine]) -> tuple[ChildLine, ...]:
    """Return those of a family's people who are its children, the unborn with them."""
    return tuple(one for one in people if one.role in CHILD_ROLES)


def check_content(
    content: PlanContent,
    needs: Sequence[str],
    people: Sequence[ChildLine],
    heard: Collection[int] = (),
    today: date | None = None,
) -> tuple[CheckLine, ...]:
    """Return the lines of the plan check, always the same lines in the same order.

    Shape: `needs` are need codes; `people` the family's; `heard` the children whose view is known;
           without `today` no day is judged to be past.
    """
    children = children_among(people)
    situation = PlanSituation(
        needs=tuple(needs),
        children=tuple(one.person_id for one in children),
        heard=frozenset(heard),
        today=today,
    )
    draft = msgspec.convert(msgspec.to_builtins(content), PlanDraft)
    names = {one.person_id: one.name for one in children}
    return tuple(_line(found, names) for found in plan_check.check_plan(draft, situation))


def blocking(lines: Sequence[CheckLine]) -> tuple[CheckLine, ...]:
    """Return the lines that stop a manager from authorising."""
    return tuple(line for line in lines if line.blocks and line.where)


def _line(found: Found, names: dict[int, str]) -> CheckLine:
    return CheckLine(
        id=found.id,
        blocks=found.kind == "blocks",
        ok=found.ok,
        total=found.total,
        text=_sentences()[found.key],
        where=tuple(_where(place, names) for place in found.where),
        places=tuple((place.kind, place.id) for place in found.where),
    )


def _where(place: Place, names: dict[int, str]) -> str:
    mend = _sentences()[place.key]
    text = place.text.strip()
    if place.kind == "need" and outcome_framework().has(text):
        text = outcome_framework().need(text).need
    elif place.kind == "child":
        text = names.get(place.id, "")
    if len(text) > _QUOTED:
        text = f"{text[:_QUOTED].rstrip()}…"
    key = f"plan_check.place.{place.kind}" + ("" if text or place.kind == "plan" else ".unnamed")
    return _sentences()[key].format(number=place.number, text=text, mend=mend)


@cache
def _sentences() -> dict[str, str]:
    return load("wording/domain.toml", dict[str, str]) | load(
        "wording/casework.toml", dict[str, str]
    )
