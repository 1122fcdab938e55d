"""Partners: let in to their own actions, and out again with the case.  Shows them nothing else."""

from datetime import date, datetime, timedelta

from earlyhelp.clock import day_begins
from earlyhelp.domain.case_flow import OPEN
from earlyhelp.domain.sharing import Asked, covering, sharing_rules
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.partners import (
    EndPartner,
    InvitePartner,
    OwnActionRow,
    OwnActions,
    PartnerRow,
    Partners,
    ProgressOwnAction,
)
from earlyhelp.messages.plans import OutcomeDraft, ProgressAction
from earlyhelp.records.access import Restriction
from earlyhelp.records.cases import Case
from earlyhelp.records.casework import EarlyHelpPlan, PlanAction
from earlyhelp.records.people import Family
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services import grants
from earlyhelp.services.action_owners import is_owner
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.partners_sight import Sight
from earlyhelp.services.plan_standing import in_force
from earlyhelp.services.plans import progress_action
from earlyhelp.services.sharing_records import all_isas
from earlyhelp.services.work_due import ACTION_OPEN, NO_LIMIT, agreed, in_words, standing
from earlyhelp.storage.unit_of_work import UnitOfWork

ROLE, KIND = "partner", "partner"
#: A year and a half: no early help plan runs longer without being written anew.
_LONGEST_DAYS = 550


@handles(Partners)
def partners(uow: UnitOfWork, message: Partners, _context: Context) -> tuple[PartnerRow, ...]:
    """Return every partner account of today, involved with the family or not."""
    family = uow.get(Family, message.family_id)
    given = {one.account_id: one for one in grants.live(uow, family_id=family.id, kind=KIND)}
    active = (StaffAccount.role == ROLE, StaffAccount.status == "active")
    return tuple(
        PartnerRow(
            account_id=one.id,
            name=one.name,
            agency=one.agency or "",
            since_at=given[one.id].from_at if one.id in given else None,
            until_at=given[one.id].until_at if one.id in given else None,
        )
        for one in uow.all(StaffAccount, *active, order=StaffAccount.name)
    )


@handles(InvitePartner)
def invite_partner(uow: UnitOfWork, message: InvitePartner, context: Context) -> Receipt:
    """Give a partner the way to their own actions.

    Raises: Refused where the family has no open case or the account is no partner's; Invalid for a day
    that is past or too far off, for somebody who is involved already, for a restricted family, and
    where no live sharing agreement with their service covers what a partner sees.
    """
    family = uow.get(Family, message.family_id)
    open_case = (Case.family_id == family.id, Case.status.in_(sorted(OPEN)))
    if uow.first(Case, *open_case) is None:
        raise Refused("request.no_open_case")
    account = uow.first(StaffAccount, StaffAccount.id == message.account_id)
    if account is None or account.role != ROLE:
        raise Invalid({"account_id": "partner.unknown"})
    if grants.live(uow, account_id=account.id, family_id=family.id, kind=KIND):
        raise Invalid({"account_id": "partner.involved"})
    if family.restricted:
        raise Invalid({"account_id": "partner.restricted"})
    _covered(uow, account)
    until = _until(message.until_on, uow.clock.today())
    grant = grants.give(uow, context, family.id, account, KIND, until)
    return Receipt(id=grant.id, version=1, family_id=family.id)


@handles(EndPartner)
def end_partner(uow: UnitOfWork, message: EndPartner, _context: Context) -> Receipt:
    """End the involvement.

    Raises: Refused where there is none.
    """
    family = uow.get(Family, message.family_id)
    given = grants.live(uow, account_id=message.account_id, family_id=family.id, kind=KIND)
    if not given:
        raise Refused("refused.record")
    for grant in given:
        grants.end(uow, grant)
    return Receipt(id=given[0].id, version=given[0].version, family_id=family.id)


