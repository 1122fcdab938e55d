"""One made-up family, a keeper that answers from a dictionary, for the tests of the family pages."""

from datetime import date
from typing import Any

from earlyhelp.errors import HouseError
from earlyhelp.messages.family_view import (
    AllocationRow,
    AssessmentLine,
    CaseView,
    FamilyView,
    OutcomeView,
    PillView,
    PlanLine,
    ReviewLine,
    StatementRow,
    TimelineRow,
)
from earlyhelp.messages.people import (
    Bond,
    Contactable,
    HomeDetails,
    HomeRow,
    Particulars,
    PersonRow,
    RelationshipRow,
)

BIG = 2**62
MAY = frozenset({
    "family:change", "contact:add", "note:add", "chronology:add", "agreement:record",
    "paper:print", "assessment:save", "plan:save", "review:record", "case:close",
    "allocation:change", "escalation:record",
})  # fmt: skip


class Keeper:
    """Answers each message by its class; keeps what was asked."""

    def __init__(self, **answers: Any) -> None:
        self.answers = answers
        self.asked: list[Any] = []

    def __call__(self, message: Any, succeeded: Any, failed: Any) -> None:
        self.asked.append(message)
        answer = self.answers.get(type(message).__name__)
        if isinstance(answer, HouseError):
            failed(answer)
        elif answer is not None:
            succeeded(answer)

    def last(self, kind: type) -> Any:
        """Return the last message of a kind."""
        return [one for one in self.asked if isinstance(one, kind)][-1]

    def count(self, kind: type) -> int:
        """Return how often a kind was asked."""
        return len([one for one in self.asked if isinstance(one, kind)])


def person(ident: int, forename: str, age: str, sex: str, role: str = "child") -> PersonRow:
    born = date(2026 - int(age), 5, 1)
    return PersonRow(
        id=BIG + ident,
        version=1,
        role=role,
        details=Contactable(
            forename=forename, surname="Kowalska-Reed", born_on=born, local_id="L1"
        ),
        particulars=Particulars(sex=sex, ethnicity="WBRI", first_language="ENG"),
        age=age,
    )


def tie(ident: int, one: int, other: int, code: str, couple: str = "") -> RelationshipRow:
    bond = Bond(code=code, couple=couple)
    return RelationshipRow(
        id=BIG + ident, version=2, from_id=BIG + one, to_id=BIG + other, bond=bond
    )


def event(ident: int, on: date, text: str, tone: str = "") -> TimelineRow:
    return TimelineRow(id=ident, on=on, kind="other", text=text, who="Priya Nair", tone=tone)


def outcome(ident: int, words: str, way: tuple[str, str, str], standing: tuple[str, str]):
    first, now, goal = way
    words_of, tone = standing
    return OutcomeView(
        id=BIG + ident, words=words, first=first, now=now, goal=goal, status="in_progress",
        tone=tone, standing=words_of,
    )  # fmt: skip


PEOPLE = (
    person(1, "Marek", "41", "M", "parent"),
    person(2, "Anna", "38", "F", "parent"),
    person(3, "Tom", "44", "M", "parent"),
    person(4, "Zofia", "15", "F"),
    person(5, "Jakub", "11", "M"),
    person(6, "Poppy", "3", "F"),
)
TIES = (
    tie(11, 1, 2, "FMRSPS", "divorced"), tie(12, 2, 3, "DOMPART"),
    tie(13, 2, 4, "MTH"), tie(14, 1, 4, "FTH"), tie(15, 2, 5, "MTH"), tie(16, 1, 5, "FTH"),
    tie(17, 2, 6, "MTH"), tie(18, 3, 6, "FTH"),
)  # fmt: skip
HOME = HomeRow(
    id=BIG + 30,
    version=1,
    details=HomeDetails(
        lines="4 Made-up Row",
        postcode="PL1 3ZZ",
        neighbourhood="stonehouse",
        residents=tuple(BIG + one for one in (2, 3, 4, 5, 6)),
    ),
    protected=False,
    from_on=date(2024, 2, 1),
)


def made_up_family(**changes: Any) -> FamilyView:
    """Return the family of the picture."""
    facts: dict[str, Any] = {
        "id": BIG,
        "version": 3,
        "reference": "EH-2026-00417",
        "name": "Kowalska-Reed",
        "team": "West",
        "team_id": 5,
        "level": "L3",
        "pills": (
            PillView(text="Level 3: complex or multiple needs", tone="info"),
            PillView(text="Review 4 days late", tone="danger"),
            PillView(text="Safe contact: text mother only", tone="warning"),
            PillView(text="Agreement given 3 Sep 2026", tone="neutral"),
        ),
        "people": PEOPLE,
        "relationships": TIES,
        "homes": (HOME,),
        "case": CaseView(
            id=BIG + 40, version=7, status="plan_active", opened_on=date(2026, 9, 3),
            closed_on=None, lead_professional="Priya Nair", lead_id=BIG + 90,
        ),
        "request": None,
        "helpers": (
            AllocationRow(who="Priya Nair", role="lead", since_on=date(2026, 9, 3), until_on=None),
            AllocationRow(who="J. Bright", role="learning mentor, school", since_on=date(2026, 9, 12), until_on=None),
        ),
        "assessments": (
            AssessmentLine(id=BIG + 50, form_version=2, status="complete", started_on=date(2026, 9, 3),
                           completed_on=date(2026, 9, 12), author="Priya Nair", done=14, total=14),
        ),
        "plans": (
            PlanLine(id=BIG + 60, case_id=BIG + 40, number=2, status="authorised", author="Priya Nair",
                     started_on=date(2026, 9, 20), authorised_on=date(2026, 9, 24),
                     actions_done=5, actions_total=9),
        ),
        "outcomes": (
            outcome(70, "Jakub gets to school without a row", ("3", "6", "8"), ("getting better", "good")),
            outcome(71, "We stop borrowing to get to Friday", ("4", "4", "7"), ("no change, 2 reviews", "warning")),
            outcome(72, "Zofia has someone to talk to", ("5", "4", "8"), ("worse", "danger")),
        ),
        "reviews": (
            ReviewLine(id=BIG + 80, held_on=date(2026, 11, 12), mode="taf_meeting", decision="continue",
                       next_on=date(2027, 2, 4), by="Priya Nair", answers={}),
        ),
        "timeline": (event(1, date(2026, 11, 20), "Telephone: Anna says mornings are calmer"),),
        "chronology": (
            event(2, date(2026, 11, 12), "Team around the family held, 4 of 5 came"),
            event(3, date(2026, 9, 19), "Safeguarding concern raised, no further action", "danger"),
        ),
        "statements": (
            StatementRow(id=BIG + 91, kind="agreement", status="given", given_on=date(2026, 9, 3),
                         by="Priya Nair", answers={}),
        ),
        "distance": (),
        "oversight": (event(4, date(2026, 9, 24), "Plan authorised, contingency added"),),
        "may": MAY,
    }  # fmt: skip
    return FamilyView(**(facts | changes))
