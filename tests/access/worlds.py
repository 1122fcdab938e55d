"""Families in every relation to a person, each with something behind every door.  All made up."""

from dataclasses import dataclass, field
from datetime import date

from earlyhelp.messages.access import RestrictFamily
from earlyhelp.messages.conflicts import RecordConflict
from earlyhelp.messages.people import Contactable, HomeDetails, Particulars
from earlyhelp.messages.plans import PlanContent
from earlyhelp.messages.records import Narrative
from earlyhelp.records.cases import Allocation, Case, RequestForSupport
from earlyhelp.records.casework import Assessment, EarlyHelpPlan
from earlyhelp.records.people import Family, Home, Person
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services import grants

DAY = date(2026, 10, 1)
SENT_ON = date(2026, 11, 10)


@dataclass(frozen=True)
class Relation:
    """How a family is placed: whose team, who is or was allocated, request, open or closed case."""

    surname: str
    manager: str
    allocated: tuple[tuple[str, str, bool], ...]
    request: str = ""
    closed: bool = False
    #: named readers of a restricted family; None: it is not restricted
    readers: tuple[str, ...] | None = None
    #: grants by login: whether each is over
    granted: tuple[tuple[str, bool], ...] = ()
    conflicts: tuple[str, ...] = ()


def _with(login: str, role: str = "lead", ended: bool = False) -> tuple[str, str, bool]:
    return login, role, ended


#: Relations as they look from Priya, practitioner of West.
RELATIONS = {
    "lead": Relation("Aldersey", "maureen", (_with("priya"),)),
    "lead_waiting": Relation("Jewell", "maureen", (_with("priya"),), "waiting"),
    "member": Relation("Bickford", "maureen", (_with("omar"), _with("priya", "member"))),
    "former": Relation("Chenoweth", "maureen", (_with("omar"), _with("priya", ended=True))),
    "waiting": Relation("Dunstan", "maureen", (_with("omar", ended=True),), "waiting", closed=True),
    "team": Relation("Endacott", "maureen", (_with("omar"),)),
    "decided": Relation("Fursdon", "maureen", (_with("omar"),), "accepted"),
    "closed": Relation("Ivimey", "maureen", (_with("priya"),), closed=True),
    "other": Relation("Goldsworthy", "sam", (_with("sol"),)),
    "other_waiting": Relation("Hockaday", "sam", (_with("sol"),), "waiting"),
}


#: The same with what opens and shuts a family besides team and allocation (security.md 6.4).
APART = {
    "restricted": Relation("Jago", "maureen", (_with("priya"),), "waiting", readers=("omar",)),
    "granted": Relation("Kitto", "maureen", (_with("omar"),), granted=(("priya", False), ("sol", False))),
    "expired": Relation("Luscombe", "maureen", (_with("omar"),), granted=(("priya", True), ("sol", True))),
    "conflict": Relation("Mably", "maureen", (_with("priya"),), "waiting", conflicts=("priya",)),
    "shut": Relation(
        "Nankivell", "maureen", (_with("priya"),), granted=(("priya", False),), conflicts=("priya",)
    ),
}  # fmt: skip


@dataclass
class Placed:
    """A planted family with the ids of what lies behind the doors."""

    relation: Relation
    family_id: int
    reference: str
    ids: dict[str, int] = field(default_factory=dict)


def place(door, relation: Relation) -> Placed:
    """Plant one family in a relation: people, home, case, assessment, sent plan, perhaps a request."""
    desk = door(relation.manager)
    staff = {login: door(login).id for login, _, _ in relation.allocated}
    with desk.unit() as uow:
        ident = uow.clock.new_id()
        reference = f"EH-2026-{ident % 1_000_000:06d}"
        family = Family(
            id=ident, team_id=desk.team_id, reference=reference, level="L2", locality="west",
            status="closed" if relation.closed else "open", opened_on=DAY, source="2A",
        )  # fmt: skip
        uow.new_family(family, relation.surname)
        placed = Placed(relation, ident, reference, {"family_id": ident})
        _people(uow, placed)
        _case(uow, placed, staff)
        if relation.request:
            _request(uow, placed, desk)
        uow.commit()
    _apart(door, placed)
    return placed


