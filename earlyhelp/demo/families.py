"""Records one made-up family through a unit of work: people, homes, request, case.  Goes round no check."""

from dataclasses import dataclass
from datetime import date

from earlyhelp.demo.bank import TeamPlan, staff
from earlyhelp.demo.case_rows import CaseRows, filled
from earlyhelp.demo.course import Episode, course_of
from earlyhelp.demo.days import record_days
from earlyhelp.demo.first_papers import request_answers
from earlyhelp.demo.household import Household
from earlyhelp.demo.lots import group_of, lots, stage_of, weighted
from earlyhelp.demo.people import PeopleDraw, Setting
from earlyhelp.demo.stories import Teller, stories
from earlyhelp.demo.telling import Tale, find_needs
from earlyhelp.forms.definition import Answers
from earlyhelp.records.cases import Allocation, Case, Closure, RequestForSupport
from earlyhelp.records.people import Family, Home, Person, Relationship
from earlyhelp.storage.unit_of_work import UnitOfWork

_SOURCES = {"2A": 42, "3B": 14, "3C": 6, "3A": 6, "1C": 12, "4": 4, "8V": 5, "6": 4, "8H": 7}
_STATUS = {
    "assessing": "assessing", "plan_draft": "assessed", "submitted": "assessed",
    "returned": "assessed", "active": "plan_active", "closed": "closed",
}  # fmt: skip


@dataclass(frozen=True)
class Worker:
    """A practitioner who holds cases."""

    id: int
    name: str


@dataclass(frozen=True)
class Post:
    """Where families are recorded: the team, its practitioners, the seed and how many there are."""

    team: TeamPlan
    team_id: int
    workers: list[Worker]
    seed: int
    families: int


