"""What people are typing: kept at every change, sealed with a key that only they hold."""

import re

from earlyhelp.errors import Invalid
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.session import Drafts, DraftText, SaveDraft
from earlyhelp.records.staff import Draft
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.storage.unit_of_work import UnitOfWork

#: The kind stands unsealed in the store: the name of a form, nobody's own words.
_KIND = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]{0,59}")
_LONGEST = 2_000_000


@handles(SaveDraft)
def save_draft(uow: UnitOfWork, message: SaveDraft, context: Context) -> Receipt:
    """Keep a draft; an empty content deletes it."""
    if not _KIND.fullmatch(message.kind) or len(message.content) > _LONGEST:
        raise Invalid({"content": "entry.too_long"})
    place = (Draft.kind == message.kind, Draft.subject_id == message.subject_id)
    kept = uow.first(Draft, *place)
    if not message.content:
        if kept is not None:
            uow.remove(kept)
        return Receipt()
    now = uow.clock.now()
    if kept is not None:
        uow.change(kept, None, content=message.content, saved_at=now)
        return Receipt(id=kept.id, version=kept.version)
    fresh = Draft(
        account_id=context.principal.account_id,
        kind=message.kind,
        subject_id=message.subject_id,
        saved_at=now,
    )
    uow.add(fresh, content=message.content)
    return Receipt(id=fresh.id, version=1)


@handles(Drafts)
def drafts(uow: UnitOfWork, message: Drafts, _context: Context) -> tuple[DraftText, ...]:
    """Return the person's own drafts, newest first."""
    where = [Draft.kind == message.kind] if message.kind else []
    if message.subject_id is not None:
        where.append(Draft.subject_id == message.subject_id)
    rows = uow.all(Draft, *where, order=Draft.saved_at.desc())
    return tuple(
        DraftText(
            kind=row.kind,
            subject_id=row.subject_id,
            content=uow.open(row, "content"),
            saved_at=row.saved_at,
        )
        for row in rows
    )
