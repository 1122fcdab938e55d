"""Two families of West told in full, as the pictures show them: Kowalska-Reed and Hassan.

Lies over what is drawn; everything else about them is drawn like any other family.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from earlyhelp.demo.bank import groups, needs, sentences
from earlyhelp.demo.course import Course
from earlyhelp.demo.household import HomePlan, Household, Member
from earlyhelp.demo.telling import FoundNeed
from earlyhelp.messages.people import Bond, Contactable, HomeDetails, Particulars
from earlyhelp.messages.plans import ActionDraft, OutcomeDraft, PlanContent
from earlyhelp.settings import load


class Person(Struct, frozen=True):
    """Somebody of a story.  Unit: `age` in years."""

    forename: str
    surname: str
    role: str
    sex: str
    age: int
    safe_contact: str = ""
    away: bool = False


class Tie(Struct, frozen=True):
    """Who is what to whom, by forename."""

    from_name: str
    to_name: str
    code: str
    couple: str = ""
    responsible: str = "unknown"


class Action(Struct, frozen=True):
    """An action; days count from today, a missing owner or day is missing on purpose."""

    text: str
    owner: str = ""
    due: int | None = None
    done: bool = False


class Outcome(Struct, frozen=True):
    """An outcome with its scale and actions."""

    words: str
    need: str
    area: str
    baseline: int
    target: int
    now: tuple[int, ...] = ()
    measure: str = ""
    child: str = ""
    action: tuple[Action, ...] = ()


class Story(Struct, frozen=True):
    """A family of resources/demo/stories.toml.  Days count back from today."""

    name: str
    stage: str
    group: str
    street: str
    postcode: str
    neighbourhood: str
    plan_number: int
    contingency: str
    days: dict[str, int]
    person: tuple[Person, ...]
    tie: tuple[Tie, ...]
    outcome: tuple[Outcome, ...]
    reviews: tuple[int, ...] = ()
    next_on: int = 0


class _Stories(Struct, frozen=True):
    story: tuple[Story, ...]


def stories() -> tuple[Story, ...]:
    """Return the stories in the order the first families of West tell them."""
    return load("demo/stories.toml", _Stories).story


@dataclass(frozen=True)
class Teller:
    """Turns a story into the parts other families are drawn from."""

    story: Story
    today: date

    def course(self) -> Course:
        """Return the days of the case."""
        days: dict[str, Any] = {name: self._ago(count) for name, count in self.story.days.items()}
        reviews = tuple(self._ago(count) for count in self.story.reviews)
        next_on = self._ago(self.story.next_on) if reviews else None
        return Course(stage=self.story.stage, reviews=reviews, next_on=next_on, **days)

    def household(self, drawn: Household, new_id: Callable[[], int]) -> Household:
        """Return the people of the story in place of those drawn."""
        drawn.group = next(one for one in groups() if one.id == self.story.group)
        ids = sorted(new_id() for _ in self.story.person)
        members = [
            self._member(ident, one, drawn)
            for ident, one in zip(ids, self.story.person, strict=True)
        ]
        named = {one.details.forename: one.id for one in members}
        drawn.members, drawn.name = members, self.story.name
        drawn.interpreter = False
        drawn.ties = [
            (named[tie.from_name], named[tie.to_name],
             Bond(code=tie.code, couple=tie.couple, parental_responsibility=tie.responsible))
            for tie in self.story.tie
        ]  # fmt: skip
        at_home = tuple(
            one.id for one, said in zip(members, self.story.person, strict=True) if not said.away
        )
        details = HomeDetails(
            lines=self.story.street, postcode=self.story.postcode,
            neighbourhood=self.story.neighbourhood, residents=at_home,
        )  # fmt: skip
        drawn.homes = [HomePlan(details, self._ago(650))]
        return drawn

    def needs(self, home: Household) -> list[FoundNeed]:
        """Return the needs in the order of the outcomes."""
        bank = {one.ref: one for one in needs()}
        named = {one.details.forename: one for one in home.children}
        return [FoundNeed(bank[one.need], named.get(one.child)) for one in self.story.outcome]

    def plan(self, home: Household, lead_id: int) -> PlanContent:
        """Return the plan as it stands."""
        number = iter(range(1, 100))
        named = {one.details.forename: one.id for one in home.members}
        parent = home.adults[0].id
        outcomes = tuple(
            OutcomeDraft(
                id=at, words=one.words, needs=(one.need,), people=(named.get(one.child, parent),),
                measure=one.measure, baseline=one.baseline if one.measure else None,
                now=one.baseline if one.measure else None,
                target=one.target if one.measure else None, area=one.area,
                actions=tuple(self._action(next(number), action) for action in one.action),
            )
            for at, one in enumerate(self.story.outcome, 1)
        )  # fmt: skip
        return PlanContent(
            outcomes=outcomes, contingency=self.story.contingency,
            family_view=sentences()["family_view"][0], writers=(lead_id,),
        )  # fmt: skip

    def done_actions(self) -> dict[int, bool]:
        """Return which actions are done, by their number."""
        actions = [action for one in self.story.outcome for action in one.action]
        return {at: action.done for at, action in enumerate(actions, 1)}

    def series(self) -> dict[str, tuple[int, ...]]:
        """Return how each area stood: at the assessment, then at each review."""
        return {one.area: (one.baseline, *one.now) for one in self.story.outcome}

    def earlier(self, plan: PlanContent) -> PlanContent:
        """Return the version before: without the last outcome, nothing missing, one action fewer."""
        outcomes = tuple(
            replace(one, actions=tuple(self._whole(action) for action in one.actions[1:]))
            for one in plan.outcomes[:-1]
        )
        return replace(plan, outcomes=outcomes)

    def _whole(self, action: ActionDraft) -> ActionDraft:
        return replace(action, due_on=action.due_on or self.today, owner=action.owner or "The hub")

    def _ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def _action(self, number: int, action: Action) -> ActionDraft:
        due_on = None if action.due is None else self.today + timedelta(days=action.due)
        return ActionDraft(id=number, text=action.text, owner=action.owner, due_on=due_on)

    def _member(self, ident: int, said: Person, drawn: Household) -> Member:
        born_on = self.today - timedelta(days=said.age * 365 + said.age // 4 + 120)
        details = Contactable(
            forename=said.forename, surname=said.surname, born_on=born_on,
            safe_contact=said.safe_contact,
            phone="07700 900417" if said.safe_contact else "",
        )  # fmt: skip
        particulars = Particulars(
            sex=said.sex, gender={"F": "02", "M": "01"}[said.sex],
            ethnicity=drawn.group.ethnicity[0], first_language=drawn.group.language,
        )  # fmt: skip
        return Member(ident, said.role, said.sex, born_on, details, particulars)