class FamilyMaker:
    """Draws one family and records it."""

    def __init__(self, uow: UnitOfWork, post: Post, number: int, place: int) -> None:
        self._uow, self._post, self._number, self._place = uow, post, number, place
        self._draw = lots(post.seed, "family", number)
        self._teller: Teller | None = None
        if post.team == staff().team[0]:
            told = stories()
            if place < len(told):
                self._teller = Teller(told[place], uow.clock.today())
            self._place = max(0, place - len(told))

    def make(self) -> int:
        """Record the family; return how many people it has."""
        uow, post, draw = self._uow, self._post, self._draw
        today = uow.clock.today()
        group, shows = group_of(draw, self._place)
        setting = Setting(
            self._number, post.families, post.team.name, post.team.locality, today, uow.clock.new_id
        )
        home = PeopleDraw(draw, setting, group, shows_script=shows).household()
        course = course_of(draw, stage_of(post.seed, self._number, self._place), today)
        worker = post.workers[self._place % len(post.workers)]
        tale = Tale(draw, home, course, worker.id, worker.name, today)
        if self._teller:
            self._tell(tale, self._teller)
        else:
            tale.needs = find_needs(draw, home, today)
        self._settle(tale)
        return len(tale.home.members)

    def _tell(self, tale: Tale, teller: Teller) -> None:
        """Lay a story over what was drawn; the practitioner who can sign in leads."""
        first = self._post.workers[0]
        tale.lead_id, tale.lead = first.id, first.name
        tale.home = teller.household(tale.home, self._uow.clock.new_id)
        tale.course = teller.course()
        tale.needs, tale.series = teller.needs(tale.home), teller.series()

    def _settle(self, tale: Tale) -> None:
        course, source = tale.course, weighted(self._draw, _SOURCES)
        family = self._family(tale, source)
        add_people(self._uow, family.id, tale.home)
        if course.earlier:
            self._earlier(family, tale, course.earlier)
        request = self._request(family, tale, source, (course.received, course.opened))
        if course.opened is None:
            return
        case = self._case(family, tale, request, _STATUS[course.stage])
        if course.contacted is None:
            case.status = "draft"
        rows = CaseRows(self._uow, case, tale, self._teller)
        rows.judge("L2", course.opened, tale.sentence("level_reason_L2"))
        rows.record()
        record_days(self._uow, case, tale)

    def _family(self, tale: Tale, source: str) -> Family:
        course = tale.course
        first = course.earlier.received if course.earlier else course.received
        status = {"waiting": "waiting", "closed": "closed"}.get(course.stage, "open")
        level = "" if course.stage == "waiting" else tale.level if course.assessed else "L2"
        family = Family(
            id=self._uow.clock.new_id(), team_id=self._post.team_id,
            reference=f"EH-{first.year}-{self._number + 1:06d}", status=status,
            level="L1" if course.closed else level, locality=tale.home.locality, opened_on=first,
            source=source,
        )  # fmt: skip
        return self._uow.new_family(family, tale.home.name)

    def _request(
        self, family: Family, tale: Tale, source: str, days: tuple[date, date | None]
    ) -> RequestForSupport:
        received_on, decided_on = days
        manager = self._uow.principal.account_id
        request = RequestForSupport(
            family_id=family.id, team_id=self._post.team_id, received_on=received_on,
            source=source, status="accepted" if decided_on else "waiting", decided_on=decided_on,
            decided_by=manager if decided_on else 0, recorded_by=manager,
        )  # fmt: skip
        answers = request_answers(tale, source, received_on)
        return self._uow.add(request, content=filled("request_for_support", answers))

    def _case(self, family: Family, tale: Tale, request: RequestForSupport, status: str) -> Case:
        course = tale.course
        case = self._uow.add(
            Case(
                family_id=family.id, request_id=request.id, status=status,
                opened_on=course.opened, closed_on=course.closed, lead_id=tale.lead_id,
                first_contact_on=course.contacted, source=request.source,
            )
        )  # fmt: skip
        self._allocate(case, tale.lead_id, None)
        return case

    def _allocate(self, case: Case, account_id: int, ended_on: date | None) -> None:
        self._uow.add(
            Allocation(
                family_id=case.family_id, case_id=case.id, account_id=account_id, role="lead",
                started_on=case.opened_on, ended_on=ended_on,
                reason="caseloads" if ended_on else "",
            )
        )  # fmt: skip

    def _earlier(self, family: Family, tale: Tale, episode: Episode) -> None:
        """An earlier time of early help, ended within the year before this request."""
        uow, worker = self._uow, self._draw.choice(self._post.workers)
        request = self._request(family, tale, family.source, (episode.received, episode.opened))
        case = uow.add(
            Case(
                family_id=family.id, request_id=request.id, status="closed",
                opened_on=episode.opened, closed_on=episode.closed, lead_id=worker.id,
                first_contact_on=episode.opened, source=family.source,
            )
        )  # fmt: skip
        self._allocate(case, worker.id, episode.closed)
        answers: Answers = {
            "reason.closed_on": episode.closed.isoformat(), "reason.reason": "C01",
            "reason.explain": tale.sentence("closing"), "reason.decided_with": ["family", "manager"],
            "outcomes.level_of_need": "L1", "after.sustaining_plan": tale.sentence("sustaining"),
            "after.where_to_go": tale.sentence("where_to_go"), "after.feedback_asked": False,
        }  # fmt: skip
        closure = Closure(
            family_id=family.id, case_id=case.id, closed_on=episode.closed, reason="C01",
            closed_by=uow.principal.account_id,
        )  # fmt: skip
        uow.add(closure, content=filled("closure", answers))
        CaseRows(uow, case, tale).judge("L2", episode.opened, tale.sentence("level_reason_L2"))


def add_people(uow: UnitOfWork, family_id: int, home: Household) -> None:
    """Record members, relationships and homes."""
    for one in home.members:
        uow.add(
            Person(id=one.id, family_id=family_id, role=one.role, source=""),
            directory=one.details, particulars=one.particulars,
        )  # fmt: skip
    for from_id, to_id, bond in home.ties:
        uow.add(Relationship(family_id=family_id, from_id=from_id, to_id=to_id), bond=bond)
    for place in home.homes:
        shown, hidden = (None, place.details) if place.protected else (place.details, None)
        uow.add(
            Home(family_id=family_id, from_on=place.from_on, until_on=place.until_on),
            directory=shown, hidden=hidden,
        )  # fmt: skip
