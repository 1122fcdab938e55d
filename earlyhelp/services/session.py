"""Who is signed in, drafts of their own, checkpoints."""

from earlyhelp.errors import Invalid
from earlyhelp.messages.session import Checkpoint, CurrentSession, Session
from earlyhelp.services.audit_checkpoints import keep_elsewhere
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.storage.unit_of_work import UnitOfWork

#: What may stand in the audit as the reason of a checkpoint: nobody's own words.
_WHY = frozenset({"lock", "sign-out", "export"})


@handles(CurrentSession)
def current_session(_uow: UnitOfWork, _message: CurrentSession, context: Context) -> Session:
    """Say who is signed in and what the buttons may offer."""
    who, names = context.principal, context.team_names
    return Session(
        account_id=who.account_id,
        login=who.login,
        display_name=who.display_name,
        role=who.role,
        team_names=tuple(names[team] for team in who.teams if team in names),
        team_ids=who.teams,
        permissions=frozenset(p.value for p in context.policy.permissions_of(who)),
        store_name=context.folder.name,
        kind="analysis" if context.vault.path.stem == "analysis" else "case",
        demo=context.demo,
        audit_size=context.vault.trail.size,
        audit_verified_at=context.audit_verified_at,
    )


@handles(Checkpoint)
def checkpoint(uow: UnitOfWork, message: Checkpoint, context: Context) -> str:
    """Sign the audit as it stands, and leave the checkpoint where other machines can keep it."""
    if message.why not in _WHY:
        raise Invalid({"why": "entry.not_in_list"})
    uow.purpose = message.why
    text = context.vault.checkpoint(context.principal.login)
    keep_elsewhere(context.vault.facts["vault"].decode(), text)
    return text
