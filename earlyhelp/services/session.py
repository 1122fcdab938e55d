"""Who is signed in, their passphrase, checkpoints.  Changes nobody else's account."""

from earlyhelp.errors import Invalid
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.session import ChangePassphrase, Checkpoint, CurrentSession, Session
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services.audit_checkpoints import keep_elsewhere
from earlyhelp.services.audit_witness import remember
from earlyhelp.services.backups import due_since, last_dates
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.recertifying import ends_soon
from earlyhelp.services.staff_rules import passphrase_faults
from earlyhelp.services.staff_slots import change_own_passphrase, own_slot, passphrase_alone
from earlyhelp.storage.unit_of_work import UnitOfWork

#: What may stand in the audit as the reason of a checkpoint: nobody's own words.
_WHY = frozenset({"lock", "sign-out", "export"})


@handles(CurrentSession)
def current_session(uow: UnitOfWork, _message: CurrentSession, context: Context) -> Session:
    """Say who is signed in and what the buttons may offer."""
    who, names = context.principal, context.team_names
    backed_up_at, rehearsed_at = last_dates(uow)
    kind = "analysis" if context.vault.path.stem == "analysis" else "case"
    due = due_since(uow) if kind == "case" else (None, None)
    return Session(
        account_id=who.account_id,
        login=who.login,
        display_name=who.display_name,
        role=who.role,
        team_names=tuple(names[team] for team in who.teams if team in names),
        team_ids=who.teams,
        permissions=frozenset(p.value for p in context.policy.permissions_of(who)),
        store_name=context.folder.name,
        kind=kind,
        demo=context.demo,
        audit_size=context.vault.trail.size,
        audit_verified_at=context.audit_verified_at,
        share=own_slot(context)[1].kind,
        passphrase_alone=passphrase_alone(context),
        backed_up_at=backed_up_at,
        rehearsed_at=rehearsed_at,
        backup_due=due[0],
        rehearsal_due=due[1],
        must_change=context.must_change,
        ends_on=ends_soon(uow.get(StaffAccount, who.account_id), uow.clock.today()),
        conduct_due=context.conduct_due,
        interests_due=context.interests_due,
    )


@handles(ChangePassphrase)
def change_passphrase(uow: UnitOfWork, message: ChangePassphrase, context: Context) -> Receipt:
    """Take another passphrase for one's own account; whoever chose the first knows it no longer.

    Raises: Invalid for a new one that will not do; Locked("key.wrong") where the old one is wrong.
    """
    if message.new_passphrase == message.passphrase:
        raise Invalid({"passphrase": "passphrase.same"})
    wrong = passphrase_faults(message.new_passphrase, context.principal.login)
    if wrong:
        raise Invalid(wrong)
    change_own_passphrase(context, message.passphrase, message.new_passphrase, message.key_file)
    if context.must_change:
        account = uow.get(StaffAccount, context.principal.account_id)
        uow.change(account, None, must_change=0)
        context.must_change = False
    return Receipt(id=context.principal.account_id)


@handles(Checkpoint)
def checkpoint(uow: UnitOfWork, message: Checkpoint, context: Context) -> str:
    """Sign the audit as it stands, and leave the checkpoint where other machines can keep it."""
    if message.why not in _WHY:
        raise Invalid({"why": "entry.not_in_list"})
    uow.purpose = message.why
    text = context.vault.checkpoint(context.principal.login)
    keep_elsewhere(context.vault.facts["vault"].decode(), text)
    remember(context)
    return text
