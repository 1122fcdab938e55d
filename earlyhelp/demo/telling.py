"""One family's story while it is told: its needs, its readings, its sentences.  Records nothing."""

from dataclasses import dataclass, field
from datetime import date

from earlyhelp.demo.bank import NeedWords, needs, sentences
from earlyhelp.demo.course import Course
from earlyhelp.demo.household import Household, Member
from earlyhelp.demo.lots import Lots, one_in, weighted

_TREND = {2: 30, 1: 34, 0: 24, -1: 12}
_AREAS_READ = 2
ASSESSED = 0


@dataclass(frozen=True)
class FoundNeed:
    """A need and whose it is; no child means the family's or its adults'."""

    words: NeedWords
    child: Member | None = None

    @property
    def person_id(self) -> int:
        """Return the child's id, 0 for the family."""
        return self.child.id if self.child else 0


@dataclass
class Tale:
    """Everything the papers of one family agree on."""

    draw: Lots
    home: Household
    course: Course
    lead_id: int
    lead: str
    today: date
    needs: list[FoundNeed] = field(default_factory=list)
    series: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _start: dict[str, int] = field(default_factory=dict)
    _trend: dict[str, int] = field(default_factory=dict)

    @property
    def parent(self) -> Member:
        """Return the adult who is talked with."""
        return self.home.adults[0]

    @property
    def level(self) -> str:
        """Return the level of need once assessed."""
        return "L3" if len(self.needs) > 2 else "L2"

    def sentence(self, about: str, child: Member | None = None, **more: str) -> str:
        """Draw a sentence of the bank, with this family's names in it."""
        return self.put(self.draw.choice(sentences()[about]), child, **more)

    def put(self, sentence: str, child: Member | None = None, **more: str) -> str:
        """Put this family's names into a sentence."""
        if "{" not in sentence:
            return sentence
        child = child or self.home.children[0]
        return sentence.format(child=child.name, parent=self.parent.name, lead=self.lead, **more)

    def of_need(self, found: FoundNeed, about: str) -> str:
        """Draw what is said about a need."""
        return self.put(self.draw.choice(getattr(found.words, about)), found.child)

    def value(self, area: str, event: int) -> int:
        """Return how high an area stands at an event: 0 the assessment, then each review."""
        if area in self.series:
            told = self.series[area]
            return told[min(event, len(told) - 1)]
        if area not in self._start:
            self._start[area] = self.draw.randint(2, 5)
            self._trend[area] = weighted(self.draw, _TREND)
        return max(0, min(10, self._start[area] + self._trend[area] * event))

    def areas(self) -> list[str]:
        """Return the areas that parent and practitioner read, those of the needs first."""
        wanted = [one.words.area for one in self.needs if one.words.area != "childrens_wellbeing"]
        return list(dict.fromkeys([*wanted, "relationships"]))[:_AREAS_READ]

    def readings(self, place: str, event: int) -> dict[str, int]:
        """Return the answers of the scale questions of a section at an event."""
        found = {}
        for area in self.areas():
            value = self.value(area, event)
            found[f"{place}.{area}_by_parent"] = value
            found[f"{place}.{area}_by_practitioner"] = max(0, min(10, value + event % 2 - 1))
        return found


def find_needs(draw: Lots, home: Household, today: date) -> list[FoundNeed]:
    """Draw the needs of a family: one or two of the adults, up to two of the children."""
    bank = {one: one.share for one in needs() if one.about == "family"}
    found = [FoundNeed(weighted(draw, bank))]
    if one_in(draw, 35):
        bank.pop(found[0].words)
        found.append(FoundNeed(weighted(draw, bank)))
    taken: set[str] = set()
    ages = home.ages(today)
    for child in home.children[:2]:
        fitting = {
            one: one.share
            for one in needs()
            if one.about == "child"
            and one.from_age <= ages[child.id] <= one.to_age
            and one.ref not in taken
        }
        if fitting and one_in(draw, 75):
            need = weighted(draw, fitting)
            taken.add(need.ref)
            found.append(FoundNeed(need, child))
    return found
