"""The list of the emergency duty, kept by information governance, its key and its drill.  Opens no family."""

from datetime import date, timedelta

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.clock import day_of
from earlyhelp.errors import Refused
from earlyhelp.messages.access import EmergencyManagers, NameEmergencyManagers, RenewEmergencyKey
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.emergency_duty import (
    DrillEmergencyKey,
    DrillOutcome,
    DutyRow,
    DutyView,
    EmergencyDuty,
)
from earlyhelp.messages.requests import StaffChoice
from earlyhelp.records.access import EmergencyManager
from earlyhelp.records.staff import KeyWrap, StaffAccount, StoreFact
from earlyhelp.services import emergency_key, named_keys
from earlyhelp.services.access_rules import choices, limits, names_of_staff, staff_with
from earlyhelp.services.context import Context
from earlyhelp.services.entry_checks import Faults
from earlyhelp.services.handlers import handles
from earlyhelp.storage.standing import EMERGENCY
from earlyhelp.storage.unit_of_work import UnitOfWork

_DRILL = "emergency_drill"


@handles(NameEmergencyManagers)
def name(uow: UnitOfWork, message: NameEmergencyManagers, context: Context) -> Receipt:
    """Set the list.  The first list gets a key at once; later ones when a holder renews it.

    Shape: who is off the list loses the key at once; who is new waits for the renewal, because
    information governance holds no key to hand on.
    Raises: Invalid where somebody is no manager today; Refused where no holder would be left.
    """
    known = {one.id: one for one in _managers(uow, context)}
    wanted = set(message.manager_ids)
    faults = Faults()
    faults.unless(bool(wanted), "manager_ids", "entry.required")
    faults.unless(wanted <= known.keys(), "manager_ids", "emergency.manager")
    faults.stop()
    listed = {row.account_id: row for row in _listed(uow)}
    now, me = uow.clock.now(), context.principal.account_id
    begun = emergency_key.exists(uow)
    holders = {row.account_id for row in uow.all(KeyWrap, KeyWrap.key_name == EMERGENCY)}
    if begun and holders and not holders & wanted:
        raise Refused("emergency.last")
    for ident in sorted(listed.keys() - wanted):
        uow.change(listed[ident], None, ended_at=now)
        if ident in holders:
            named_keys.take(uow, EMERGENCY, uow.get(StaffAccount, ident))
    for ident in sorted(wanted - listed.keys()):
        uow.add(EmergencyManager(account_id=ident, named_by=me, named_at=now, ended_at=None))
    if not begun:
        emergency_key.begin(uow, [known[ident] for ident in sorted(wanted)])
    return Receipt()


@handles(EmergencyManagers)
def listed(
    uow: UnitOfWork, _message: EmergencyManagers, context: Context
) -> tuple[StaffChoice, ...]:
    """Return the managers on the list, by name."""
    ids = {row.account_id for row in _listed(uow)}
    return choices(uow, [one for one in _managers(uow, context) if one.id in ids])


@handles(RenewEmergencyKey)
def renew(uow: UnitOfWork, _message: RenewEmergencyKey, context: Context) -> Receipt:
    """Draw a new key for those on the list and wrap every restricted family for it.

    Raises: Refused where the person does not hold the present key.
    """
    if not uow.session.standing.emergency:
        raise Refused("emergency.holder")
    ids = {row.account_id for row in _listed(uow)}
    emergency_key.renew(uow, [one for one in _managers(uow, context) if one.id in ids])
    return Receipt()


@handles(EmergencyDuty)
def duty(uow: UnitOfWork, _message: EmergencyDuty, context: Context) -> DutyView:
    """Return who is on the list, who of them holds the key, and when it was last tried."""
    me, names = context.principal.account_id, names_of_staff(uow)
    holders = {row.account_id for row in uow.all(KeyWrap, KeyWrap.key_name == EMERGENCY)}
    names_them = Permission.EMERGENCY_NAME in context.policy.permissions_of(context.principal)
    known = choices(uow, _managers(uow, context))
    teams = {
        one.account_id: ", ".join(
            sorted(context.team_names.get(ident, "") for ident in one.team_ids)
        )
        for one in known
    }
    on, by = _last_drill(uow)
    rows = (
        DutyRow(
            account_id=row.account_id, name=names.get(row.account_id, ""),
            teams=teams.get(row.account_id, ""), named_by=names.get(row.named_by, ""),
            named_on=day_of(row.named_at), holds=row.account_id in holders,
        )
        for row in _listed(uow)
    )  # fmt: skip
    return DutyView(
        rows=tuple(sorted(rows, key=lambda row: row.name)),
        possible=known if names_them else (),
        begun=emergency_key.exists(uow),
        i_hold=me in holders,
        drilled_on=on,
        drilled_by=names.get(by, ""),
        drill_due=on is None or uow.clock.today() - on >= timedelta(limits().emergency_drill_days),
    )


@handles(DrillEmergencyKey)
def drill(uow: UnitOfWork, _message: DrillEmergencyKey, context: Context) -> DrillOutcome:
    """Try the person's key on every restricted family and keep the day if it opens them all.

    Raises: Refused where the person holds no key.
    """
    if not uow.session.standing.emergency:
        raise Refused("emergency.holder")
    uow.unseen = True  # only keys are tried: nothing of a family is opened
    whole = emergency_key.opens_all(uow)
    uow.purpose = "emergency drill: whole" if whole else "emergency drill: not whole"
    if whole:
        told = f"{uow.clock.today().isoformat()} {context.principal.account_id}".encode()
        former = uow.first(StoreFact, StoreFact.name == _DRILL)
        if former is None:
            uow.add(StoreFact(name=_DRILL, value=told))
        else:
            uow.change(former, None, value=told)
    return DrillOutcome(whole=whole)


def _last_drill(uow: UnitOfWork) -> tuple[date | None, int]:
    kept = uow.first(StoreFact, StoreFact.name == _DRILL)
    if kept is None:
        return None, 0
    on, _, by = kept.value.decode().partition(" ")
    tried_on = date.fromisoformat(on)
    return (tried_on, int(by)) if tried_on <= uow.clock.today() else (None, 0)


def _managers(uow: UnitOfWork, context: Context) -> list[StaffAccount]:
    return staff_with(uow, context, Permission.EMERGENCY_RENEW, Scope.EMERGENCY)


def _listed(uow: UnitOfWork) -> list[EmergencyManager]:
    return uow.all(EmergencyManager, EmergencyManager.ended_at.is_(None))