@handles(OwnActions)
def own_actions(
    uow: UnitOfWork, _message: OwnActions, context: Context
) -> tuple[OwnActionRow, ...]:
    """Return the actions of plans in force whose owner is this partner, as far as they may be told."""
    plans = {row.id: row for row in uow.all(EarlyHelpPlan, *in_force())}
    rows = uow.all(PlanAction, PlanAction.plan_id.in_(plans), order=PlanAction.due_on)
    sights: dict[int, Sight] = {}
    found = []
    for row in rows:
        if _is_mine(uow.open(row, "says").owner, context):
            if row.family_id not in sights:
                sights[row.family_id] = Sight(uow, context, row.family_id)
            found.append(_shown(uow, row, plans[row.plan_id], sights[row.family_id]))
    return tuple(one for one in found if one is not None)


@handles(ProgressOwnAction)
def progress_own_action(uow: UnitOfWork, message: ProgressOwnAction, context: Context) -> Receipt:
    """Mark where one's own action stands; what is not shown looks like what is not there."""
    row = uow.get(PlanAction, message.action_id)
    if row.plan_id != message.plan_id or not _is_mine(uow.open(row, "says").owner, context):
        raise Refused("refused.record")
    plan = uow.first(EarlyHelpPlan, EarlyHelpPlan.id == row.plan_id, *in_force())
    sight = Sight(uow, context, row.family_id)
    if plan is None or _shown(uow, row, plan, sight) is None:
        raise Refused("refused.record")
    told = ProgressAction(
        plan_id=message.plan_id, version=message.version, action_id=row.id,
        status=message.status, note=message.note,
    )  # fmt: skip
    return progress_action(uow, told, context)


def end_involvements(uow: UnitOfWork) -> None:
    """End the involvement of partners with a case that was closed and with a family that was restricted.

    Source: product.md 1 (it ends with the involvement); security.md 6.4 (restricted: never to partners).
    """
    over = {
        row.family_id
        for row in uow.touched
        if (isinstance(row, Case) and row.closed_on is not None)
        or (isinstance(row, Restriction) and row.status == "open")
    }
    for family_id in over:
        for grant in grants.live(uow, family_id=family_id, kind=KIND):
            grants.end(uow, grant)


def _shown(
    uow: UnitOfWork, row: PlanAction, plan: EarlyHelpPlan, sight: Sight
) -> OwnActionRow | None:
    """Return an action as the partner sees it, or nothing where it may not be told."""
    says, family = uow.open(row, "says"), uow.get(Family, row.family_id)
    outcome = _outcome(uow, plan, row.number)
    title = outcome.words if outcome else ""
    about = sight.of(f"{title} {says.text} {says.note}", outcome.people if outcome else ())
    if not sight.may("personal", about):
        return None
    late = standing(agreed(NO_LIMIT, row.due_on), uow.clock.today())
    open_still = row.status in ACTION_OPEN
    return OwnActionRow(
        action_id=row.id,
        plan_id=plan.id,
        version=plan.version,
        family=uow.open(family, "directory") if sight.may("identity", about) else "",
        reference=family.reference,
        outcome=title,
        text=says.text,
        due_on=row.due_on,
        status=row.status,
        note=says.note,
        lateness=in_words(late) if open_still else "",
        state=late.state if open_still else "",
    )


def _covered(uow: UnitOfWork, account: StaffAccount) -> None:
    """Nothing is shown without a sharing agreement: say so now, not with an empty page.

    Raises: Invalid.
    """
    asked = Asked(
        agency=account.agency or "", purpose=sharing_rules().partner_purpose,
        data_class="personal", on=uow.clock.today(),
    )  # fmt: skip
    if covering(all_isas(uow), asked) is None:
        raise Invalid({"account_id": "partner.no_isa"})


def _until(until_on: date | None, today: date) -> datetime | None:
    if until_on is None:
        return None
    if not today <= until_on <= today + timedelta(days=_LONGEST_DAYS):
        raise Invalid({"until_on": "partner.until"})
    return day_begins(until_on + timedelta(days=1))


def _is_mine(owner: str, context: Context) -> bool:
    return is_owner(owner, context.principal.display_name)


def _outcome(uow: UnitOfWork, plan: EarlyHelpPlan, number: int) -> OutcomeDraft | None:
    """Return the outcome an action serves."""
    outcomes: tuple[OutcomeDraft, ...] = uow.open(plan, "content").outcomes
    return next((one for one in outcomes if any(own.id == number for own in one.actions)), None)
