"""Where texts name somebody who is to be erased: found by who may read them, kept as numbers.

Decides nothing, changes no text, and keeps neither a name nor a word of one.
"""

from collections import Counter
from typing import Any

import msgspec

from earlyhelp.domain.retention import schedule
from earlyhelp.domain.third_parties import Finder
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.retention import NamedCount, NamedText, NamedTexts
from earlyhelp.messages.rights import RecordPart
from earlyhelp.records.base import OfFamily
from earlyhelp.records.documents import Document
from earlyhelp.records.erasure_naming import ErasureNaming
from earlyhelp.records.people import Family, Home
from earlyhelp.records.retention import ErasureProposal
from earlyhelp.services.access_rules import names_of_staff
from earlyhelp.services.context import Context
from earlyhelp.services.rights_collect import MAKERS, Collecting, open_family
from earlyhelp.services.rights_files import KIND, is_unread, is_whole
from earlyhelp.services.rights_parts import parts_of
from earlyhelp.services.rights_propose import known_member
from earlyhelp.storage import erasing
from earlyhelp.storage.unit_of_work import UnitOfWork

#: Kinds that show a member's name because they point at the person: it goes with the person's row.
_POINTS = frozenset({Family.__tablename__, Home.__tablename__})


class Listed(msgspec.Struct, frozen=True, array_like=True):
    """One record of a kept list; `on` as ISO day or empty."""

    kind: str
    id: int
    on: str


def named_in(
    uow: UnitOfWork, context: Context, family_id: int, person_id: int, may_read: int = 0
) -> NamedTexts:
    """Return which records would still name or tell of a person once they are erased, by day.

    Shape: every version and every closed record counts; files of pages, which nobody can search,
           are listed for a person to look at.  The words of at most `may_read` files are read anew.
    """
    collecting = open_family(uow, family_id)
    collecting.roles = names_of_staff(uow)
    collecting.may_read = may_read
    gone = context.vault.ledger.going(uow, family_id, person_id)
    finder = _finder(collecting, person_id)
    parts = [part for part in parts_of(collecting) if not _goes(part, gone)]
    found = [_row(part) for part in parts if _tells(part, person_id, finder)]
    return NamedTexts(
        texts=tuple(sorted(found, key=lambda row: (row.on is None, row.on, row.title, row.key))),
        unread=sum(map(is_unread, parts)),
    )


def keep_list(uow: UnitOfWork, context: Context, proposal: ErasureProposal, stays: str) -> None:
    """Keep with a proposal where the person is named, and why those texts stay.

    Raises: Invalid for field "stays" where somebody is still named and no reason is given.
    """
    found = named_in(uow, context, proposal.family_id, proposal.person_id).texts
    if found and stays not in {reason.id for reason in schedule().stays}:
        raise Invalid({"stays": "retention.stays"})
    listed = [Listed(one.kind, one.key, one.on.isoformat() if one.on else "") for one in found]
    kept = {
        "listed": _json(listed),
        "stays": stays if found else "",
        "seen": _json(context.vault.ledger.texts(uow, proposal.family_id)),
        "looked_by": context.principal.account_id,
        "looked_at": uow.clock.now(),
    }
    known = naming_of(uow, proposal)
    if known is None:
        uow.add(ErasureNaming(family_id=proposal.family_id, proposal_id=proposal.id, **kept))
    else:
        uow.change(known, None, **kept)


def naming_of(uow: UnitOfWork, proposal: ErasureProposal) -> ErasureNaming | None:
    """Return what was kept with a proposal, or None for one about a whole family or from before."""
    return uow.first(ErasureNaming, ErasureNaming.proposal_id == proposal.id)


def counts_of(naming: ErasureNaming | None) -> tuple[NamedCount, ...]:
    """Return how many records of each kind name the person."""
    counted = Counter(one.kind for one in (_listed(naming) if naming else ()))
    return tuple(NamedCount(kind=kind, count=counted[kind]) for kind in sorted(counted))


