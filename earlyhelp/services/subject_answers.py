"""Teams say who a request is about, from their own sessions, and open those families for it.

Shows nobody what another team, or a named person of a restricted family, has answered.
"""

from collections.abc import Iterable

from earlyhelp.errors import Refused
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.people import FoundPerson, PossibleMatches
from earlyhelp.messages.rights import Asked
from earlyhelp.messages.subject_requests import AnswerKnownHere, SubjectCandidates, TakeBackMatch
from earlyhelp.records.access import SealedNote
from earlyhelp.records.grants import FamilyGrant
from earlyhelp.records.people import Family, Person
from earlyhelp.records.rights import SubjectAnswer, SubjectMatch, SubjectRequest
from earlyhelp.services import grants, named_keys, subject_keys
from earlyhelp.services.context import Context
from earlyhelp.services.finding import found_people, possible_matches
from earlyhelp.services.handlers import handles
from earlyhelp.services.subject_requests import OPEN, open_request
from earlyhelp.storage.unit_of_work import UnitOfWork

KIND = "subject_request"
_MOST, _SCORE = 20, 100


@handles(SubjectCandidates)
def candidates(
    uow: UnitOfWork, message: SubjectCandidates, context: Context
) -> tuple[FoundPerson, ...]:
    """Return who in this session's reach may be the subject, the likeliest first."""
    request = open_request(uow, message.request_id)
    asked: Asked = uow.open(request, "asked")
    if message.text.strip():
        return found_people(uow, context, message.text, _MOST)
    about = PossibleMatches(forename=asked.forename, surname=asked.surname, born_on=asked.born_on)
    likely = [one for one in possible_matches(uow, context, about) if one.person_id]
    best = {one.person_id: one.score for one in likely}
    names = (f"{asked.forename} {asked.surname}", *asked.other_names.split(","))
    found = {
        one.person_id: one
        for name in names
        if name.strip()
        for one in found_people(uow, context, name, _MOST)
    }
    ranked = sorted(found.values(), key=lambda one: -best.get(one.person_id, one.score - _SCORE))
    return tuple(ranked[:_MOST])


@handles(AnswerKnownHere)
def answer(uow: UnitOfWork, message: AnswerKnownHere, context: Context) -> Receipt:
    """Keep the answer; open each family named to information governance until the request closes."""
    request = open_request(uow, message.request_id)
    people = [uow.get(Person, ident) for ident in sorted(set(message.person_ids))]
    families = {one.family_id: uow.get(Family, one.family_id) for one in people}
    for person in people:
        _match(uow, request, person)
    for family in families.values():
        open_for_request(uow, context, family)
    apart = [one for one in families.values() if _mine_alone(one, context)]
    ordinary = len(families) > len(apart)
    for team_id in context.principal.teams:
        _keep(uow, request, team_id, known=ordinary, context=context)
    if apart:
        _keep(uow, request, None, known=True, context=context)
    subject_keys.tell_newcomers(uow, context, request)
    return Receipt(id=request.id, version=request.version)


def _mine_alone(family: Family, context: Context) -> bool:
    """Say whether the family is known to named people only: colleagues are told nothing of it."""
    return bool(family.restricted) or family.team_id not in context.principal.teams


def _match(uow: UnitOfWork, request: SubjectRequest, person: Person) -> None:
    where = (SubjectMatch.request_id == request.id, SubjectMatch.person_id == person.id)
    if uow.first(SubjectMatch, *where) is None:
        who = uow.principal.account_id
        uow.add(
            SubjectMatch(
                family_id=person.family_id, request_id=request.id, person_id=person.id,
                named_by=who,
            )
        )  # fmt: skip


def _keep(
    uow: UnitOfWork, request: SubjectRequest, team_id: int | None, *, known: bool, context: Context
) -> None:
    me, now = context.principal.account_id, uow.clock.now()
    whose = SubjectAnswer.team_id == team_id if team_id else SubjectAnswer.account_id == me
    alone = (
        SubjectAnswer.team_id.is_(None) if team_id is None else SubjectAnswer.team_id.is_not(None)
    )
    kept = uow.first(SubjectAnswer, SubjectAnswer.request_id == request.id, whose, alone)
    if kept is None:
        uow.add(
            SubjectAnswer(
                request_id=request.id, account_id=me, team_id=team_id, answered_at=now, known=known
            )
        )
    else:
        uow.change(kept, None, account_id=me, answered_at=now, known=known or kept.known)


def open_for_request(uow: UnitOfWork, context: Context, family: Family) -> None:
    """Give information governance a fresh grant, with the names as they are now."""
    for held in grants.live(uow, family_id=family.id, kind=KIND):
        grants.end(uow, held)
    notes = uow.all(SealedNote, SealedNote.family_id == family.id)
    for account in subject_keys.governance(uow):
        grants.give(uow, context, family.id, account, KIND)
        for note in notes:  # those this person may read: nobody hands on what they cannot open
            named_keys.add(uow, context, note.key_name, account)


@handles(TakeBackMatch)
def take_back(uow: UnitOfWork, message: TakeBackMatch, _context: Context) -> Receipt:
    """Withdraw a person named by mistake; their family is closed if no other request needs it."""
    match = uow.get(SubjectMatch, message.match_id)
    request = open_request(uow, match.request_id)
    if request.status != "open":
        raise Refused("subject.released_already")
    uow.remove(match)
    uow.flush()
    close_families(uow, {match.family_id}, 0)
    return Receipt(id=request.id, version=request.version)


def close_families(uow: UnitOfWork, family_ids: Iterable[int], closing_id: int) -> None:
    """End the grants on families that no open request besides the one that closes still needs."""
    for family_id in family_ids:
        matches = uow.all(SubjectMatch, SubjectMatch.family_id == family_id)
        needed = {one.request_id for one in matches} - {closing_id}
        wanted = uow.all(SubjectRequest, SubjectRequest.id.in_(needed)) if needed else []
        if any(one.status in OPEN for one in wanted):
            continue
        for grant in uow.all(
            FamilyGrant, FamilyGrant.family_id == family_id, FamilyGrant.kind == KIND
        ):
            grants.end(uow, grant)
