"""Computes the family picture (genogram): symbols, lines, households, text twin.  Paints nothing.

Source: domain reference 6.3.
"""

from collections.abc import Mapping, Sequence

from earlyhelp.domain.family_parts import (
    MARGIN,
    ROW,
    SYMBOL,
    ChildLine,
    CoupleLine,
    FamilyPicture,
    Household,
    LineStyle,
    Member,
    Points,
    Shape,
    Symbol,
    Tie,
)
from earlyhelp.domain.family_rows import places_in_rows
from earlyhelp.domain.family_ties import Couple, Parents, couples_of, parents_of, rows_of
from earlyhelp.domain.family_words import sentences_of
from earlyhelp.domain.household_line import household_line

_HALF = SYMBOL / 2
_ELBOW = 58.0
_SIBLINGS = 104.0
_BELOW_LAST = 40.0
_COUPLE_STYLES: Mapping[str, tuple[LineStyle, int]] = {
    "married": ("solid", 0), "cohabiting": ("dashed", 0), "separated": ("solid", 1),
    "divorced": ("solid", 2),
}  # fmt: skip
_CHILD_STYLES: Mapping[str, LineStyle] = {"adopted": "dashed", "foster": "dotted", "step": "dashed"}
_SHAPES: Mapping[str, Shape] = {"male": "square", "female": "circle"}


def family_picture(
    members: Sequence[Member], ties: Sequence[Tie], households: Sequence[Household] = ()
) -> FamilyPicture:
    """Return the picture of a family; ties to people who are not in it are left out.

    Shape: the same people give the same picture; nobody overlaps; an empty family is an empty picture.
    """
    known = {member.id for member in members}
    inside = [tie for tie in ties if {tie.from_id, tie.to_id} <= known]
    couples, parents = couples_of(inside), parents_of(inside)
    symbols = _symbols(members, inside, couples, parents)
    at = {symbol.id: symbol for symbol in symbols}
    couple_lines = tuple(_couple_line(couple, at, symbols) for couple in couples)
    lines = (household_line(one, symbols, order) for order, one in enumerate(households))
    return FamilyPicture(
        symbols=symbols,
        couples=couple_lines,
        children=tuple(line for one in parents for line in _child_lines(one, at, couple_lines)),
        households=tuple(line for line in lines if line is not None),
        width=max((symbol.x for symbol in symbols), default=0.0) + MARGIN,
        height=max((symbol.y for symbol in symbols), default=0.0) + MARGIN + _BELOW_LAST,
        sentences=sentences_of(members, couples, parents, households),
    )


def _symbols(
    members: Sequence[Member],
    ties: Sequence[Tie],
    couples: Sequence[Couple],
    parents: Sequence[Parents],
) -> tuple[Symbol, ...]:
    rows = rows_of(members, ties)
    xs = places_in_rows(members, rows, couples, parents)
    left = min(xs.values(), default=0.0)
    return tuple(
        Symbol(
            id=member.id,
            x=xs[member.id] - left + MARGIN + _HALF,
            y=rows[member.id] * ROW + MARGIN,
            shape="triangle" if member.is_unborn else _SHAPES.get(member.gender, "diamond"),
            inside=member.age,
            label=member.name,
            is_deceased=member.is_deceased,
            is_focus=member.is_focus,
            row=rows[member.id],
        )
        for member in members
    )


def _couple_line(couple: Couple, at: Mapping[int, Symbol], symbols: Sequence[Symbol]) -> CoupleLine:
    one, other = sorted((at[couple.first_id], at[couple.second_id]), key=lambda end: end.x)
    style, slashes = _COUPLE_STYLES.get(couple.status, ("dashed", 0))
    is_between = any(s.row == one.row and one.x < s.x < other.x for s in symbols)
    points: Points
    if one.row == other.row and not is_between:
        points = ((one.x + _HALF, one.y), (other.x - _HALF, other.y))
    else:
        low = max(one.y, other.y) + _ELBOW
        points = (
            (one.x, one.y + _HALF), (one.x, low), (other.x, low), (other.x, other.y + _HALF),
        )  # fmt: skip
    start, end = (points[0], points[1]) if len(points) == 2 else (points[1], points[2])
    return CoupleLine(
        first_id=one.id,
        second_id=other.id,
        status=couple.status,
        points=points,
        style=style,
        slashes=slashes,
        middle=((start[0] + end[0]) / 2, (start[1] + end[1]) / 2),
    )


def _child_lines(
    line: Parents, at: Mapping[int, Symbol], couples: Sequence[CoupleLine]
) -> list[ChildLine]:
    """One line from the middle of a couple; without a couple one line from each parent."""
    pair = set(line.parent_ids)
    middle = [one.middle for one in couples if {one.first_id, one.second_id} == pair]
    starts = [(line.parent_ids, middle[0])] if middle else [
        ((parent_id,), (at[parent_id].x, at[parent_id].y + _HALF)) for parent_id in line.parent_ids
    ]  # fmt: skip
    child = at[line.child_id]
    bar = child.y - ROW + _SIBLINGS
    top = child.y - _HALF
    return [
        ChildLine(
            child_id=child.id,
            parent_ids=parent_ids,
            descent=line.descent,
            points=((x, y), (x, bar), (child.x, bar), (child.x, top)),
            style=_CHILD_STYLES.get(line.descent, "solid"),
        )
        for parent_ids, (x, y) in starts
    ]