def has_changed(uow: UnitOfWork, context: Context, proposal: ErasureProposal) -> bool:
    """Tell whether the family has a text that nobody who may read it looked at since.

    Opens no text: whoever confirms may not read the family, and cannot know whom a text names.
    """
    if not proposal.person_id:
        return False
    kept = naming_of(uow, proposal)
    seen = _seen(kept) if kept else {}
    now = context.vault.ledger.texts(uow, proposal.family_id)
    return kept is None or any(
        seen.get(table, {}).get(ident) != version
        for table, rows in now.items()
        for ident, version in rows.items()
    )


def keep_seen(uow: UnitOfWork) -> None:
    """Count what this unit wrote as looked at where it does not name the person (Context.before_commit).

    Whoever writes may read.  What names the person, and what cannot be told here, is left for the manager.
    """
    written = [row for row in uow.touched if isinstance(row, OfFamily) and type(row) in MAKERS]
    families = {row.family_id for row in written if row.__tablename__ in erasing.text_tables()}
    if not families or not uow.keyring.has_directory:
        return
    about = (ErasureProposal.status == "open", ErasureProposal.person_id != 0)
    for proposal in uow.all(ErasureProposal, ErasureProposal.family_id.in_(families), *about):
        kept = naming_of(uow, proposal)
        if kept is not None:
            _count(uow, proposal, kept, [r for r in written if r.family_id == proposal.family_id])


def _count(
    uow: UnitOfWork, proposal: ErasureProposal, kept: ErasureNaming, rows: list[OfFamily]
) -> None:
    """Count rows as looked at; one on the list that names the person no more leaves it."""
    collecting = open_family(uow, proposal.family_id)
    finder, seen = _finder(collecting, proposal.person_id), _seen(kept)
    listed = {(one.kind, one.id): one for one in _listed(kept)}
    for row in rows:
        made, place = MAKERS[type(row)](collecting, row), (row.__tablename__, row.id)
        names = made is not None and _tells(made, proposal.person_id, finder)
        if not names or place in listed:
            seen.setdefault(row.__tablename__, {})[row.id] = row.version
        if not names:
            listed.pop(place, None)
    if seen != _seen(kept):
        uow.change(kept, None, seen=_json(seen), listed=_json(list(listed.values())))


def require_same(uow: UnitOfWork, context: Context, proposal: ErasureProposal) -> None:
    """Refuse to go on where texts were written or changed since somebody looked.

    Raises: Refused("erasure.changed").
    """
    if has_changed(uow, context, proposal):
        raise Refused("erasure.changed")


def _seen(kept: ErasureNaming) -> dict[str, dict[int, int]]:
    return msgspec.json.decode(kept.seen, type=dict[str, dict[int, int]])


def _listed(kept: ErasureNaming) -> list[Listed]:
    return msgspec.json.decode(kept.listed, type=list[Listed])


def _json(found: Any) -> str:
    return msgspec.json.encode(found).decode()


def _finder(collecting: Collecting, person_id: int) -> Finder:
    """Look for the one person: what they share with others of the family tells of nobody alone."""
    others = [known_member(collecting, one) for one in collecting.people if one != person_id]
    return Finder(others, [known_member(collecting, person_id)])


def _goes(part: RecordPart, gone: dict[str, set[int]]) -> bool:
    table = Document.__tablename__ if part.kind == KIND else part.kind
    return _id_of(part) in gone.get(table, ())


def _tells(part: RecordPart, person_id: int, finder: Finder) -> bool:
    if part.kind in _POINTS:
        return False
    if person_id in part.about or any(one.about == person_id for one in part.fields):
        return True
    return is_whole(part) or any(finder.tells(one.text) for one in part.fields)


def _row(part: RecordPart) -> NamedText:
    return NamedText(
        key=_id_of(part), kind=part.kind, title=part.title, on=part.on, by=part.source,
        whole=is_whole(part), section=_section(part),
    )  # fmt: skip


def _section(part: RecordPart) -> str:
    return next(
        (section for section, kinds in schedule().sections.items() if part.kind in kinds), ""
    )


def _id_of(part: RecordPart) -> int:
    return int(part.key.partition(":")[2])
