"""Places people in rows: couples side by side, children under their parents, eldest left.  Draws no line."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from earlyhelp.domain.family_parts import STEP, Member
from earlyhelp.domain.family_ties import Couple, Parents

_Chain = tuple[int, ...]
_FAR_AWAY = float("inf")


def places_in_rows(
    members: Sequence[Member],
    rows: Mapping[int, int],
    couples: Sequence[Couple],
    parents: Sequence[Parents],
) -> dict[int, float]:
    """Return the x of every member; nobody of a row is nearer than STEP to a neighbour."""
    people = {member.id: member for member in members}
    xs: dict[int, float] = {}
    for row in range(max(rows.values(), default=-1) + 1):
        ids = [member.id for member in members if rows[member.id] == row]
        chains = _chains(ids, couples, people)
        above = {chain: _above(chain, parents, xs) for chain in chains}
        born = {chain: _eldest(chain, people, parents) for chain in chains}
        chains.sort(key=lambda chain: (above[chain], born[chain]))
        _place_row(chains, above, xs)
    return xs


def _chains(
    ids: Sequence[int], couples: Iterable[Couple], people: Mapping[int, Member]
) -> list[_Chain]:
    partners: dict[int, list[int]] = {one: [] for one in ids}
    for couple in couples:
        if couple.first_id in partners and couple.second_id in partners:
            partners[couple.first_id].append(couple.second_id)
            partners[couple.second_id].append(couple.first_id)
    order = sorted(ids, key=lambda one: (len(partners[one]) > 1, people[one].gender != "male"))
    seen: set[int] = set()
    chains = []
    for one in order:
        chain = []
        here: int | None = one if one not in seen else None
        while here is not None:
            chain.append(here)
            seen.add(here)
            here = next((other for other in partners[here] if other not in seen), None)
        if chain:
            chains.append(tuple(chain))
    return sorted(chains, key=lambda chain: min(ids.index(one) for one in chain))


def _above(chain: _Chain, parents: Iterable[Parents], xs: Mapping[int, float]) -> float:
    found = [
        sum(xs[one] for one in line.parent_ids) / len(line.parent_ids)
        for line in parents
        if line.child_id in chain and all(one in xs for one in line.parent_ids)
    ]
    return sum(found) / len(found) if found else _FAR_AWAY


def _eldest(chain: _Chain, people: Mapping[int, Member], parents: Iterable[Parents]) -> date:
    with_parents = {line.child_id for line in parents} & set(chain)
    born = [people[one].born_on for one in with_parents or chain]
    return min((day for day in born if day is not None), default=date.max)


def _place_row(
    chains: Sequence[_Chain], above: Mapping[_Chain, float], xs: dict[int, float]
) -> None:
    last = -_FAR_AWAY
    for middle in dict.fromkeys(above[chain] for chain in chains):
        ids = [one for chain in chains if above[chain] == middle for one in chain]
        if middle == _FAR_AWAY:
            wanted = 0.0 if last == -_FAR_AWAY else last + STEP
        else:
            wanted = middle - STEP * (len(ids) - 1) / 2
        start = max(wanted, last + STEP)
        for index, one in enumerate(ids):
            xs[one] = start + STEP * index
        last = xs[ids[-1]]
