"""The family picture as marks that the drawing view paints.  Decides no place: the domain does."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from earlyhelp.domain.family_parts import (
    SYMBOL,
    CoupleLine,
    FamilyPicture,
    Household,
    Member,
    Points,
    Symbol,
    Tie,
)
from earlyhelp.domain.family_tree import family_picture
from earlyhelp.marks import Circle, Colour, Dash, Drawing, Line, Mark, Rect, Text
from earlyhelp.messages.family_view import FamilyView
from earlyhelp.messages.people import HomeRow, PersonRow
from ui.wording import day, say

_HALF = SYMBOL / 2
_GENDERS = {"02": "female", "01": "male", "09": "other"}
_SEXES = {"F": "female", "M": "male"}
_DASHES: dict[str, Dash] = {"dashed": (4.0, 3.0), "dotted": (1.0, 2.5), "solid": ()}
_FOOT, _PEN, _TYPE = 26.0, 2.0, 13.0


def drawing_of(family: FamilyView) -> Drawing:
    """Return the picture of a family: who belongs together and who lives together now."""
    present = [home for home in family.homes if home.until_on is None]
    members = tuple(_member(row) for row in family.people)
    ties = [
        Tie(from_id=row.from_id, to_id=row.to_id, code=row.bond.code, couple=row.bond.couple)
        for row in family.relationships
    ]
    homes = [_household(row) for row in present]
    picture = family_picture(members, ties, homes)
    marks = (*_lines(picture), *_symbols(picture), *_homes(picture))
    twin = " ".join(say(one.key, **one.params) for one in picture.sentences)
    foot = _FOOT * (len(picture.households) - 1)
    height = picture.height + foot
    widest = max((len(one.label) * 8.0 + 8.0 for one in picture.households), default=0.0)
    width = max(picture.width, widest)
    return Drawing(width=width, height=height, marks=marks, text_twin=twin)


def _member(row: PersonRow) -> Member:
    facts, details = row.particulars, row.details
    gender = _GENDERS.get(facts.gender) or _SEXES.get(facts.sex, "other")
    return Member(
        id=row.id,
        name=details.known_as or details.forename,
        gender="female" if gender == "female" else "male" if gender == "male" else "other",
        age=row.age,
        born_on=details.born_on or details.expected_on,
        is_deceased=details.died_on is not None,
        is_unborn=row.role == "unborn",
        is_child=row.role in {"child", "unborn"},
    )


def _household(row: HomeRow) -> Household:
    since, place = _month(row.from_on), _place(row)
    key = "family.picture.home" if place else "family.picture.home.somewhere"
    label = say(key, since=since, place=place)
    return Household(id=row.id, label=label, residents=frozenset(row.details.residents))


def _place(row: HomeRow) -> str:
    if row.protected:
        return say("family.picture.hidden")
    return row.details.neighbourhood.replace("_", " ").title() or row.details.postcode


def _month(on: date) -> str:
    return day(on).partition(" ")[2]


def _lines(picture: FamilyPicture) -> Iterator[Mark]:
    for couple in picture.couples:
        yield from _path(couple.points, _DASHES[couple.style])
        yield from _slashes(couple)
    for child in picture.children:
        yield from _path(child.points, _DASHES[child.style])


def _path(points: Points, dash: Dash = (), colour: Colour = "ink") -> Iterator[Mark]:
    for (x1, y1), (x2, y2) in pairwise(points):
        yield Line(x1, y1, x2, y2, colour, _PEN, dash)


def _stroke(x1: float, y1: float, x2: float, y2: float) -> Line:
    return Line(x1, y1, x2, y2, width=_PEN)


def _slashes(couple: CoupleLine) -> Iterator[Mark]:
    x, y = couple.middle
    for place in range(couple.slashes):
        left = x + 8.0 * place
        yield _stroke(left - 4, y - 8, left + 4, y + 8)


def _symbols(picture: FamilyPicture) -> Iterator[Mark]:
    for symbol in picture.symbols:
        if symbol.is_focus:
            yield from _shape(symbol, _HALF + 4)
        yield from _shape(symbol, _HALF)
        if symbol.is_deceased:
            left, right, top, low = (
                symbol.x - _HALF, symbol.x + _HALF, symbol.y - _HALF, symbol.y + _HALF,
            )  # fmt: skip
            yield from (_stroke(left, top, right, low), _stroke(left, low, right, top))
        size = 12.0 if len(symbol.inside) < 4 else 9.0
        yield Text(symbol.x, symbol.y, symbol.inside, "ink", size, "middle")
        low, wide = symbol.y + _HALF + 13, len(symbol.label) * 8.0
        yield Rect(symbol.x - wide / 2, low - 9, wide, 18)  # a line may run behind
        yield Text(symbol.x, low, symbol.label, "muted", _TYPE, "middle")


def _shape(symbol: Symbol, half: float) -> Iterator[Mark]:
    x, y = symbol.x, symbol.y
    if symbol.shape == "circle":
        yield Circle(x, y, half)
    elif symbol.shape == "square":
        yield Rect(x - half, y - half, 2 * half, 2 * half, stroke="ink")
    else:
        low = ((x - half, y + half), (x + half, y + half)) if symbol.shape == "triangle" else ()
        corners = ((x, y - half), *low) if low else _diamond(x, y, half)
        yield from _path((*corners, corners[0]))


def _diamond(x: float, y: float, half: float) -> Points:
    return ((x, y - half), (x + half, y), (x, y + half), (x - half, y))


def _homes(picture: FamilyPicture) -> Iterator[Mark]:
    for order, home in enumerate(picture.households):
        yield from _path((*home.points, home.points[0]), _DASHES["dotted"], "accent")
        y = picture.height + _FOOT * order - 24
        yield Text(8.0, y, home.label, "muted", _TYPE)
