"""The family picture: symbols, lines, and a household line that holds its members only."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from earlyhelp.domain.family_parts import STEP, FamilyPicture, Household, Member, Points, Tie
from earlyhelp.domain.family_tree import family_picture

MAREK, ANNA, TOM, ZOFIA, JAKUB, POPPY = range(1, 7)
MEMBERS = (
    Member(id=ANNA, name="Anna", gender="female", age="38"),
    Member(id=MAREK, name="Marek", gender="male", age="41"),
    Member(id=TOM, name="Tom", gender="male", age="44"),
    Member(id=POPPY, name="Poppy", gender="female", age="3", born_on=date(2023, 5, 1), is_child=True),
    Member(id=JAKUB, name="Jakub", gender="male", age="11", born_on=date(2015, 5, 1), is_child=True, is_focus=True),
    Member(id=ZOFIA, name="Zofia", gender="female", age="15", born_on=date(2011, 5, 1), is_child=True),
)  # fmt: skip
TIES = (
    Tie(from_id=MAREK, to_id=ANNA, code="FMRSPS", couple="divorced"),
    Tie(from_id=ANNA, to_id=TOM, code="DOMPART"),
    *(Tie(from_id=one, to_id=child, code=code)
      for one, code in ((ANNA, "MTH"), (MAREK, "FTH")) for child in (ZOFIA, JAKUB)),
    Tie(from_id=POPPY, to_id=ANNA, code="CHILD"),
    Tie(from_id=TOM, to_id=POPPY, code="FTH"),
    Tie(from_id=TOM, to_id=ZOFIA, code="STPFTH"),
)  # fmt: skip
HOME = Household(id=1, label="Home", residents=frozenset({ANNA, TOM, ZOFIA, JAKUB, POPPY}))


def holds(points: Points, x: float, y: float) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in zip(points, (*points[1:], points[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def enclosed(picture: FamilyPicture, index: int = 0) -> set[int]:
    points = picture.households[index].points
    corners = [(dx, dy) for dx in (-22, 22) for dy in (-22, 22)]
    return {
        s.id
        for s in picture.symbols
        if all(holds(points, s.x + dx, s.y + dy) for dx, dy in corners)
    }


def touched(picture: FamilyPicture) -> set[int]:
    points = picture.households[0].points
    spots = [(dx, dy) for dx in (-22, 0, 22) for dy in (-22, 0, 22)]
    return {
        s.id for s in picture.symbols if any(holds(points, s.x + dx, s.y + dy) for dx, dy in spots)
    }


def test_rows_shapes_and_order() -> None:
    picture = family_picture(MEMBERS, TIES, (HOME,))
    at = {symbol.id: symbol for symbol in picture.symbols}
    assert [at[one].row for one in (MAREK, ANNA, TOM, ZOFIA, JAKUB, POPPY)] == [0, 0, 0, 1, 1, 1]
    assert abs(at[MAREK].x - at[ANNA].x) == STEP
    assert at[ZOFIA].x < at[JAKUB].x
    assert at[ANNA].shape == "circle"
    assert at[TOM].shape == "square"
    assert at[JAKUB].is_focus
    assert at[JAKUB].inside == "11"


def test_couples_and_children_follow_the_conventions() -> None:
    picture = family_picture(MEMBERS, TIES)
    styles = {frozenset({c.first_id, c.second_id}): (c.style, c.slashes) for c in picture.couples}
    assert styles == {
        frozenset({MAREK, ANNA}): ("solid", 2),
        frozenset({ANNA, TOM}): ("dashed", 0),
    }
    assert {line.child_id for line in picture.children} == {ZOFIA, JAKUB, POPPY}
    assert all(line.style == "solid" for line in picture.children)
    zofia = next(line for line in picture.children if line.child_id == ZOFIA)
    couple = next(c for c in picture.couples if c.status == "divorced")
    assert zofia.points[0] == couple.middle


def test_married_separated_adopted_and_fostered() -> None:
    members = [Member(id=n, name=str(n)) for n in (1, 2, 3, 4)]
    ties = [
        Tie(from_id=1, to_id=2, code="SPS"),
        Tie(from_id=1, to_id=3, code="ADOPTM"),
        Tie(from_id=1, to_id=4, code="MTHFOST"),
    ]
    picture = family_picture(members, ties)
    assert (picture.couples[0].style, picture.couples[0].slashes) == ("solid", 0)
    assert {line.style for line in picture.children} == {"dashed", "dotted"}
    separated = family_picture(members, [Tie(from_id=1, to_id=2, code="SPS", couple="separated")])
    assert separated.couples[0].slashes == 1
    assert all(symbol.shape == "diamond" for symbol in picture.symbols)


def test_deceased_unborn_and_grandparents() -> None:
    members = (
        Member(id=1, name="Gran", gender="female", is_deceased=True, age="70"),
        Member(id=2, name="Mum", gender="female"),
        Member(id=3, name="Baby", is_unborn=True, is_child=True),
    )
    ties = (Tie(from_id=1, to_id=3, code="GRMTH"), Tie(from_id=2, to_id=3, code="MTH"))
    at = {symbol.id: symbol for symbol in family_picture(members, ties).symbols}
    assert at[1].is_deceased
    assert at[3].shape == "triangle"
    assert (at[1].row, at[2].row, at[3].row) == (0, 1, 2)


def test_the_household_line_holds_its_members_and_nobody_else() -> None:
    picture = family_picture(MEMBERS, TIES, (HOME,))
    assert enclosed(picture) == HOME.residents
    assert touched(picture) == HOME.residents


def test_text_twin_has_a_sentence_for_everything() -> None:
    sentences = family_picture(MEMBERS, TIES, (HOME,)).sentences
    keys = [sentence.key for sentence in sentences]
    assert len(sentences) == 6 + 2 + 3 + 1
    assert "family_picture.person.aged.focus" in keys
    assert "family_picture.couple.divorced" in keys
    assert sentences[-1].params["people"] == "Anna, Tom, Poppy, Jakub and Zofia"


def test_an_empty_family_is_an_empty_picture() -> None:
    picture = family_picture((), (), (HOME,))
    assert picture.symbols == picture.couples == picture.households == ()


PEOPLE = st.integers(1, 9)
CODES = [
    "MTH",
    "FTH",
    "CHILD",
    "SPS",
    "DOMPART",
    "FMRSPS",
    "GRMTH",
    "BRO",
    "AUNT",
    "FRND",
    "STPCHLD",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(PEOPLE, PEOPLE, st.sampled_from(CODES)), max_size=14),
    st.frozensets(PEOPLE, min_size=1),
)
def test_any_family_can_be_drawn(ties: list[tuple[int, int, str]], home: frozenset[int]) -> None:
    members = [Member(id=n, name=f"P{n}", is_child=n > 5) for n in range(1, 10)]
    picture = family_picture(
        members,
        [Tie(from_id=a, to_id=b, code=code) for a, b, code in ties],
        (Household(id=1, label="Home", residents=home),),
    )
    assert {symbol.id for symbol in picture.symbols} == set(range(1, 10))
    for one in picture.symbols:
        for other in picture.symbols:
            assert one.id == other.id or one.row != other.row or abs(one.x - other.x) >= STEP - 0.01
    assert enclosed(picture) == home
    assert touched(picture) == home
