"""Reads couples, parents and generations out of relationships.  Draws nothing."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from earlyhelp.domain.codes import code_list
from earlyhelp.domain.family_parts import Descent, Member, Tie

_DESCENTS: Mapping[str, Descent] = {
    "parent": "birth", "adoptive_parent": "adopted", "foster_parent": "foster",
    "step_parent": "step",
}  # fmt: skip
_CHILD_CODES: Mapping[str, Descent] = {
    "CHILD": "birth", "NCHILD": "birth", "CHLDADOPT": "adopted", "CHLDFOST": "foster",
    "STPCHLD": "step",
}  # fmt: skip
_COUPLE_CODES = {
    "SPS": "married", "DOMPART": "cohabiting", "SIGOTHR": "cohabiting", "FMRSPS": "divorced",
}  # fmt: skip
_ROWS_DOWN = {
    "GRMTH": 2, "GRFTH": 2, "GRPRN": 2, "GRNDCHILD": -2, "AUNT": 1, "UNCLE": 1, "NIENEPH": -1,
    "COUSN": 0, "SIB": 0, "NSIB": 0, "HSIB": 0, "STPSIB": 0, "BRO": 0, "SIS": 0, "TWIN": 0,
}  # fmt: skip


class Couple(Struct, frozen=True):
    """Two people; `status` is a code of the list couple_status."""

    first_id: int
    second_id: int
    status: str


class Parents(Struct, frozen=True):
    """Who a child is drawn under, and how they came to be the child's parents."""

    child_id: int
    parent_ids: tuple[int, ...]
    descent: Descent


def couples_of(ties: Iterable[Tie]) -> tuple[Couple, ...]:
    """Return each couple once, in the order recorded; an own status goes before the code's."""
    found: dict[frozenset[int], Couple] = {}
    for tie in ties:
        status = tie.couple or _COUPLE_CODES.get(tie.code, "")
        pair = frozenset({tie.from_id, tie.to_id})
        if status and len(pair) == 2 and (pair not in found or tie.couple):
            found[pair] = Couple(tie.from_id, tie.to_id, status)
    return tuple(found.values())


def parents_of(ties: Iterable[Tie]) -> tuple[Parents, ...]:
    """Return for each child the lines up: one per kind of descent; a step parent only if alone."""
    found: dict[int, dict[Descent, list[int]]] = {}
    for tie in ties:
        link = _parent_link(tie)
        if link is not None:
            parent_id, child_id, descent = link
            known = found.setdefault(child_id, {}).setdefault(descent, [])
            if parent_id not in known:
                known.append(parent_id)
    lines = []
    for child_id, by_descent in found.items():
        for descent, ids in by_descent.items():
            if descent != "step" or len(by_descent) == 1:
                lines.append(Parents(child_id, tuple(ids[:2]), descent))
    return tuple(lines)


def rows_of(members: Sequence[Member], ties: Sequence[Tie]) -> dict[int, int]:
    """Return the row of each member, 0 on top: generations, with couples on one row."""
    steps = _steps(ties, {member.id for member in members})
    groups = _groups(members, steps)
    if not groups:
        return {}
    children = {member.id for member in members if member.is_child}
    bottom = _children_row(groups[0], children)
    rows: dict[int, int] = {}
    for group in groups:
        shift = bottom - _children_row(group, children)
        rows |= {person_id: row + shift for person_id, row in group.items()}
    top = min(rows.values())
    return {person_id: row - top for person_id, row in rows.items()}


def _parent_link(tie: Tie) -> tuple[int, int, Descent] | None:
    if tie.from_id == tie.to_id:
        return None
    descent = _DESCENTS.get(code_list("relationship").group(tie.code))
    if descent is not None:
        return tie.from_id, tie.to_id, descent
    descent = _CHILD_CODES.get(tie.code)
    return (tie.to_id, tie.from_id, descent) if descent is not None else None


def _steps(ties: Iterable[Tie], known: set[int]) -> dict[int, list[tuple[int, int]]]:
    steps: dict[int, list[tuple[int, int]]] = {}
    for tie in ties:
        down = _rows_down(tie)
        if down is not None and tie.from_id in known and tie.to_id in known:
            steps.setdefault(tie.from_id, []).append((tie.to_id, down))
            steps.setdefault(tie.to_id, []).append((tie.from_id, -down))
    return steps


def _rows_down(tie: Tie) -> int | None:
    link = _parent_link(tie)
    if link is not None:
        return 1 if link[0] == tie.from_id else -1
    if tie.couple or tie.code in _COUPLE_CODES:
        return 0
    return _ROWS_DOWN.get(tie.code)


def _groups(
    members: Sequence[Member], steps: Mapping[int, list[tuple[int, int]]]
) -> list[dict[int, int]]:
    seen: set[int] = set()
    groups = []
    for member in members:
        if member.id in seen:
            continue
        group = {member.id: 0}
        waiting = deque([member.id])
        while waiting:
            here = waiting.popleft()
            for there, down in steps.get(here, ()):
                if there not in group:
                    group[there] = group[here] + down
                    waiting.append(there)
        seen |= group.keys()
        groups.append(group)
    return sorted(groups, key=len, reverse=True)


def _children_row(group: Mapping[int, int], children: set[int]) -> int:
    rows = [row for person_id, row in group.items() if person_id in children]
    return max(rows) if rows else max(group.values()) + 1
