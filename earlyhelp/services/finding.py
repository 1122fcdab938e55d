"""Finds people for searches and for the question "do we know them already?".

Refuses to show more than the list shows: whatever is found passes the guard before it is answered.
"""

import re
from collections.abc import Iterable
from weakref import WeakKeyDictionary

from sqlalchemy import select

from earlyhelp.access.permissions import Scope
from earlyhelp.messages.people import Contactable, FoundPerson, PossibleMatch, PossibleMatches
from earlyhelp.records.people import Family, Person
from earlyhelp.services.context import Context
from earlyhelp.services.finding_restricted import restricted_hits, restricted_matches
from earlyhelp.services.grants import live
from earlyhelp.storage.search_index import PeopleIndex
from earlyhelp.storage.search_terms import Hit, folded
from earlyhelp.storage.unit_of_work import UnitOfWork

_REFERENCE = re.compile(r"eh[\s-]*(\w{4})[\s-]*(\w{1,8})", re.IGNORECASE)
_MOST = 100
_CANDIDATES = 60
_LIKELY, SURE_ENOUGH = 60, 85
#: The families a team's manager sees, until the directory changes (index.generation).
_sight: WeakKeyDictionary[PeopleIndex, tuple[int, frozenset[int]]] = WeakKeyDictionary()


def visible_families(uow: UnitOfWork, context: Context) -> frozenset[int]:
    """Return the families this unit may see.

    Shape: kept between searches only where a team decides; allocations and grants are few and read
           each time.  A grant that ran out since is no danger: what is found passes the guard.
    """
    kept = _sight.get(context.index)
    if kept is not None and kept[0] == context.index.generation and uow.scope is Scope.TEAM:
        if not uow.session.standing.granted:
            return kept[1]
        given = {one.family_id for one in live(uow, account_id=uow.principal.account_id)}
        return kept[1] if given <= kept[1] else kept[1] | given
    found = frozenset(ident for (ident,) in uow.rows(select(Family.id)))
    _sight[context.index] = context.index.generation, found
    return found


def found_people(
    uow: UnitOfWork, context: Context, text: str, limit: int
) -> tuple[FoundPerson, ...]:
    """Return people for a typed text, best first."""
    reference = _REFERENCE.fullmatch(text.strip())
    most = max(1, min(limit, _MOST))
    if reference is not None:
        hits = _by_reference(uow, f"EH-{reference[1]}-{reference[2]}".upper(), most)
    else:
        hits = context.index.find(text[:200], visible_families(uow, context), most)
        hits = _best((*hits, *restricted_hits(uow, text[:200])), most)
    people, families = _seen(uow, hits)
    return tuple(
        _row(people[hit.person_id], families[hit.family_id], hit, context.index)
        for hit in hits
        if hit.person_id in people
    )


def possible_matches(
    uow: UnitOfWork, context: Context, asked: PossibleMatches
) -> tuple[PossibleMatch, ...]:
    """Return who the typed person may be.

    Shape: details for families in reach; elsewhere one line a team, with its name, the score and
           what matched, and nothing else.
    """
    scored = _scored(context.index, asked)
    scored = _best((*scored, *restricted_matches(uow, asked)), _CANDIDATES)
    close = uow.session.conflicts()
    scored = [hit for hit in scored if hit.family_id not in close]
    families = {hit.family_id for hit in scored}
    visible = families & visible_families(uow, context)
    people, _ = _seen(uow, [hit for hit in scored if hit.family_id in visible])
    known = [
        PossibleMatch(
            score=hit.score, why=hit.why, family_id=hit.family_id, person_id=hit.person_id,
            name=_name(people[hit.person_id]), born_on=people[hit.person_id].born_on,
            team=context.team_names.get(context.index.team_of(hit.family_id), ""),
        )
        for hit in scored
        if hit.person_id in people
    ]  # fmt: skip
    elsewhere = [hit for hit in scored if hit.family_id not in visible and hit.score >= SURE_ENOUGH]
    return (*known, *_blind(elsewhere, context))


def _seen(uow: UnitOfWork, hits: Iterable[Hit]) -> tuple[dict[int, Contactable], dict[int, Family]]:
    """Return what the guard lets through, people opened."""
    ids = [hit.person_id for hit in hits]
    rows = uow.all(Person, Person.id.in_(ids)) if ids else []
    wanted = {row.family_id for row in rows}
    families = {one.id: one for one in uow.all(Family, Family.id.in_(wanted))} if wanted else {}
    people = {row.id: uow.open(row, "directory") for row in rows if row.family_id in families}
    return people, families


def _row(who: Contactable, family: Family, hit: Hit, index: PeopleIndex) -> FoundPerson:
    return FoundPerson(
        family_id=family.id, person_id=hit.person_id, name=_name(who), born_on=who.born_on,
        postcode=index.postcode_of(family.id), reference=family.reference, why=hit.why,
        score=hit.score,
    )  # fmt: skip


def _name(who: Contactable) -> str:
    return f"{who.forename} {who.surname}".strip()


def _by_reference(uow: UnitOfWork, reference: str, most: int) -> list[Hit]:
    begins = Family.reference.startswith(reference, autoescape=True)
    families = uow.all(Family, begins, order=Family.reference, limit=most)
    rows = uow.all(
        Person, Person.family_id.in_([one.id for one in families]), order=Person.id, limit=most
    )
    return [Hit(row.id, row.family_id, 100, "reference") for row in rows]


def _scored(index: PeopleIndex, asked: PossibleMatches) -> list[Hit]:
    best: dict[int, Hit] = {}
    name = f"{asked.forename} {asked.surname}".strip()
    for kind, number in (("nhs_number", asked.nhs_number), ("upn", asked.upn)):
        for hit in index.with_identifier(number, _CANDIDATES):
            best.setdefault(hit.person_id, Hit(hit.person_id, hit.family_id, 100, kind))
    for hit in index.find(name, None, _CANDIDATES) if folded(name) else []:
        scored = _weighed(index, hit, asked)
        if scored.score >= _LIKELY:
            best.setdefault(hit.person_id, scored)
    if asked.born_on and asked.postcode:
        text = f"{asked.born_on.isoformat()} {asked.postcode}"
        for hit in index.find(text, None, _CANDIDATES):
            best.setdefault(hit.person_id, Hit(hit.person_id, hit.family_id, 70, "born_postcode"))
    return _best(best.values(), _CANDIDATES)


def _best(hits: Iterable[Hit], most: int) -> list[Hit]:
    return sorted(hits, key=lambda hit: (-hit.score, hit.person_id))[:most]


def _weighed(index: PeopleIndex, hit: Hit, asked: PossibleMatches) -> Hit:
    """Weigh a like name by what else is known: a birthday counts most, another one against it."""
    score, why = hit.score * 0.7, "name"
    born = index.born_of(hit.person_id)
    postcode = index.postcode_of(hit.family_id).replace(" ", "")
    if postcode and postcode == asked.postcode.replace(" ", "").upper():
        score, why = score + 15, "name_postcode"
    if asked.born_on and born:
        score = score + 30 if born == asked.born_on else score - 20
        why = "name_born" if born == asked.born_on else why
    return Hit(hit.person_id, hit.family_id, min(99, round(score)), why)


def _blind(hits: Iterable[Hit], context: Context) -> list[PossibleMatch]:
    """Return one line a team: how many there are would tell of a family's size."""
    best: dict[int, Hit] = {}
    for hit in hits:
        best.setdefault(context.index.team_of(hit.family_id), hit)
    return [
        PossibleMatch(score=hit.score, why=hit.why, team=context.team_names.get(team, ""))
        for team, hit in best.items()
    ]
