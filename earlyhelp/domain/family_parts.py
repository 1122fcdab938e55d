"""What a family picture is made from and made of.  Computes nothing: see family_tree.

Unit: all positions in points, x to the right, y downwards, from the top left corner.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

Shape = Literal["square", "circle", "diamond", "triangle"]
LineStyle = Literal["solid", "dashed", "dotted"]
Descent = Literal["birth", "adopted", "foster", "step"]
Points = tuple[tuple[float, float], ...]

SYMBOL = 44.0
STEP = 110.0
ROW = 150.0
MARGIN = 60.0


class Member(Struct, frozen=True, kw_only=True):
    """Somebody in the picture; `gender` as recorded by the family, `age` as it is shown."""

    id: int
    name: str
    gender: Literal["female", "male", "other"] = "other"
    age: str = ""
    born_on: date | None = None
    is_deceased: bool = False
    is_unborn: bool = False
    is_child: bool = False
    is_focus: bool = False


class Tie(Struct, frozen=True, kw_only=True):
    """`from_id` is `code` of `to_id`; `couple` is a code of the list couple_status."""

    from_id: int
    to_id: int
    code: str
    couple: str = ""


class Household(Struct, frozen=True, kw_only=True):
    """Those who live together."""

    id: int
    label: str
    residents: frozenset[int]


class Symbol(Struct, frozen=True, kw_only=True):
    """A person drawn: centre, shape, what stands inside and below; deceased bears an X."""

    id: int
    x: float
    y: float
    shape: Shape
    inside: str
    label: str
    is_deceased: bool
    is_focus: bool
    row: int


class CoupleLine(Struct, frozen=True, kw_only=True):
    """Married solid, living together dashed; one slash separated, two divorced."""

    first_id: int
    second_id: int
    status: str
    points: Points
    style: LineStyle
    slashes: int
    middle: tuple[float, float]


class ChildLine(Struct, frozen=True, kw_only=True):
    """From the parents down to the child; adopted dashed, fostered dotted."""

    child_id: int
    parent_ids: tuple[int, ...]
    descent: Descent
    points: Points
    style: LineStyle


class HouseholdLine(Struct, frozen=True, kw_only=True):
    """A closed dotted line that holds the residents and nobody else."""

    id: int
    label: str
    points: Points


class Sentence(Struct, frozen=True):
    """A sentence of the text twin: a wording key and what goes into it."""

    key: str
    params: dict[str, str]


class FamilyPicture(Struct, frozen=True, kw_only=True):
    """The whole genogram and its text twin."""

    symbols: tuple[Symbol, ...]
    couples: tuple[CoupleLine, ...]
    children: tuple[ChildLine, ...]
    households: tuple[HouseholdLine, ...]
    width: float
    height: float
    sentences: tuple[Sentence, ...]
