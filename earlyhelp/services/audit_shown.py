"""Verifies the entries that are about to be shown: each by its own hash, and by the chain followed before."""

import hashlib

from earlyhelp.audit.entry import EntryFacts
from earlyhelp.messages.trail import Standing
from earlyhelp.records.store import AuditEntry
from earlyhelp.services.audit_chain import chain_of
from earlyhelp.services.context import Context


def entry_standing(entry: AuditEntry, facts: EntryFacts, context: Context) -> Standing:
    """Return how an entry stands: "chained" where the chain was followed past it and it is still the same.

    Shape: "new" was written since; "waiting" is not reached yet; "altered" is not what was hashed;
           "broken" may be what was written, in a chain that does not hold.
    """
    hashed = hashlib.sha256(bytes.fromhex(facts.prev) + entry.facts).digest()
    beside = (facts.seq, facts.actor, facts.family_id, facts.act, facts.outcome)
    shown = (entry.id, entry.actor_id, entry.family_id, entry.act, entry.outcome)
    if hashed != entry.hash or beside != shown:
        return "altered"
    chain = chain_of(context)
    if chain is None or (entry.id > chain.verified_to and not chain.finished):
        return "waiting" if chain is None or chain.ok else "broken"
    if not chain.ok:
        return "broken"
    if entry.id > chain.verified_to:
        return "new"
    return "chained" if chain.met(entry.id, entry.hash) else "altered"
