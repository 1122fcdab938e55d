"""The plan shown to a partner in the program: compiled and settled as for paper, kept, judged anew at each look.

Shows nothing that was not settled, and nothing that somebody it tells of has not agreed to today.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from earlyhelp.clock import day_of
from earlyhelp.domain.disclosure import AGENCY, Judged
from earlyhelp.domain.sharing import sharing_rules
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.disclosing import DisclosurePreview, ReaderFor
from earlyhelp.messages.partner_shares import (
    PartnerShareRow,
    PartnerShares,
    SharedLine,
    SharedPart,
    SharedParts,
    SharedPlan,
    SharedPlanPage,
    SharedPlanRow,
    SharedPlans,
    SharedSection,
    ShareWithPartner,
)
from earlyhelp.records.casework import EarlyHelpPlan
from earlyhelp.records.grants import FamilyGrant
from earlyhelp.records.partner_shares import PartnerShare
from earlyhelp.records.people import Family, Person
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services import grants, sharing
from earlyhelp.services.action_owners import actions_of
from earlyhelp.services.context import Context
from earlyhelp.services.disclosure import note_of, stop_unsettled
from earlyhelp.services.disclosure_compile import Compiled, compiled
from earlyhelp.services.family_records import family_to_write, staff_names
from earlyhelp.services.family_words import words
from earlyhelp.services.handlers import handles
from earlyhelp.services.partners import KIND
from earlyhelp.services.partners_sight import Sight
from earlyhelp.services.plan_standing import in_force
from earlyhelp.services.sharing_records import SHARED
from earlyhelp.storage.unit_of_work import UnitOfWork

_METHOD = "program"


@handles(PartnerShares)
def partner_shares(
    uow: UnitOfWork, message: PartnerShares, _context: Context
) -> tuple[PartnerShareRow, ...]:
    """Return everybody involved with the family and where what they were shown stands."""
    family = family_to_write(uow, message.family_id)
    given = {one.id: one.account_id for one in grants.live(uow, family_id=family.id, kind=KIND)}
    kept = uow.all(PartnerShare, PartnerShare.grant_id.in_(given))
    shown = {one.account_id: one for one in kept}
    names = staff_names(uow, {one.shared_by for one in shown.values()})
    plan = _in_force(uow, family.id)
    accounts = uow.all(StaffAccount, StaffAccount.id.in_(given.values()), order=StaffAccount.name)
    return tuple(_row(uow, one, plan, shown.get(one.id), names) for one in accounts)


@handles(ShareWithPartner)
def share_with_partner(uow: UnitOfWork, message: ShareWithPartner, context: Context) -> Receipt:
    """Keep the settled parts for one partner and write it into the sharing log.

    Raises: Refused for a plan that is not this family's or not in force; Invalid for somebody who is
    not involved, for what is not settled yet and where nothing may be given.
    """
    family = family_to_write(uow, message.family_id)
    plan = _in_force(uow, family.id)
    if plan is None or plan.id != message.plan_id:
        raise Refused("refused.record")
    account = uow.first(StaffAccount, StaffAccount.id == message.account_id)
    given = grants.live(uow, account_id=message.account_id, family_id=family.id, kind=KIND)
    if account is None or not given:
        raise Invalid({"account_id": "partner.not_involved"}, key="partner.not_involved")
    uow.purpose = words(f"paper.for.{AGENCY}")
    reader = _reader(account)
    asked = DisclosurePreview(
        family_id=family.id, kind="plan", subject_id=plan.id, reader=reader,
        settled=message.settled,
    )  # fmt: skip
    found = compiled(uow, context, asked, message.settled)
    stop_unsettled(found)
    grants.renew_names(uow, given[-1])
    row = _kept(uow, given[-1], plan, found)
    named = f"{reader.name}, {reader.agency}"
    note = note_of(found, reader, named, _METHOD)
    sharing.log(uow, family.id, SHARED, reader.basis, note)
    return Receipt(id=row.id, version=row.version, family_id=family.id)


@handles(SharedPlans)
def shared_plans(
    uow: UnitOfWork, _message: SharedPlans, context: Context
) -> tuple[SharedPlanRow, ...]:
    """Return the families of which this partner was shown something that may still be told."""
    found = (_shown(uow, row, context) for row in _mine(uow, context))
    return tuple(sorted((one.row for one in found if one), key=lambda row: row.reference))


@handles(SharedPlanPage)
def shared_plan(uow: UnitOfWork, message: SharedPlanPage, context: Context) -> SharedPlan:
    """Return one family's plan; alone, so that the family's own list of looks names this one.

    Raises: Refused where nothing was shown or nothing may be told any more.
    """
    rows = _mine(uow, context, message.family_id)
    found = _shown(uow, rows[0], context) if rows else None
    if found is None:
        raise Refused("refused.record")
    return found


def _mine(uow: UnitOfWork, context: Context, family_id: int | None = None) -> list[PartnerShare]:
    me = context.principal.account_id
    given = grants.live(uow, account_id=me, family_id=family_id, kind=KIND)
    mine = {one.id for one in given}
    return uow.all(PartnerShare, PartnerShare.account_id == me, PartnerShare.grant_id.in_(mine))


def _shown(uow: UnitOfWork, row: PartnerShare, context: Context) -> SharedPlan | None:
    """Return one family's plan, or nothing where no part of it may be told any more."""
    family = uow.get(Family, row.family_id)
    held: SharedParts = uow.open(row, "content")
    sight = Sight(uow, context, family.id)
    parts = [one for one in held.parts if sight.still(one, held.people)]
    if not parts:
        return None
    about = tuple(dict.fromkeys(ident for one in parts for ident in one.subjects))
    shown = SharedPlanRow(
        family_id=family.id,
        family=uow.open(family, "directory") if sight.may("identity", about) else "",
        reference=family.reference,
        number=held.number,
        shared_on=day_of(row.shared_at),
    )
    return SharedPlan(row=shown, sections=tuple(_sections(parts)), agreed=sight.agreed())


