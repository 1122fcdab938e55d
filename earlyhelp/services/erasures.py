"""Erases, as the second of two people, what a proposal names; prints certificates.

Writes the ledger outside the store first: so that what is gone stays gone whatever is restored later.
"""

import msgspec

from earlyhelp.domain.retention import may_decide
from earlyhelp.errors import Refused
from earlyhelp.messages.retention import ConfirmErasure, Erased, ErasureCertificate
from earlyhelp.records.erasure import ErasureNote
from earlyhelp.records.retention import ErasureProposal, RetentionDate
from earlyhelp.services.audit_checkpoints import keep_elsewhere
from earlyhelp.services.context import Context
from earlyhelp.services.erasure_ledger import catch_up, keep_note, kept_ledger, take_back
from earlyhelp.services.erasure_naming import require_same
from earlyhelp.services.handlers import handles
from earlyhelp.services.long_work import require_quiet
from earlyhelp.services.retention_decisions import reason_of, require_free
from earlyhelp.storage.erasing import Said
from earlyhelp.storage.unit_of_work import UnitOfWork


@handles(ConfirmErasure)
def confirm_erasure(uow: UnitOfWork, message: ConfirmErasure, context: Context) -> Erased:
    """Destroy what a proposal names, with its keys; the ledger outside the store knows it first.

    Raises: Refused("erasure.second") for who proposed it or two people who may not decide together;
    Refused where it is held or not due; Refused("erasure.changed") where texts about the family of
    the one person were written or changed since somebody looked.
    """
    proposal = uow.get(ErasureProposal, message.proposal_id)
    if proposal.status != "open":
        raise Refused("refused.record")
    require_quiet(context)  # a copy that is being made still reads what has to be gone
    who, vault = context.principal, context.vault
    first = (proposal.proposed_by, proposal.proposed_role)
    if not may_decide(first, (who.account_id, who.role)):
        raise Refused("erasure.second")
    dated = uow.first(RetentionDate, RetentionDate.family_id == proposal.family_id)
    require_free(uow, proposal.family_id, proposal.reference, reason_of(proposal.reason), dated)
    require_same(uow, context, proposal)
    if vault.ledger.blocked(uow, proposal.family_id):
        raise Refused("erasure.held")
    erasure = vault.ledger.following(proposal.family_id, proposal.person_id)
    _write_ahead(vault.ledger.note_of(erasure), context)
    by_rule = f"{proposal.reason}/{dated.rule}" if dated else proposal.reason
    said = Said(rule=by_rule, proposed=first[1], confirmed=who.role, entry=vault.trail.size + 1)
    told = vault.ledger.erase(uow, erasure, said)
    uow.purpose = f"erasure {erasure.number}; {by_rule}"
    context.after_commit.append(lambda: _settle(context))
    return Erased(number=erasure.number, entry=said.entry, rows=told.rows, texts_left=told.left)


@handles(ErasureCertificate)
def erasure_certificate(uow: UnitOfWork, message: ErasureCertificate, context: Context) -> bytes:
    """Print what an erasure destroyed, by which rule, decided by whom by role: no personal data."""
    from earlyhelp.reports.certificate_sheet import CertificateSheet, certificate_pdf

    note = uow.get(ErasureNote, message.number)
    told = msgspec.json.decode(note.said, type=Said) if note.said else Said()
    uow.purpose = f"certificate of erasure {note.id}"
    return certificate_pdf(
        CertificateSheet(
            number=note.id, at=note.at, one_person=bool(note.erased_person), rule=told.rule,
            proposed=told.proposed, confirmed=told.confirmed, entry=told.entry, rows=told.rows,
            left=told.left, store=context.vault.origin, printed_on=uow.clock.today(),
        )
    )  # fmt: skip


def _write_ahead(note: str, context: Context) -> None:
    """Write the note outside the store; it is taken back if the erasure cannot be saved."""
    vault_id = context.vault.facts["vault"].decode()
    known = context.vault.ledger.notes()
    catch_up(vault_id, known)
    if kept_ledger(vault_id) != known:
        raise Refused("ledger.broken")
    path, before = keep_note(vault_id, note)
    context.on_failure.append(lambda: take_back(path, before))


def _settle(context: Context) -> None:
    """Let no page of the file keep what is gone; sign, so that checkpoints know of the erasure."""
    context.vault.ledger.settle()
    text = context.vault.checkpoint(context.principal.login)
    keep_elsewhere(context.vault.facts["vault"].decode(), text)