def _apart(door, placed):
    """Restrict, grant and declare as the relation says, through the doors where there is one."""
    desk, relation = door(placed.relation.manager), placed.relation
    if relation.readers is not None:
        ids = tuple(door(login).id for login in relation.readers)
        desk.dispatch(
            RestrictFamily(family_id=placed.family_id, reason="high_risk", reader_ids=ids)
        )
    for login, over in relation.granted:
        with desk.unit() as uow:
            account = uow.get(StaffAccount, door(login).id)
            until = uow.clock.now() if over else None
            grants.give(uow, desk.context, placed.family_id, account, "quality_audit", until)
            uow.commit()
    for login in relation.conflicts:
        desk.dispatch(
            RecordConflict(family_id=placed.family_id, account_id=door(login).id, lead_known=True)
        )


def _people(uow, placed):
    for key, role, forename, born in (
        ("person_id", "adult", "Anna", date(1991, 4, 2)),
        ("to_id", "child", "Maja", date(2017, 9, 30)),
    ):
        who = Contactable(forename=forename, surname=placed.relation.surname, born_on=born)
        row = Person(family_id=placed.family_id, role=role)
        placed.ids[key] = uow.add(row, directory=who, particulars=Particulars()).id
    placed.ids["from_id"] = placed.ids["person_id"]
    lines = HomeDetails(lines="1 Made Up Row", postcode="PL1 3AB")
    home = uow.add(Home(family_id=placed.family_id, from_on=DAY, until_on=None), directory=lines)
    placed.ids["home_id"] = home.id


def _case(uow, placed, staff):
    login = next((who for who, role, _ in placed.relation.allocated if role == "lead"), "")
    closed = placed.relation.closed
    case = uow.add(
        Case(
            family_id=placed.family_id, request_id=None, lead_id=staff[login], opened_on=DAY,
            status="closed" if closed else "assessing", closed_on=SENT_ON if closed else None,
            first_contact_on=None, source="2A",
        )
    )  # fmt: skip
    for who, role, ended in placed.relation.allocated:
        uow.add(
            Allocation(
                family_id=placed.family_id, case_id=case.id, account_id=staff[who], role=role,
                started_on=DAY, ended_on=SENT_ON if ended else None,
            )
        )  # fmt: skip
    of_case = {"family_id": placed.family_id, "case_id": case.id, "author_id": staff[login]}
    assessment = Assessment(
        **of_case, form_version=1, status="draft", started_on=DAY, completed_on=None
    )
    said = Narrative(form_id="early_help_assessment", form_version=1)
    plan = EarlyHelpPlan(
        **of_case, number=1, status="submitted", started_on=DAY, submitted_on=SENT_ON,
        authorised_on=None,
    )  # fmt: skip
    placed.ids |= {
        "case_id": case.id,
        "assessment_id": uow.add(assessment, content=said).id,
        "plan_id": uow.add(plan, content=PlanContent(writers=(staff[login],)), comment=None).id,
    }


def _request(uow, placed, desk):
    request = RequestForSupport(
        family_id=placed.family_id, team_id=desk.team_id, received_on=SENT_ON, source="2A",
        status=placed.relation.request, decided_on=None, recorded_by=desk.id,
    )  # fmt: skip
    placed.ids["request_id"] = uow.add(request, content=Narrative()).id


def place_all(door, relations=RELATIONS) -> dict[str, Placed]:
    """Plant a family in every relation, then build everybody's search."""
    world = {name: place(door, relation) for name, relation in relations.items()}
    for login in ("priya", "omar", "maureen", "sol", "sam"):
        door(login).built()
    return world
