"""What is known of a family carried forward into an assessment.  Types nothing into an answer."""

from datetime import date

from earlyhelp.domain.codes import code_list
from earlyhelp.domain.values import shown_age
from earlyhelp.forms.definition import Answers
from earlyhelp.forms.known import KnownFacts, KnownHome, KnownPerson, KnownTie, known_lines
from earlyhelp.messages.people import Contactable, Particulars
from earlyhelp.messages.plan_bridge import CHILD_ROLES
from earlyhelp.records.people import Home, Person, Relationship
from earlyhelp.services.assessment_people import full_name
from earlyhelp.services.plan_standing import authorised_plan, standing
from earlyhelp.services.sharing_records import newest_agreement
from earlyhelp.storage.unit_of_work import UnitOfWork
from earlyhelp.wording import day


def known_of(
    uow: UnitOfWork, case_id: int, people: list[Person], previous: Answers
) -> dict[str, tuple[str, ...]]:
    """Return the known lines of a family, by the `known` of a field.

    Shape: as forms.known.known_lines; services come from the answers of the former assessment.
    """
    family_id = people[0].family_id if people else 0
    ties = uow.all(Relationship, Relationship.family_id == family_id)
    homes = uow.all(Home, Home.family_id == family_id, Home.until_on.is_(None))
    facts = KnownFacts(
        people=tuple(_person(uow, one, uow.clock.today()) for one in people),
        ties=tuple(_tie(uow, one) for one in ties),
        homes=tuple(_home(uow, one) for one in homes),
        services=_services(previous),
        agreement=_agreement(uow, family_id),
        plan=_plan(uow, case_id),
    )
    return known_lines(facts)


def _person(uow: UnitOfWork, person: Person, today: date) -> KnownPerson:
    details: Contactable = uow.open(person, "directory")
    special: Particulars = uow.open(person, "particulars")
    born_on = details.born_on or details.expected_on
    return KnownPerson(
        person_id=person.id,
        name=full_name(details),
        is_child=person.role in CHILD_ROLES,
        age=shown_age(born_on, today) if born_on else "",
        sex=special.sex,
        gender=special.gender,
        ethnicity=special.ethnicity,
        first_language=special.first_language,
        interpreter=special.interpreter,
        disabilities=special.disabilities,
        sen_provision=special.sen_provision,
        school=special.school,
        nhs_number=details.nhs_number,
    )


def _tie(uow: UnitOfWork, tie: Relationship) -> KnownTie:
    bond = uow.open(tie, "bond")
    return KnownTie(
        from_id=tie.from_id,
        to_id=tie.to_id,
        code=bond.code,
        parental_responsibility=bond.parental_responsibility,
    )


def _home(uow: UnitOfWork, home: Home) -> KnownHome:
    protected = home.hidden is not None
    details = uow.open(home, "hidden" if protected else "directory")
    if details is None:
        return KnownHome(address="", residents=(), protected=protected)
    lines = (*details.lines.split("\n"), details.postcode)
    return KnownHome(
        address="" if protected else ", ".join(line.strip() for line in lines if line.strip()),
        residents=details.residents,
        protected=protected,
    )


def _services(previous: Answers) -> tuple[str, ...]:
    rows = previous.get("services.services")
    found = []
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, dict):
            parts = (row.get("agency", ""), row.get("worker", ""), row.get("role", ""))
            found.append(", ".join(part for part in parts if part))
    return tuple(found)


def _agreement(uow: UnitOfWork, family_id: int) -> tuple[str, ...]:
    found = newest_agreement(uow, family_id)
    return () if found is None else (f"{found.status.capitalize()}, {day(found.given_on)}",)


def _plan(uow: UnitOfWork, case_id: int) -> tuple[str, ...]:
    plan = authorised_plan(uow, case_id)
    if plan is None:
        return ()
    statuses = code_list("outcome_status")
    return tuple(
        f"{outcome.words}: {statuses.label(outcome.status).lower()}"
        for outcome in standing(uow, plan).outcomes
    )
