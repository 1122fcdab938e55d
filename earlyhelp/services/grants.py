"""Gives one person a way into one family, and ends it.  Decides nothing about who deserves one."""

from datetime import datetime

from earlyhelp.errors import Bug, Refused
from earlyhelp.keys.wraps import wrap_for
from earlyhelp.messages.records import GrantedNames
from earlyhelp.records.grants import FamilyGrant
from earlyhelp.records.people import Family, Home, Person
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services.context import Context
from earlyhelp.services.staff_keys import keys_of_role
from earlyhelp.storage.family_keys import grant_info
from earlyhelp.storage.standing import live as _open_now
from earlyhelp.storage.unit_of_work import UnitOfWork

KINDS = frozenset({"restricted", "break_glass", "subject_request", "quality_audit", "partner"})


def give(
    uow: UnitOfWork,
    context: Context,
    family_id: int,
    account: StaffAccount,
    kind: str,
    until: datetime | None = None,
) -> FamilyGrant:
    """Open a family that the giver can open for another account, from now until `until`.

    Raises: Refused where the family is not there for the giver, where the account is not active, and
    for oneself; Locked("key.missing") where the giver does not hold the family's key.
    """
    if kind not in KINDS:
        raise Bug("grants.kind", name=kind)
    if account.id == context.principal.account_id:
        raise Refused("grants.self")
    if account.status != "active":
        raise Refused("grants.account")
    uow.need_keys({uow.get(Family, family_id).id})
    return wrap_for_account(uow, family_id, account, kind, until)


def wrap_for_account(
    uow: UnitOfWork, family_id: int, account: StaffAccount, kind: str, until: datetime | None = None
) -> FamilyGrant:
    """Lay down a grant of a family whose key is in the ring; whoever calls has decided.

    Raises: Locked("key.missing") where it is not.
    """
    key = uow.keyring.family_secret(family_id)
    grant = FamilyGrant(
        family_id=family_id, account_id=account.id, kind=kind, from_at=uow.clock.now(),
        until_at=until, ended_at=None, given_by=uow.principal.account_id,
        wrapped=wrap_for(account.public, key, grant_info(family_id, account.id)),
    )  # fmt: skip
    knows = "directory" in keys_of_role(account.role)
    return uow.add(grant, names=None if knows else names_of(uow, uow.get(Family, family_id)))


def end(uow: UnitOfWork, grant: FamilyGrant) -> None:
    """End a grant now and drop its wrap; an ended one stays as it is."""
    if grant.ended_at is None:
        uow.need_keys({grant.family_id})  # one's own grant may be the only way to them
        grant.wrapped = b""  # not among the old and new values of the audit
        uow.change(grant, None, ended_at=uow.clock.now())


def renew_names(uow: UnitOfWork, grant: FamilyGrant) -> None:
    """Let a grant that brings names say who is in the family today."""
    if grant.names is not None:
        family = uow.get(Family, grant.family_id)
        uow.change(grant, None, names=names_of(uow, family))


def live(
    uow: UnitOfWork,
    *,
    account_id: int | None = None,
    family_id: int | None = None,
    kind: str | None = None,
) -> list[FamilyGrant]:
    """Return the open grants of an account, on a family, of a kind; only of families in reach."""
    asked = (
        (FamilyGrant.account_id, account_id),
        (FamilyGrant.family_id, family_id),
        (FamilyGrant.kind, kind),
    )
    where = [column == value for column, value in asked if value is not None]
    return uow.all(FamilyGrant, *where, _open_now(FamilyGrant, uow.clock.now), order=FamilyGrant.id)


def names_of(uow: UnitOfWork, family: Family) -> GrantedNames:
    """Return what the directory says of a family, for somebody without a directory key."""
    people = uow.all(Person, Person.family_id == family.id)
    homes = uow.all(Home, Home.family_id == family.id, Home.directory.is_not(None))
    return GrantedNames(
        family=uow.open(family, "directory"),
        people={one.id: uow.open(one, "directory") for one in people},
        homes={one.id: uow.open(one, "directory") for one in homes},
    )
