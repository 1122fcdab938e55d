"""Which colleagues a paper may be made for: accounts of this store, chosen and never typed.  Hands nothing out."""

from earlyhelp.messages.requests import StaffChoice
from earlyhelp.records.people import Family
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services import grants
from earlyhelp.services.colleagues import in_conflict
from earlyhelp.storage.unit_of_work import UnitOfWork

#: Partners are told what was agreed and analysts know of no family: neither is a colleague here.
_NEVER = frozenset({"partner", "analyst"})


def paper_colleagues(uow: UnitOfWork, family: Family) -> dict[int, StaffAccount]:
    """Return the active accounts that a paper about a family may be made for, by id.

    Shape: never whoever asks, nobody known to be too close to the family, and for a restricted family
    its named readers alone.
    Source: DPIA risk 2; product.md 1 (partner, analyst); security.md 6.4 (restricted families).
    """
    today = uow.clock.today()
    fit = (StaffAccount.status == "active", StaffAccount.role.not_in(_NEVER))
    found = {
        one.id: one
        for one in uow.all(StaffAccount, *fit, order=StaffAccount.name)
        if one.starts_on <= today and (one.ends_on is None or one.ends_on >= today)
    }
    wanted = found.keys() - {uow.principal.account_id} - in_conflict(uow, family.id)
    if family.restricted:
        given = grants.live(uow, family_id=family.id, kind="restricted")
        wanted &= {one.account_id for one in given}
    return {ident: one for ident, one in found.items() if ident in wanted}


def offered_colleagues(uow: UnitOfWork, family: Family) -> tuple[StaffChoice, ...]:
    """Return the same as they are offered to choose from, by name."""
    return tuple(
        StaffChoice(account_id=one.id, name=one.name, role=one.role)
        for one in paper_colleagues(uow, family).values()
    )
