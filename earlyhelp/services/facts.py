"""The facts drop box: coded, nameless facts of a case, rewritten with every change of the case.

Refuses nothing and reads back nothing: whoever works with families writes it, only the publisher opens it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from earlyhelp.domain.codes import code_list
from earlyhelp.domain.outcomes import ScaleReading as DatedReading
from earlyhelp.domain.outcomes import distance_travelled
from earlyhelp.domain.values import age_on
from earlyhelp.figures.facts import CaseFacts, ChildFacts, OutcomeFact, ScaleFact, encode
from earlyhelp.keys.wraps import wrap_for
from earlyhelp.messages.people import Contactable, Particulars
from earlyhelp.messages.plan_bridge import CHILD_ROLES
from earlyhelp.messages.plans import OutcomeDraft
from earlyhelp.records.base import OfFamily, Record
from earlyhelp.records.cases import Case, Closure, FactsEnvelope, LevelOfNeed
from earlyhelp.records.casework import (
    Assessment,
    EarlyHelpPlan,
    Need,
    Review,
    ScaleReading,
)
from earlyhelp.records.people import Family, Person
from earlyhelp.services.context import Context
from earlyhelp.services.publication_key import is_trusted
from earlyhelp.storage.sealing import fingerprint
from earlyhelp.storage.unit_of_work import UnitOfWork

T = TypeVar("T", bound=OfFamily)
_ALWAYS = (Case, Review, Closure, Family, Person, Need, ScaleReading, LevelOfNeed)
_SEX = frozenset({"F", "M"})


def facts_info(vault: bytes, case_id: int) -> bytes:
    """Return what an envelope is bound to: the store and the case it is about."""
    return b"earlyhelp/1/facts|" + vault + b"|" + str(case_id).encode()


def facts_step(context: Context) -> Callable[[UnitOfWork], None]:
    """Return the step that runs before every commit of a session (Context.before_commit)."""
    vault = context.vault
    trusted: dict[bytes, bool] = {}  # a key is looked at once a session

    def step(uow: UnitOfWork) -> None:
        families = {_family_of(row) for row in uow.touched if _matters(row)}
        if not families or not uow.keyring.has_directory:
            return  # a partner's note on an action is no fact; others without names change no case
        if not trusted.get(vault.facts["publication"]):
            trusted[vault.facts["publication"]] = is_trusted(uow, vault.facts)
        if not trusted[vault.facts["publication"]]:
            return  # work goes on, no fact is told to a stranger, and the register turns red
        uow.flush()
        former = uow.all(FactsEnvelope, FactsEnvelope.family_id.in_(families))
        hidden = _restricted(uow, families)
        for row in former:
            if row.family_id in hidden:
                uow.remove(row)
        kept = {row.case_id: row for row in former}
        families -= hidden
        for case_id, family_id, facts in _facts_of(uow, families):
            info = facts_info(vault.facts["vault"], case_id)
            wrapped = wrap_for(vault.facts["publication"], encode(facts), info)
            if case_id in kept:
                _rewrite(uow, kept[case_id], wrapped)
            else:
                uow.add(FactsEnvelope(family_id=family_id, case_id=case_id, wrapped=wrapped))

    return step


def _restricted(uow: UnitOfWork, families: set[int]) -> set[int]:
    """Return those of which no figure may tell: a total that counts them is a sign that they are there."""
    return {row.id for row in uow.all(Family, Family.id.in_(families), Family.restricted == 1)}


def _matters(row: Record) -> bool:
    if isinstance(row, Assessment):
        return row.status == "complete"
    if isinstance(row, EarlyHelpPlan):
        return row.status == "authorised"
    return isinstance(row, _ALWAYS)


def _family_of(row: Record) -> int:
    return row.family_id if isinstance(row, OfFamily) else row.id


def _rewrite(uow: UnitOfWork, kept: FactsEnvelope, wrapped: bytes) -> None:
    # Not `change`: it would lay both envelopes beside the old and new values of the audit.
    kept.wrapped = wrapped
    kept.version += 1
    uow.touched.append(kept)


@dataclass
class _Sources:
    """Everything the facts of some families are counted from, by case or by family."""

    people: dict[int, list[Person]]
    needs: dict[int, list[Need]]
    readings: dict[int, list[ScaleReading]]
    levels: dict[int, list[LevelOfNeed]]
    plans: dict[int, list[EarlyHelpPlan]]
    reviews: dict[int, list[Review]]
    closures: dict[int, list[Closure]]


def _facts_of(uow: UnitOfWork, families: set[int]) -> Iterable[tuple[int, int, CaseFacts]]:
    cases = uow.all(Case, Case.family_id.in_(families))
    if not cases:
        return
    uow.need_keys(families)
    localities = {one.id: one.locality for one in uow.all(Family, Family.id.in_(families))}
    held = _Sources(
        people=_by_family(uow.all(Person, Person.family_id.in_(families), order=Person.id)),
        needs=_by_case(uow.all(Need, Need.family_id.in_(families))),
        readings=_by_case(
            uow.all(ScaleReading, ScaleReading.family_id.in_(families), order=ScaleReading.id)
        ),
        levels=_by_case(
            uow.all(
                LevelOfNeed,
                LevelOfNeed.family_id.in_(families),
                LevelOfNeed.person_id.is_(None),
                order=(LevelOfNeed.judged_on, LevelOfNeed.id),
            )
        ),
        plans=_by_case(uow.all(EarlyHelpPlan, EarlyHelpPlan.family_id.in_(families))),
        reviews=_by_case(
            uow.all(Review, Review.family_id.in_(families), order=(Review.held_on, Review.id))
        ),
        closures=_by_case(uow.all(Closure, Closure.family_id.in_(families), order=Closure.id)),
    )
    for case in cases:
        yield case.id, case.family_id, _facts(uow, case, localities[case.family_id], held)


def _facts(uow: UnitOfWork, case: Case, locality: str, held: _Sources) -> CaseFacts:
    today = uow.clock.today()
    people = held.people.get(case.family_id, [])
    levels = [_level(one.level) for one in held.levels.get(case.id, [])]
    closure = held.closures.get(case.id, [None])[-1] if case.closed_on else None
    return CaseFacts(
        case_ref=_case_ref(uow, case),
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        locality=locality if code_list("locality").has(locality) else "",
        source=case.source,
        children=tuple(_child(uow, one, today) for one in people if one.role in CHILD_ROLES),
        needs=tuple(sorted({uow.open(one, "coded").ref for one in held.needs.get(case.id, [])})),
        outcomes=_outcomes(uow, case, held, closure),
        scales=_scales(uow, held.readings.get(case.id, [])),
        level_at_start=levels[0] if levels else "",
        level_at_end=levels[-1] if levels and case.closed_on else "",
        closure_reason=closure.reason if closure else "",
    )


def _case_ref(uow: UnitOfWork, case: Case) -> int:
    """The same number at every rewriting, and no way back from it without the directory key."""
    return int.from_bytes(fingerprint(uow.keyring, f"facts {case.id}")[:8]) >> 1


def _level(code: str) -> str:
    return code.removeprefix("L")


def _child(uow: UnitOfWork, person: Person, today: date) -> ChildFacts:
    details: Contactable = uow.open(person, "directory")
    special: Particulars = uow.open(person, "particulars")
    if details.born_on is not None:
        age: int | None = max(age_on(details.born_on, today), -1)
    else:
        age = -1 if details.expected_on is not None or person.role == "unborn" else None
    return ChildFacts(
        age_years=age,
        sex=special.sex if special.sex in _SEX else "U",
        ethnicity=special.ethnicity,
        sen=special.sen_provision,
        disability=special.disabilities,
    )


def _outcomes(
    uow: UnitOfWork, case: Case, held: _Sources, closure: Closure | None
) -> tuple[OutcomeFact, ...]:
    results: dict[int, str] = {}
    drafts: tuple[OutcomeDraft, ...] = ()
    for plan in held.plans.get(case.id, []):
        if plan.status != "authorised":
            continue
        drafts = uow.open(plan, "content").outcomes
        for review in held.reviews.get(case.id, []):
            if review.plan_id == plan.id:
                results |= uow.open(review, "content").results
    if closure is not None:
        results |= uow.open(closure, "content").results
    return tuple(
        OutcomeFact(needs=one.needs, status=results.get(one.id, one.status)) for one in drafts
    )


def _scales(uow: UnitOfWork, rows: list[ScaleReading]) -> tuple[ScaleFact, ...]:
    dated = []
    for row in rows:
        reading = uow.open(row, "reading")
        dated.append(
            DatedReading(
                reading.area,
                reading.scorer,
                reading.value,
                row.read_on,
                person_id=reading.person_id,
            )
        )
    return tuple(
        ScaleFact(area=one.area, scorer=one.scorer, first=one.first, latest=one.latest)
        for one in distance_travelled(dated)
    )


def _by_case(rows: Iterable[T]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)  # type: ignore[attr-defined]
    return found


def _by_family(rows: Iterable[T]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for row in rows:
        found[row.family_id].append(row)
    return found
