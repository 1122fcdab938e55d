"""Rights are confirmed every 90 days by somebody else, or they end."""

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import func, select

from earlyhelp.clock import day_of
from earlyhelp.errors import Refused
from earlyhelp.messages.account_changes import ConfirmRights, RightsRow, RightsToConfirm
from earlyhelp.messages.base import Receipt
from earlyhelp.records.conduct import Certification, LastUse
from earlyhelp.records.staff import Membership, StaffAccount, Team
from earlyhelp.services.account_ending import end_rights
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.staff_rules import teams_of
from earlyhelp.settings import load
from earlyhelp.storage.unit_of_work import UnitOfWork


class Recertify(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rule (resources/access/recertify.toml)."""

    every_days: int
    warn_days: int
    by: dict[str, str]


@cache
def rule() -> Recertify:
    """Return how often rights are confirmed, and by whom."""
    return load("access/recertify.toml", Recertify)


def note_use(uow: UnitOfWork, account_id: int) -> None:
    """Keep that an account was used today."""
    known, today = uow.first(LastUse, LastUse.account_id == account_id), uow.clock.today()
    if known is None:
        uow.add(LastUse(account_id=account_id, on=today))
    elif known.on != today:
        uow.change(known, None, on=today)


def ends_soon(account: StaffAccount, today: date) -> date | None:
    """Return the last day of an account if it is near, else None."""
    near = account.ends_on is not None and account.ends_on <= today + timedelta(rule().warn_days)
    return account.ends_on if near else None


@handles(RightsToConfirm)
def rights_to_confirm(
    uow: UnitOfWork, _message: RightsToConfirm, context: Context
) -> tuple[RightsRow, ...]:
    """Return the accounts this person has to confirm, those that end soon with them."""
    return tuple(rights_due(uow, context))


def rights_due(uow: UnitOfWork, context: Context) -> list[RightsRow]:
    """Return the accounts this person has to confirm, by name; those that end soon with them."""
    names = {team.id: team.name for team in uow.all(Team)}
    known = _Known(uow)
    rows = []
    for account in uow.all(StaffAccount, StaffAccount.status == "active", order=StaffAccount.name):
        teams = known.teams.get(account.id, [])
        why = known.why(account) if _is_mine(account, teams, context) else ""
        if why:
            rows.append(
                RightsRow(
                    account_id=account.id,
                    name=account.name,
                    role=account.role,
                    teams=", ".join(sorted(names[team] for team in teams)),
                    confirmed_on=known.confirmed_on(account),
                    used_on=known.used.get(account.id),
                    ends_on=account.ends_on,
                    why=why,
                    version=account.version,
                )
            )
    return rows


@handles(ConfirmRights)
def confirm_rights(uow: UnitOfWork, message: ConfirmRights, context: Context) -> Receipt:
    """Keep that the rights are still needed, or end them.

    Raises: Refused for oneself and for accounts somebody else confirms.
    """
    account = uow.get(StaffAccount, message.account_id)
    if account.status != "active" or not _is_mine(account, teams_of(uow, account), context):
        raise Refused("recertify.not_yours")
    if message.needed:
        uow.add(
            Certification(
                account_id=account.id, at=uow.clock.now(), by=context.principal.account_id
            )
        )
        uow.purpose = "rights still needed"
        return Receipt(id=account.id, version=account.version)
    uow.purpose = "rights not needed any more"
    return end_rights(uow, account, message.version or None, context)


def _is_mine(account: StaffAccount, teams: list[int], context: Context) -> bool:
    who = context.principal
    if who.account_id == account.id or rule().by.get(account.role) != who.role:
        return False
    if not teams:  # a partner belongs to no team: whoever let them in confirms them
        return not who.teams or account.approved_by == who.account_id
    return not who.teams or bool(set(teams) & set(who.teams))


class _Known:
    """When everybody's rights were last confirmed and used, asked for once."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._today = uow.clock.today()
        self.teams: dict[int, list[int]] = {}
        for place in uow.all(Membership):
            self.teams.setdefault(place.account_id, []).append(place.team_id)
        by_now = Certification.at <= uow.clock.now()  # a clock set ahead confirms nothing for good
        newest: Any = select(Certification.account_id, func.max(Certification.at))
        self._confirmed: dict[int, datetime] = dict(
            map(tuple, uow.rows(newest.where(by_now).group_by(Certification.account_id)))
        )
        self.used: dict[int, date] = {one.account_id: one.on for one in uow.all(LastUse)}

    def confirmed_on(self, account: StaffAccount) -> date:
        at = self._confirmed.get(account.id)
        return day_of(at) if at else account.starts_on

    def why(self, account: StaffAccount) -> str:
        """Return why rights are listed: "confirm", "unused" or "ends"; "" if they are not.

        Unused rights that somebody confirmed all the same are not asked about again.
        """
        long_ago = timedelta(rule().every_days)
        if self._today - self.confirmed_on(account) >= long_ago:
            return "confirm"
        used = self.used.get(account.id) or account.starts_on
        if self._today - used >= long_ago and account.id not in self._confirmed:
            return "unused"
        return "ends" if ends_soon(account, self._today) else ""
