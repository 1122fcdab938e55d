"""The audit as information governance reads it, takes it out and verifies it.  Changes no entry."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import select

from earlyhelp.audit.entry import EntryFacts
from earlyhelp.audit.export import ExportHeader, write_export
from earlyhelp.clock import day_begins
from earlyhelp.errors import Invalid
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.trail import (
    AuditPage,
    AuditRow,
    AuditTrail,
    ExportAudit,
    Verified,
    VerifyStore,
)
from earlyhelp.records.staff import StaffAccount
from earlyhelp.records.store import AuditEntry
from earlyhelp.services.act_words import act_words, record_words
from earlyhelp.services.audit_chain import ChainCheck, chain_of
from earlyhelp.services.audit_checkpoints import keep_elsewhere
from earlyhelp.services.audit_paths import outgoing
from earlyhelp.services.audit_shown import entry_standing
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.known_references import family_called, references_on
from earlyhelp.services.look_purpose import purpose_words
from earlyhelp.storage import audit_trail
from earlyhelp.storage.unit_of_work import UnitOfWork

_LONGEST_PAGE = 500
#: Digits of a family's number that are shown where its reference is not known.
SHORT = 8
_KEY_BYTES = 32
_DECODER = msgspec.json.Decoder(EntryFacts)


@handles(AuditTrail)
def audit_trail_page(uow: UnitOfWork, message: AuditTrail, context: Context) -> AuditPage:
    """Return a page of the trail, newest first; `next_after` is empty on the last page."""
    filtered = _filters(message, context)
    where = [*filtered]
    if message.page.after:
        where.append(AuditEntry.id < _after(message.page.after))
    limit = max(1, min(message.page.limit, _LONGEST_PAGE))
    newest: Any = select(AuditEntry.family_id).where(*where).order_by(AuditEntry.id.desc())
    known = references_on(context, AuditTrail.permission, newest.limit(limit))
    total = uow.count(AuditEntry, *filtered) if filtered else context.vault.trail.size
    entries = uow.all(AuditEntry, *where, order=AuditEntry.id.desc(), limit=limit + 1)
    chain = chain_of(context)
    return AuditPage(
        rows=tuple(
            replace(_row(entry, context), reference=known.get(entry.family_id, ""))
            for entry in entries[:limit]
        ),
        next_after=str(entries[limit - 1].id) if len(entries) > limit else "",
        total=total,
        chain_ok=chain is None or chain.ok,
        verified_to=chain.verified_to if chain else 0,
        size=context.vault.trail.size,
        broken=chain.problems[0] if chain and chain.problems else "",
    )


@handles(ExportAudit)
def export_audit(uow: UnitOfWork, message: ExportAudit, context: Context) -> Receipt:
    """Sign a checkpoint, then write the trail up to it; the export's own entry comes after it.

    The receipt's id is the number of entries written.
    """
    path = outgoing(message.path, context)
    vault, at = context.vault, uow.clock.now()
    keep_elsewhere(vault.facts["vault"].decode(), vault.checkpoint(context.principal.login))
    size = vault.trail.size
    header = ExportHeader(
        vault=vault.origin,
        keys=_verify_keys(context) | {vault.origin: vault.signer.public()},
        exported_at=f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        size=size,
    )
    with vault.engine.connect() as connection:
        texts = audit_trail.checkpoints(connection)
        entries = (entry for entry, _ in audit_trail.entries(connection))
        write_export(path, header, entries, texts, vault.signer)
        context.written.append(path)
    with path.open("rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    uow.purpose = f"audit export; {size} entries; sha256 {digest}"
    return Receipt(id=size)


@handles(VerifyStore)
def verify_store(_uow: UnitOfWork, _message: VerifyStore, context: Context) -> Verified:
    """Check pages, structure, references, every entry, every signed checkpoint."""
    check = ChainCheck(context)
    while not check.step():
        pass
    rows = (f"{row} is not as the audit last saw it" for row in check.rows.differences)
    problems = tuple(dict.fromkeys((*check.problems, *rows, *context.vault.problems())))
    return Verified(ok=not problems, entries=context.vault.trail.size, problems=problems)


def _filters(message: AuditTrail, context: Context) -> list[Any]:
    where: list[Any] = []
    if message.who:
        login = message.who.strip().lower()
        asked = select(StaffAccount.id).where(StaffAccount.login == login)
        where.append(AuditEntry.actor_id.in_(asked))
    if message.act:
        where.append(AuditEntry.act == message.act)
    if message.outcome:
        where.append(AuditEntry.outcome == message.outcome)
    if message.family.strip():
        where.append(_of_family(message.family, context))
    if message.from_on:
        where.append(AuditEntry.at >= _midnight(message.from_on))
    if message.to_on:
        where.append(AuditEntry.at < _midnight(message.to_on + timedelta(days=1)))
    return where


def _of_family(typed: str, context: Context) -> Any:
    """Return what narrows the trail to a family.

    Raises: Invalid at `family` for a reference the person may not know, which is no word on whether there
    is such a family, and for what is neither reference nor number.
    """
    number = "".join(typed.split())
    if number.isascii() and number.isdecimal() and 0 < int(number) < 1 << 63:
        wanted, short = int(number), len(number) <= SHORT
        return (
            AuditEntry.family_id % 10**SHORT == wanted if short else AuditEntry.family_id == wanted
        )
    found = family_called(context, number.upper())
    if not found:
        raise Invalid({"family": "audit.family.unknown"})
    return AuditEntry.family_id == found


def _midnight(day: date) -> datetime:
    return day_begins(day)


def _after(key: str) -> int:
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        raise Invalid({"page": "error.invalid"})
    return int(key)


def _row(entry: AuditEntry, context: Context) -> AuditRow:
    facts = _DECODER.decode(entry.facts)
    return AuditRow(
        seq=entry.id,
        at=entry.at,
        who=facts.actor_name,
        role=facts.role,
        act=entry.act,
        what=", ".join(facts.objects),
        family_id=entry.family_id,
        purpose=purpose_words(facts.purpose),
        rule=facts.rule,
        outcome=entry.outcome,
        standing=entry_standing(entry, facts, context),
        did=act_words(facts.act, facts.outcome, facts.purpose),
        named=record_words(facts.objects),
    )


def _verify_keys(context: Context) -> dict[str, bytes]:
    """Return the public key of everybody who may have signed a checkpoint, by login.

    Read in a unit of its own that ends here: writing the export needs the connection.
    """
    who = context.principal
    scope = context.policy.require(who, ExportAudit.permission)
    with context.vault.unit(who, ExportAudit.permission, scope) as reading:
        accounts = reading.all(StaffAccount)
    return {each.login: each.verify for each in accounts if len(each.verify) == _KEY_BYTES}
