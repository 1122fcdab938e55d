"""Records one made-up family through a unit of work: people, homes, request, case.  Goes round no check."""

from dataclasses import dataclass

from earlyhelp.demo.bank import TeamPlan
from earlyhelp.demo.course import Course, course_of
from earlyhelp.demo.lots import group_of, lots, stage_of
from earlyhelp.demo.people import Household, PeopleDraw, Setting
from earlyhelp.records.cases import Allocation, Case, RequestForSupport
from earlyhelp.messages.records import Narrative
from earlyhelp.records.people import Family, Home, Person, Relationship
from earlyhelp.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Post:
    """Where families are recorded: the team, its practitioners, the seed and how many there are."""

    team: TeamPlan
    team_id: int
    workers: list[int]
    seed: int
    families: int


class FamilyMaker:
    """Draws one family and records it."""

    def __init__(self, uow: UnitOfWork, post: Post, number: int, place: int) -> None:
        self._uow, self._post, self._number, self._place = uow, post, number, place
        self._draw = lots(post.seed, "family", number)

    def make(self) -> int:
        """Record the family; return how many people it has."""
        uow, post = self._uow, self._post
        today = uow.clock.today()
        group, shows = group_of(self._draw, self._place)
        setting = Setting(
            self._number, post.families, post.team.name, post.team.locality, today, uow.clock.new_id
        )
        home = PeopleDraw(self._draw, setting, group, shows_script=shows).household()
        course = course_of(self._draw, stage_of(post.seed, self._number, self._place), today)
        self._settle(home, course)
        return len(home.members)

    def _settle(self, home: Household, course: Course) -> None:
        uow, post = self._uow, self._post
        status = {"waiting": "waiting", "closed": "closed"}.get(course.stage, "open")
        first = course.earlier.received if course.earlier else course.received
        family = Family(
            id=uow.clock.new_id(), team_id=post.team_id,
            reference=f"EH-{first.year}-{self._number + 1:06d}", status=status, level="L2",
            locality=home.locality, opened_on=first, source="2A",
        )  # fmt: skip
        uow.new_family(family, home.name)
        add_people(uow, family.id, home)
        request = RequestForSupport(
            family_id=family.id, team_id=post.team_id, received_on=course.received, source="2A",
            status="waiting" if course.opened is None else "accepted", decided_on=course.opened,
            decided_by=uow.principal.account_id if course.opened else 0,
            recorded_by=uow.principal.account_id,
        )  # fmt: skip
        uow.add(request, content=Narrative(form_id="request_for_support", form_version=1))
        if course.opened is None:
            return
        lead = post.workers[self._place % len(post.workers)]
        case = uow.add(
            Case(
                family_id=family.id, request_id=request.id, status=_STATUS[course.stage],
                opened_on=course.opened, closed_on=course.closed, lead_id=lead,
                first_contact_on=course.contacted, source="2A",
            )
        )  # fmt: skip
        uow.add(
            Allocation(
                family_id=family.id, case_id=case.id, account_id=lead, role="lead",
                started_on=course.opened, ended_on=None,
            )
        )  # fmt: skip


_STATUS = {
    "assessing": "assessing", "plan_draft": "assessed", "submitted": "assessed",
    "returned": "assessed", "active": "plan_active", "closed": "closed",
}  # fmt: skip


def add_people(uow: UnitOfWork, family_id: int, home: Household) -> None:
    """Record members, relationships and homes."""
    for one in home.members:
        uow.add(
            Person(id=one.id, family_id=family_id, role=one.role, source=""),
            directory=one.details, particulars=one.particulars,
        )  # fmt: skip
    for from_id, to_id, bond in home.ties:
        uow.add(Relationship(family_id=family_id, from_id=from_id, to_id=to_id), bond=bond)
    for one in home.homes:
        shown, hidden = (None, one.details) if one.protected else (one.details, None)
        uow.add(
            Home(family_id=family_id, from_on=one.from_on, until_on=one.until_on),
            directory=shown, hidden=hidden,
        )  # fmt: skip
