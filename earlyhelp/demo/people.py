"""Draws the people of a made-up family, what they are to each other and where they live.

Writes nothing; no name, number or address is anybody's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from earlyhelp.demo.bank import Group, School, areas_of, groups, places, postcodes_of
from earlyhelp.demo.household import HomePlan, Household, Member
from earlyhelp.demo.lots import Lots, one_in, weighted
from earlyhelp.demo.numbers import nhs_number, pupil_number
from earlyhelp.domain.values import age_on
from earlyhelp.messages.people import Bond, Contactable, HomeDetails, Particulars

_KINDS = {"couple": 40, "mother": 36, "father": 5, "apart": 12, "step": 7}
_CHILDREN = {1: 34, 2: 36, 3: 18, 4: 8, 5: 4}
_SAFE = (
    "Text only, not after 6 pm",
    "Ring the mother, not the house",
    "Not by letter: post is opened by others",
    "Text mother only",
)


@dataclass(frozen=True)
class Setting:
    """Where a family is drawn: its number in the store, its team, today, how many there will be."""

    number: int
    families: int
    team: str
    locality: str
    today: date
    new_id: Callable[[], int]


class PeopleDraw:
    """Draws one family."""

    def __init__(self, draw: Lots, setting: Setting, group: Group, *, shows_script: bool) -> None:
        self._draw, self._in, self._group = draw, setting, group
        self._shows_script = shows_script
        kind = weighted(draw, _KINDS)
        self._kind = "couple" if shows_script else kind
        self._surname = draw.choice(group.surnames)
        self._count = 0

    def household(self) -> Household:
        """Return the family drawn."""
        ages = self._children_ages()
        parents = self._parents(max(ages))
        kin = [self._adult("F" if one_in(self._draw, 70) else "M", max(ages) + 52, "adult")]
        kin = kin if one_in(self._draw, 8) else []
        children = [self._child(age, self._child_surname(parents)) for age in ages]
        if one_in(self._draw, 3):
            children.append(self._unborn())
        # Ids grow in the order entered, so that lists by id show parents first, eldest child first.
        members = _in_order([*parents, *kin, *children], self._in.new_id)
        family = Household(
            number=self._in.number, team=self._in.team, locality=self._in.locality,
            name=_family_name(members), group=self._group, members=members,
            interpreter=any(one.particulars.interpreter for one in members),
        )  # fmt: skip
        self._tie(family, len(parents), len(kin))
        self._house(family, len(parents), len(kin))
        return family

    def _children_ages(self) -> list[int]:
        count = weighted(self._draw, _CHILDREN)
        return sorted((self._draw.randrange(18) for _ in range(count)), reverse=True)

    def _parents(self, eldest: int) -> list[Member]:
        born = eldest + self._draw.randrange(18, 36)
        mother = [] if self._kind == "father" else [self._adult("F", born, "parent")]
        if self._kind == "mother":
            return mother
        other = born + self._draw.randrange(-3, 7)
        return [*mother, self._adult("M", max(other, eldest + 18), "parent")]

    def _adult(self, sex: str, age: int, role: str) -> Member:
        group, surname = self._group, self._surname
        if self._count and role == "parent" and one_in(self._draw, 30):
            group = groups()[0] if one_in(self._draw, 60) else self._group
            surname = self._draw.choice(group.surnames)
        forename = self._forename(sex, group)
        return self._member(sex, role, self._born(age), (forename, surname, group))

    def _child(self, age: int, surname: str) -> Member:
        sex = self._draw.choice("FM")
        return self._member(
            sex, "child", self._born(age), (self._forename(sex), surname, self._group)
        )

    def _unborn(self) -> Member:
        due = self._in.today + timedelta(days=self._draw.randrange(30, 180))
        details = Contactable(forename="Baby", surname=self._surname, expected_on=due)
        return Member(0, "unborn", "U", None, details, Particulars(sex="U"))

    def _child_surname(self, parents: list[Member]) -> str:
        return (
            self._draw.choice(parents).details.surname if one_in(self._draw, 30) else self._surname
        )

    def _forename(self, sex: str, group: Group | None = None) -> str:
        group = group or self._group
        first = self._group.first
        if self._shows_script and first is not None and first.sex == sex:
            self._shows_script = False
            return first.name
        return self._draw.choice(group.female if sex == "F" else group.male)

    def _born(self, age: int) -> date:
        return self._in.today - timedelta(days=age * 365 + age // 4 + self._draw.randrange(1, 364))

    def _member(self, sex: str, role: str, born_on: date, called: tuple[str, str, Group]) -> Member:
        forename, surname, group = called
        draw, age = self._draw, age_on(born_on, self._in.today)
        school = _school(draw, age) if role == "child" else None
        entered = born_on.year + 4
        details = Contactable(
            forename=forename,
            surname=surname,
            title={"F": "Ms", "M": "Mr"}[sex] if role != "child" else "",
            born_on=born_on,
            nhs_number=nhs_number(self._in.number, self._count, self._in.families),
            upn=pupil_number(draw, school.number, entered) if school else "",
            phone=f"07700 900{draw.randrange(1000):03d}" if role != "child" else "",
            safe_contact=draw.choice(_SAFE) if role == "parent" and one_in(draw, 7) else "",
        )
        self._count += 1
        return Member(0, role, sex, born_on, details, self._particulars(sex, role, group, school))

    def _particulars(self, sex: str, role: str, group: Group, school: School | None) -> Particulars:
        draw, is_child = self._draw, role == "child"
        provision = weighted(draw, {"N": 72, "K": 20, "E": 8}) if school else ""
        wanted = {"K": 1, "E": 2}.get(provision, 0)
        needs = draw.sample(("SEMH", "SLCN", "ASD", "SPLD", "MLD"), wanted)
        disabled = one_in(draw, 9)
        return Particulars(
            sex=sex,
            gender={"F": "02", "M": "01"}[sex],
            ethnicity=draw.choice(group.ethnicity),
            first_language=group.language,
            interpreter=not is_child and one_in(draw, group.interpreter),
            disabilities=(draw.choice(("AUT", "LD", "COMM", "MOB", "HEAR", "DDA")),) if disabled
            else ("NONE",),
            sen_provision=provision,
            sen_needs=tuple(needs),
            school=school.name if school else "",
        )  # fmt: skip

    def _tie(self, family: Household, parents: int, kin: int) -> None:
        people = family.members
        grown, children = people[:parents], people[parents + kin :]
        for at, parent in enumerate(grown):
            is_step = self._kind == "step" and at == 1
            code = {"F": "MTH", "M": "FTH"}[parent.sex]
            responsible = "no" if is_step else "yes"
            bond = Bond(code=f"STP{code}" if is_step else code, parental_responsibility=responsible)
            family.ties.extend((parent.id, child.id, bond) for child in children)
        if parents == 2:
            status = self._couple()
            code = {"married": "SPS", "cohabiting": "DOMPART"}.get(status, "FMRSPS")
            family.ties.append((grown[0].id, grown[1].id, Bond(code=code, couple=status)))
        for relative in people[parents : parents + kin]:
            code = {"F": "GRMTH", "M": "GRFTH"}[relative.sex]
            bond = Bond(code=code, parental_responsibility="no")
            family.ties.extend((relative.id, child.id, bond) for child in children)

    def _couple(self) -> str:
        if self._kind == "apart":
            return "separated" if one_in(self._draw, 60) else "divorced"
        return "married" if one_in(self._draw, 45) else "cohabiting"

    def _house(self, family: Household, parents: int, kin: int) -> None:
        away = family.members[1:2] if self._kind == "apart" and parents == 2 else []
        if kin and one_in(self._draw, 50):
            away = [*away, family.members[parents]]
        together = tuple(
            one.id for one in family.members if one not in away and one.role != "unborn"
        )
        hidden = self._kind == "apart" and one_in(self._draw, 15)
        family.homes.append(self._home(together, protected=hidden))
        family.homes.extend(self._home((one.id,)) for one in away)

    def _home(self, residents: tuple[int, ...], *, protected: bool = False) -> HomePlan:
        draw, bank = self._draw, places()
        area = draw.choice(areas_of(self._in.team))
        street = f"{draw.choice(bank.street_first)} {draw.choice(bank.street_last)}"
        details = HomeDetails(
            lines=f"{draw.randrange(1, 140)} {street}",
            postcode=draw.choice(postcodes_of(area.neighbourhood)),
            neighbourhood=area.neighbourhood,
            residents=residents,
        )
        since = self._in.today - timedelta(days=draw.randrange(420, 3000))
        return HomePlan(details, since, protected=protected)


def _in_order(members: list[Member], new_id: Callable[[], int]) -> list[Member]:
    ids = sorted(new_id() for _ in members)
    return [
        Member(ident, one.role, one.sex, one.born_on, one.details, one.particulars)
        for ident, one in zip(ids, members, strict=True)
    ]


def _family_name(members: list[Member]) -> str:
    surnames = (one.details.surname for one in members if one.role == "parent")
    return "-".join(dict.fromkeys(surnames))


def _school(draw: Lots, age: int) -> School | None:
    fitting = [one for one in places().school if one.from_age <= age <= one.to_age]
    return draw.choice(fitting) if fitting else None
