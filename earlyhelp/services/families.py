"""The list of families, the search, and the check for somebody known already."""

from earlyhelp.messages.people import (
    Contactable,
    ElsewhereLine,
    FamilyList,
    FamilyPage,
    FoundPerson,
    KnownElsewhere,
    PeopleFound,
    PossibleMatch,
    PossibleMatches,
)
from earlyhelp.records.people import Family, Person
from earlyhelp.services.context import Context
from earlyhelp.services.family_list import conditions, rows_of
from earlyhelp.services.finding import SURE_ENOUGH, found_people, possible_matches
from earlyhelp.services.handlers import handles
from earlyhelp.storage.unit_of_work import UnitOfWork

_MOST = 200


@handles(FamilyList)
def family_list(uow: UnitOfWork, message: FamilyList, context: Context) -> FamilyPage:
    """Return a page of families, the newest reference first, and how many there are in all."""
    where = conditions(uow, message)
    limit = max(1, min(message.page.limit, _MOST))
    after = message.page.after
    beyond = (*where, Family.reference < after) if after else where
    found = uow.all(Family, *beyond, order=Family.reference.desc(), limit=limit + 1)
    shown = found[:limit]
    return FamilyPage(
        rows=rows_of(uow, shown, context),
        next_after=shown[-1].reference if len(found) > limit else "",
        total=uow.count(Family, *where),
    )


@handles(PeopleFound)
def people_found(
    uow: UnitOfWork, message: PeopleFound, context: Context
) -> tuple[FoundPerson, ...]:
    """Return people of families the person may see, best first."""
    return found_people(uow, context, message.text, message.limit)


@handles(PossibleMatches)
def matches(
    uow: UnitOfWork, message: PossibleMatches, context: Context
) -> tuple[PossibleMatch, ...]:
    """Return who the typed person may be, best first, blind matches of other teams last."""
    return possible_matches(uow, context, message)


@handles(KnownElsewhere)
def known_elsewhere(
    uow: UnitOfWork, message: KnownElsewhere, context: Context
) -> tuple[ElsewhereLine, ...]:
    """Return who of a restricted family was recorded elsewhere, for those the family is open to.

    Whoever records them there is told nothing, and nothing is written for it: so there is no sign.
    Source: security.md 2 (duplicate check against restricted families, in a privileged session only).
    """
    family = uow.get(Family, message.family_id)
    if not family.restricted:
        return ()
    uow.need_keys({family.id})
    lines = []
    for row in uow.all(Person, Person.family_id == family.id, order=Person.id):
        who: Contactable = uow.open(row, "directory")
        asked = PossibleMatches(
            forename=who.forename, surname=who.surname, born_on=who.born_on,
            nhs_number=who.nhs_number, upn=who.upn,
        )  # fmt: skip
        lines += [
            ElsewhereLine(
                name=f"{who.forename} {who.surname}".strip(), team=one.team, why=one.why,
                who=one.name,
            )
            for one in possible_matches(uow, context, asked)
            if one.family_id != family.id and one.score >= SURE_ENOUGH
        ]  # fmt: skip
    return tuple(lines)
