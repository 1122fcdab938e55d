"""What a made-up family consists of.  Draws nothing."""

from dataclasses import dataclass, field
from datetime import date

from earlyhelp.demo.bank import Group
from earlyhelp.domain.values import age_on
from earlyhelp.messages.people import Bond, Contactable, HomeDetails, Particulars


@dataclass(frozen=True)
class Member:
    """A person of the family, with everything that is kept of them."""

    id: int
    role: str
    sex: str
    born_on: date | None
    details: Contactable
    particulars: Particulars

    @property
    def name(self) -> str:
        """Return the forename, or what the family says."""
        return self.details.known_as or self.details.forename

    @property
    def full_name(self) -> str:
        """Return forename and surname."""
        return f"{self.details.forename} {self.details.surname}".strip()


@dataclass(frozen=True)
class HomePlan:
    """A home: who lives there, since when, and whether it is kept hidden."""

    details: HomeDetails
    from_on: date
    until_on: date | None = None
    protected: bool = False


@dataclass
class Household:
    """A whole made-up family."""

    number: int
    team: str
    locality: str
    name: str
    group: Group
    members: list[Member] = field(default_factory=list)
    ties: list[tuple[int, int, Bond]] = field(default_factory=list)
    homes: list[HomePlan] = field(default_factory=list)
    interpreter: bool = False

    @property
    def adults(self) -> list[Member]:
        """Return the parents and other grown-ups, the one who cares most first."""
        return [one for one in self.members if one.role not in {"child", "unborn"}]

    @property
    def children(self) -> list[Member]:
        """Return the children, eldest first, the unborn last."""
        return [one for one in self.members if one.role in {"child", "unborn"}]

    def ages(self, today: date) -> dict[int, int]:
        """Return the age of every child by id; -1 for an unborn one."""
        return {one.id: age_on(one.born_on, today) if one.born_on else -1 for one in self.children}
