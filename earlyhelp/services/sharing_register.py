"""The register of sharing agreements with agencies, and the packages that are out.  Knows no family."""

from datetime import date, timedelta

from earlyhelp.clock import day_of
from earlyhelp.domain.sharing import is_live, sharing_rules
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.sharing import (
    EndIsa,
    IsaRow,
    PackageRow,
    PackageState,
    SaveIsa,
    SharingRegister,
    SharingRegisterPage,
)
from earlyhelp.records.sharing import IsaAgreement, PartnerPackage
from earlyhelp.services.context import Context
from earlyhelp.services.entry_checks import LINE, Faults
from earlyhelp.services.family_records import staff_names
from earlyhelp.services.handlers import handles
from earlyhelp.services.sharing_records import isa
from earlyhelp.storage.unit_of_work import UnitOfWork

_REFERENCE = 300


@handles(SharingRegisterPage)
def register_page(
    uow: UnitOfWork, _message: SharingRegisterPage, _context: Context
) -> SharingRegister:
    """Return agreements, the next to be reviewed first, and packages, the overdue ones first."""
    today = uow.clock.today()
    isas = uow.all(IsaAgreement, order=(IsaAgreement.review_on, IsaAgreement.id))
    packages = uow.all(PartnerPackage, order=PartnerPackage.sent_at.desc())
    names = staff_names(uow, {one.sent_by for one in packages})
    rows = [_package(one, names, today) for one in packages]
    return SharingRegister(
        isas=tuple(
            sorted((_isa(one, today) for one in isas), key=lambda row: _ORDER[row.standing])
        ),
        packages=tuple(sorted(rows, key=lambda row: (not row.overdue, row.state == "closed"))),
    )


@handles(SaveIsa)
def save_isa(uow: UnitOfWork, message: SaveIsa, _context: Context) -> Receipt:
    """Enter or correct a sharing agreement."""
    _faults(message).stop()
    values = {
        "agency": " ".join(message.agency.split()),
        "organisation_type": message.organisation_type,
        "purposes": " ".join(dict.fromkeys(message.purposes)),
        "classes": " ".join(dict.fromkeys(message.classes)),
        "from_on": message.from_on,
        "until_on": message.until_on,
        "review_on": message.review_on,
        "document": message.document.strip(),
        "recorded_by": uow.principal.account_id,
    }
    if message.isa_id:
        row = uow.change(uow.get(IsaAgreement, message.isa_id), message.version, **values)
    else:
        row = uow.add(IsaAgreement(**values, ended_on=None))
    return Receipt(id=row.id, version=row.version)


@handles(EndIsa)
def end_isa(uow: UnitOfWork, message: EndIsa, _context: Context) -> Receipt:
    """End a sharing agreement from today on."""
    row = uow.get(IsaAgreement, message.isa_id)
    uow.change(row, message.version, ended_on=uow.clock.today())
    return Receipt(id=row.id, version=row.version)


def overdue(row: PartnerPackage, today: date) -> str:
    """Return what a package is chased for: "receipt", "deletion" or nothing."""
    if row.state == PackageState.CLOSED:
        return ""
    if today > row.delete_by:
        return "deletion"
    waited = today - day_of(row.sent_at)
    late = waited > timedelta(days=sharing_rules().receipt_due_days)
    return "receipt" if late and row.state == PackageState.SENT else ""


_ORDER = {"review": 0, "live": 1, "later": 2, "ended": 3}


def _faults(message: SaveIsa) -> Faults:
    faults = Faults()
    faults.text("agency", message.agency, LINE, required=True)
    faults.code("organisation_type", "organisation_type", message.organisation_type, required=True)
    faults.unless(bool(message.purposes), "purposes", "entry.required")
    faults.unless(bool(message.classes), "classes", "entry.required")
    faults.codes("purposes", "sharing_purpose", message.purposes)
    faults.codes("classes", "data_class", message.classes)
    faults.text("document", message.document, _REFERENCE, required=True)
    ends_first = message.until_on is not None and message.until_on < message.from_on
    faults.unless(not ends_first, "until_on", "sharing.ends_first")
    faults.unless(message.review_on > message.from_on, "review_on", "sharing.review_first")
    return faults


def _isa(row: IsaAgreement, today: date) -> IsaRow:
    standing = "later" if row.from_on > today and row.ended_on is None else "ended"
    if is_live(isa(row), today):
        warn = today + timedelta(days=sharing_rules().review_warning_days)
        standing = "review" if row.review_on <= warn else "live"
    return IsaRow(
        id=row.id, version=row.version, agency=row.agency,
        organisation_type=row.organisation_type, purposes=tuple(row.purposes.split()),
        classes=tuple(row.classes.split()), from_on=row.from_on,
        until_on=row.ended_on or row.until_on, review_on=row.review_on, document=row.document,
        standing=standing,
    )  # fmt: skip


def _package(row: PartnerPackage, names: dict[int, str], today: date) -> PackageRow:
    return PackageRow(
        id=row.id, version=row.version, name=row.name, agency=row.agency, sent_at=row.sent_at,
        by=names.get(row.sent_by, ""), delete_by=row.delete_by, state=row.state,
        overdue=overdue(row, today), closed_why=row.closed_why,
    )  # fmt: skip
