"""The forms about people, relationships and homes of a family.  Sends nothing."""

from datetime import date

from earlyhelp.forms.definition import Answer, Answers
from earlyhelp.messages.base import Command
from earlyhelp.messages.family_view import FamilyView
from earlyhelp.messages.people import (
    Bond,
    Contactable,
    HomeDetails,
    HomeRow,
    Particulars,
    PersonRow,
    RelationshipRow,
    SaveHome,
    SavePerson,
    SaveRelationship,
)
from ui.presenters.family_asks import people_of
from ui.presenters.family_forms import Ask, codes, day_of, dialog, needed_day, number, text


def person(family: FamilyView, row: PersonRow | None) -> Ask:
    """A person, added or corrected."""

    def make(given: Answers) -> Command:
        return SavePerson(
            family_id=family.id,
            person_id=row.id if row else 0,
            version=row.version if row else 0,
            role=text(given, "person.role"),
            details=_details(given, row.details.local_id if row else ""),
            particulars=_particulars(given),
        )

    known = _person_answers(row) if row else {}
    return Ask(name="person", form=dialog("person"), make=make, answers=known)


def relationship(family: FamilyView, row: RelationshipRow | None) -> Ask:
    """A relationship, added or corrected."""

    def make(given: Answers) -> Command:
        return SaveRelationship(
            family_id=family.id,
            relationship_id=row.id if row else 0,
            version=row.version if row else 0,
            from_id=number(given, "relationship.from_id"),
            to_id=number(given, "relationship.to_id"),
            bond=Bond(
                code=text(given, "relationship.code"),
                parental_responsibility=text(given, "relationship.parental_responsibility")
                or "unknown",
                couple=text(given, "relationship.couple"),
                contact=text(given, "relationship.contact"),
            ),
        )

    known: Answers = {}
    if row is not None:
        bond: dict[str, Answer] = {
            "from_id": row.from_id,
            "to_id": row.to_id,
            "code": row.bond.code,
        }
        bond |= {
            "parental_responsibility": row.bond.parental_responsibility,
            "couple": row.bond.couple,
            "contact": row.bond.contact,
        }
        known = {f"relationship.{name}": value for name, value in bond.items() if value}
    people = people_of(family)
    form = dialog("relationship")
    return Ask(name="relationship", form=form, make=make, answers=known, people=people)


def home(family: FamilyView, row: HomeRow | None) -> Ask:
    """A home, added or corrected."""

    def make(given: Answers) -> Command:
        return SaveHome(
            family_id=family.id,
            home_id=row.id if row else 0,
            version=row.version if row else 0,
            details=HomeDetails(
                lines=text(given, "home.lines"),
                postcode=text(given, "home.postcode"),
                neighbourhood=text(given, "home.neighbourhood"),
                residents=tuple(int(one) for one in codes(given, "home.residents")),
            ),
            protected=given.get("home.protected") is True,
            from_on=needed_day(given, "home.from_on"),
            until_on=day_of(given, "home.until_on"),
        )

    known = _home_answers(row) if row else {}
    people = people_of(family)
    return Ask(name="home", form=dialog("home"), make=make, answers=known, people=people)


def _details(given: Answers, local_id: str) -> Contactable:
    names = ("forename", "surname", "title", "known_as", "nhs_number", "upn")
    words = {name: text(given, f"person.{name}") for name in names}
    reach = {name: text(given, f"person.{name}") for name in ("phone", "email", "safe_contact")}
    return Contactable(
        **words,
        **reach,
        born_on=day_of(given, "person.born_on"),
        expected_on=day_of(given, "person.expected_on"),
        died_on=day_of(given, "person.died_on"),
        local_id=local_id,
    )


def _particulars(given: Answers) -> Particulars:
    names = ("sex", "gender", "ethnicity", "first_language", "sen_provision", "school", "notes")
    words = {name: text(given, f"more.{name}") for name in names}
    return Particulars(
        **words,
        interpreter=given.get("more.interpreter") is True,
        disabilities=codes(given, "more.disabilities"),
        sen_needs=codes(given, "more.sen_needs"),
    )


def _person_answers(row: PersonRow) -> Answers:
    asked = {one.id for part in dialog("person").section for one in part.field}
    known: Answers = {"person.role": row.role}
    for place, facts in (("person", row.details), ("more", row.particulars)):
        for name in facts.__struct_fields__:
            value = _answer(getattr(facts, name))
            if name in asked and value is not None:
                known[f"{place}.{name}"] = value
    return known


def _home_answers(row: HomeRow) -> Answers:
    known: Answers = {"home.from_on": row.from_on.isoformat(), "home.protected": row.protected}
    for name in ("lines", "postcode", "neighbourhood", "residents"):
        value = _answer(getattr(row.details, name))
        if value is not None:
            known[f"home.{name}"] = value
    if row.until_on:
        known["home.until_on"] = row.until_on.isoformat()
    return known


def _answer(value: object) -> Answer | None:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [str(one) for one in value] or None
    return value if isinstance(value, str | bool) and value != "" else None
