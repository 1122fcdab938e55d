"""Lets analysts into the analysis file and out of it.  Gives them nothing of the case file."""

from datetime import date

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.errors import Invalid
from earlyhelp.keys.header import Slot, read_header
from earlyhelp.keys.slots import Credentials, add_slot
from earlyhelp.messages.staff import ApproveAccount
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services.context import Context
from earlyhelp.services.figures_file import ANALYSIS, AnalysisFile, analysis_file
from earlyhelp.services.staff_rules import approvals, passphrase_faults
from earlyhelp.services.staff_slots import cost_of, joiner_share, key_file_faults, own_slot, without
from earlyhelp.storage.unit_of_work import UnitOfWork


def admit_analyst(
    uow: UnitOfWork, account: StaffAccount, message: ApproveAccount, context: Context
) -> Slot:
    """Give a waiting analyst their account and slot in the analysis file; return the slot.

    Raises: Invalid for a passphrase or key file that will not do; else as `analysis_file`.
    """
    wrong = passphrase_faults(message.passphrase, account.login)
    wrong |= key_file_faults(context, message.key_file)
    if wrong:
        raise Invalid(wrong)
    cost = cost_of(own_slot(context)[1])
    share = joiner_share(context, message.key_file)
    who = Credentials(account.login, message.passphrase, share)
    with analysis_file(uow, context) as file:
        kept = without(file.header, file.secret, account.login)
        header, slot = add_slot(kept, file.secret, who, cost)
        _enter(file, account, slot)
        file.write_header(header)
    return slot


def settle_ended(uow: UnitOfWork, context: Context) -> int:
    """Take ended analysts out of the analysis file; return how many.

    The administrator, who ends accounts, holds no key of that file: the next session of information
    governance does this.  The last slot of a file stays, but its account is ended there too.
    """
    ended = {
        account.login: account.ends_on
        for account in uow.all(StaffAccount, StaffAccount.status == "ended")
        if account.role in approvals() and approvals()[account.role].file == ANALYSIS
    }
    header = read_header(context.folder / f"{ANALYSIS}.ehdh")
    if not ended.keys() & {slot.account for slot in header.slots}:
        return 0
    with analysis_file(uow, context) as file:
        gone = _end(file, ended)
        kept = file.header
        for slot in file.header.slots:
            if slot.account in ended and {each.account for each in kept.slots} - {slot.account}:
                kept = without(kept, file.secret, slot.account)
        file.write_header(kept)
    return gone


def _enter(file: AnalysisFile, account: StaffAccount, slot: Slot) -> None:
    with file.unit(Permission.ACCOUNT_APPROVE, Scope.STAFF) as uow:
        known = uow.first(StaffAccount, StaffAccount.login == account.login)
        if known is not None:
            uow.change(
                known, None, status="active", public=slot.pub, verify=slot.verify, must_change=1
            )
        else:
            uow.add(
                StaffAccount(
                    id=account.id, login=account.login, name=account.name, role=account.role,
                    status="active", public=slot.pub, verify=slot.verify,
                    created_by=account.created_by, approved_by=uow.principal.account_id,
                    starts_on=account.starts_on, ends_on=account.ends_on, must_change=1,
                )
            )  # fmt: skip
        uow.commit()


def _end(file: AnalysisFile, ended: dict[str, date | None]) -> int:
    with file.unit(Permission.ACCOUNT_APPROVE, Scope.STAFF) as uow:
        active = (StaffAccount.login.in_(ended), StaffAccount.status == "active")
        accounts = uow.all(StaffAccount, *active)
        for account in accounts:
            uow.change(account, None, status="ended", ends_on=ended[account.login])
        if accounts:
            uow.commit()
    return len(accounts)
