"""Finds people of restricted families for those they were opened to: few, so they are read each time.

The search index holds none of them: it is made of what a whole role may open.
"""

from earlyhelp.messages.people import Contactable, HomeDetails, PossibleMatches
from earlyhelp.records.people import Family, Home, Person
from earlyhelp.storage.search_terms import Hit, Terms, folded_words, likeness, parse, plain
from earlyhelp.storage.unit_of_work import UnitOfWork

_LIKE, _SURE = 65, 100


def restricted_hits(uow: UnitOfWork, text: str) -> list[Hit]:
    """Return people of restricted families the person may see, for a typed text."""
    terms, wanted = parse(text), plain(text)
    hits = []
    for row, who, postcodes in _people(uow):
        if wanted and wanted in _identifiers(who):
            hits.append(Hit(row.id, row.family_id, _SURE, "identifier"))
        elif score := _score(terms, who, postcodes):
            hits.append(Hit(row.id, row.family_id, score, "name"))
    return hits


def restricted_matches(uow: UnitOfWork, asked: PossibleMatches) -> list[Hit]:
    """Return people of restricted families the person may see, who may be the one typed."""
    words = " ".join(folded_words((asked.forename, asked.surname)))
    numbers = {plain(number) for number in (asked.nhs_number, asked.upn) if number}
    hits = []
    for row, who, _ in _people(uow):
        if numbers & _identifiers(who):
            hits.append(Hit(row.id, row.family_id, _SURE, "identifier"))
            continue
        score = likeness(words, " ".join(_names(who)))
        same_day = asked.born_on is not None and asked.born_on == who.born_on
        if score >= _LIKE:
            weighed = round(score * 0.7) + (30 if same_day else 0)
            hits.append(
                Hit(row.id, row.family_id, min(99, weighed), "name_born" if same_day else "name")
            )
    return hits


def _people(uow: UnitOfWork) -> list[tuple[Person, Contactable, tuple[str, ...]]]:
    if not uow.session.standing.granted:
        return []  # nobody without a grant sees a restricted family
    ids = [one.id for one in uow.all(Family, Family.restricted == 1)]
    if not ids:
        return []
    uow.need_keys(ids)
    homes: dict[int, tuple[str, ...]] = {}
    for home in uow.all(Home, Home.family_id.in_(ids), Home.until_on.is_(None)):
        details: HomeDetails | None = uow.open(home, "directory")
        if details is not None:
            homes[home.family_id] = (*homes.get(home.family_id, ()), plain(details.postcode))
    return [
        (row, uow.open(row, "directory"), homes.get(row.family_id, ()))
        for row in uow.all(Person, Person.family_id.in_(ids), order=Person.id)
    ]


def _score(terms: Terms, who: Contactable, postcodes: tuple[str, ...]) -> int:
    if terms.identifier:
        return _SURE if terms.identifier in _identifiers(who) else 0
    if terms.born_on and terms.born_on != who.born_on:
        return 0
    if terms.born_year and (who.born_on is None or who.born_on.year != terms.born_year):
        return 0
    if terms.postcode and not any(code.startswith(terms.postcode) for code in postcodes):
        return 0
    if terms.words:
        score = likeness(terms.words, " ".join(_names(who)))
        return score if score >= _LIKE else 0
    return _SURE if terms.born_on or terms.born_year or terms.postcode else 0


def _names(who: Contactable) -> list[str]:
    return folded_words((who.forename, who.surname, who.known_as))


def _identifiers(who: Contactable) -> set[str]:
    return {plain(number) for number in (who.nhs_number, who.upn, who.local_id) if number}
