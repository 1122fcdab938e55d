"""Where texts name somebody who is to be erased: found by who may read them, kept as numbers.

Decides nothing, changes no text, and keeps neither a name nor a word of one.
"""

from collections import Counter

import msgspec

from earlyhelp.domain.retention import schedule
from earlyhelp.domain.third_parties import Finder
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.retention import NamedCount, NamedText, NamedTexts
from earlyhelp.messages.rights import RecordPart
from earlyhelp.records.documents import Document
from earlyhelp.records.erasure_naming import ErasureNaming
from earlyhelp.records.people import Family, Home
from earlyhelp.records.retention import ErasureProposal
from earlyhelp.services.access_rules import names_of_staff
from earlyhelp.services.context import Context
from earlyhelp.services.rights_collect import Collecting, open_family
from earlyhelp.services.rights_files import KIND, is_unread, is_whole
from earlyhelp.services.rights_parts import parts_of
from earlyhelp.services.rights_propose import known_member
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
        "listed": msgspec.json.encode(listed).decode(),
        "stays": stays if found else "",
        "texts_state": context.vault.ledger.texts_state(uow, proposal.family_id),
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
    listed = msgspec.json.decode(naming.listed, type=list[Listed]) if naming else []
    counted = Counter(one.kind for one in listed)
    return tuple(NamedCount(kind=kind, count=counted[kind]) for kind in sorted(counted))


def has_changed(uow: UnitOfWork, context: Context, proposal: ErasureProposal) -> bool:
    """Tell whether a text about the family was written or changed since somebody looked.

    Opens no text: whoever confirms may not read the family, and cannot know whom a text names.
    """
    if not proposal.person_id:
        return False
    kept = naming_of(uow, proposal)
    now = context.vault.ledger.texts_state(uow, proposal.family_id)
    return kept is None or kept.texts_state != now


def require_same(uow: UnitOfWork, context: Context, proposal: ErasureProposal) -> None:
    """Refuse to go on where texts were written or changed since somebody looked.

    Raises: Refused("erasure.changed").
    """
    if has_changed(uow, context, proposal):
        raise Refused("erasure.changed")


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