def _sections(parts: Iterable[SharedPart]) -> Iterator[SharedSection]:
    together: dict[tuple[str, str], list[SharedLine]] = {}
    for one in parts:
        line = SharedLine(title=one.title, text=one.text)
        together.setdefault((one.section, one.source), []).append(line)
    for (title, source), lines in together.items():
        yield SharedSection(title=title, source=source, lines=tuple(lines))


def _kept(
    uow: UnitOfWork, grant: FamilyGrant, plan: EarlyHelpPlan, found: Compiled
) -> PartnerShare:
    """Keep the parts in place of what this partner was shown before."""
    everybody = uow.all(Person, Person.family_id == plan.family_id, order=Person.id)
    content = SharedParts(
        number=plan.number,
        parts=tuple(map(_part, found.given)),
        people=tuple(one.id for one in everybody),
    )
    values = {
        "grant_id": grant.id, "plan_id": plan.id, "plan_version": plan.version,
        "shared_at": uow.clock.now(), "shared_by": uow.principal.account_id,
    }  # fmt: skip
    whose = {"family_id": plan.family_id, "account_id": grant.account_id}
    before = uow.first(PartnerShare, *(getattr(PartnerShare, k) == v for k, v in whose.items()))
    if before is None:
        return uow.add(PartnerShare(**whose, **values), content=content)
    return uow.change(before, None, **values, content=content)


def _part(one: Judged) -> SharedPart:
    part = one.part
    return SharedPart(
        section=part.section, title=part.title, text=part.text, subjects=part.subjects,
        data_class=part.data_class, source=part.source,
    )  # fmt: skip


def _row(
    uow: UnitOfWork, account: StaffAccount, plan: EarlyHelpPlan | None,
    share: PartnerShare | None, names: dict[int, str],
) -> PartnerShareRow:  # fmt: skip
    row = PartnerShareRow(
        account_id=account.id, name=account.name, agency=account.agency or "",
        reader=_reader(account), plan_id=plan.id if plan else 0,
        own_actions=actions_of(uow, plan.id, account.name) if plan else 0,
    )  # fmt: skip
    if share is None:
        return row
    same = plan is not None and (plan.id, plan.version) == (share.plan_id, share.plan_version)
    held: SharedParts = uow.open(share, "content")
    return replace(
        row, number=held.number, shared_at=share.shared_at, by=names.get(share.shared_by, ""),
        changed=plan is not None and not same,
    )  # fmt: skip


def _reader(account: StaffAccount) -> ReaderFor:
    """Return for whom the parts are compiled: what a partner sees rests on agreement alone."""
    return ReaderFor(
        kind=AGENCY, name=account.name, agency=account.agency or "", basis="agreement",
        why=sharing_rules().partner_purpose,
    )  # fmt: skip


def _in_force(uow: UnitOfWork, family_id: int) -> EarlyHelpPlan | None:
    of_the_family = EarlyHelpPlan.family_id == family_id
    return uow.first(EarlyHelpPlan, of_the_family, *in_force(), order=EarlyHelpPlan.number.desc())
