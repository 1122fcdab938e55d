"""Distance travelled of a person's families, and who else looked at them.  Averages no two scorers."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import func, select

from earlyhelp.audit.entry import EntryFacts
from earlyhelp.domain.outcomes import Distance, change, distance_travelled
from earlyhelp.messages.family_view import ScaleChange
from earlyhelp.messages.my_work import LookedAt
from earlyhelp.records.cases import Case
from earlyhelp.records.casework import ScaleReading
from earlyhelp.records.store import AuditEntry
from earlyhelp.services.family_case import opened_readings
from earlyhelp.services.family_records import staff_names
from earlyhelp.services.family_words import role_words, words
from earlyhelp.services.look_purpose import purpose_words
from earlyhelp.services.work_rows import family_names
from earlyhelp.storage.unit_of_work import UnitOfWork

#: With more families than this neither distance nor looks are gathered: the lines are left empty.
FAMILIES_AT_MOST = 60
_LOOKS_SHOWN = 8
_WEEK = timedelta(days=7)


def progress(uow: UnitOfWork, family_ids: set[int]) -> tuple[int, int, tuple[ScaleChange, ...]]:
    """Return how many families get better, how many have readings, and the distance by area.

    Shape: an area shows the scorer most families have two readings of; `first` and `latest` are
           means over those families.  What was read in a case that has ended is no start of this one.
    """
    going_on = select(Case.id).where(Case.family_id.in_(family_ids), Case.closed_on.is_(None))
    rows = uow.all(ScaleReading, ScaleReading.case_id.in_(going_on)) if family_ids else []
    uow.need_keys({row.family_id for row in rows})
    of_family: dict[int, list[ScaleReading]] = defaultdict(list)
    for row in rows:
        of_family[row.family_id].append(row)
    distances = {
        family_id: distance_travelled(opened_readings(uow, readings))
        for family_id, readings in of_family.items()
    }
    better = sum(any(one.result == "improved" for one in found) for found in distances.values())
    return better, len(distances), _by_area(distances)


def _by_area(distances: dict[int, tuple[Distance, ...]]) -> tuple[ScaleChange, ...]:
    pairs: dict[tuple[str, str], list[Distance]] = defaultdict(list)
    families: dict[tuple[str, str], set[int]] = defaultdict(set)
    for family_id, found in distances.items():
        for one in found:
            if one.latest is not None:
                pairs[one.area, one.scorer].append(one)
                families[one.area, one.scorer].add(family_id)
    shown: dict[str, ScaleChange] = {}
    for area, scorer in sorted(pairs, key=lambda key: (-len(families[key]), key)):
        if area not in shown:
            count = len(families[area, scorer])
            shown[area] = _mean(area, scorer, pairs[area, scorer], count)
    return tuple(shown.values())


def _mean(area: str, scorer: str, found: list[Distance], families: int) -> ScaleChange:
    first = round(sum(one.first for one in found) / len(found))
    latest = round(sum(one.latest or 0 for one in found) / len(found))
    result = change(first, latest)
    return ScaleChange(
        area=area, scorer=scorer, first=first, latest=latest, result=result, families=families
    )


def looked_at(uow: UnitOfWork, family_ids: set[int], now: datetime) -> tuple[LookedAt, ...]:
    """Return who else looked at these families in the last seven days, most looks first."""
    if not family_ids:
        return ()
    looks: Any = select(
        AuditEntry.family_id,
        AuditEntry.actor_id,
        func.count(AuditEntry.id),
        func.max(AuditEntry.id),
    ).where(
        AuditEntry.family_id.in_(family_ids),
        AuditEntry.at >= now - _WEEK,
        AuditEntry.actor_id != uow.principal.account_id,
        AuditEntry.outcome != "refused",
    )
    grouped = uow.rows(looks.group_by(AuditEntry.family_id, AuditEntry.actor_id))
    shown = sorted(grouped, key=lambda row: (-row[2], -row[3]))[:_LOOKS_SHOWN]
    if not shown:
        return ()
    entries = uow.all(AuditEntry, AuditEntry.id.in_([row[3] for row in shown]))
    facts = {one.id: msgspec.json.decode(one.facts, type=EntryFacts) for one in entries}
    families = family_names(uow, {row[0] for row in shown})
    staff = staff_names(uow, {row[1] for row in shown})
    return tuple(
        LookedAt(
            family=families.get(family_id, ""),
            family_id=family_id,
            who=_looker(staff.get(actor_id, ""), facts[newest]),
            looks=looks_made,
            why=purpose_words(facts[newest].purpose),
        )
        for family_id, actor_id, looks_made, newest in shown
    )


def _looker(name: str, facts: EntryFacts) -> str:
    return words("work.looker", who=name or facts.actor_name, role=role_words(facts.role))
