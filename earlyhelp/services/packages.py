"""Packages for partners: made, chased until a receipt says they were deleted.  Keeps no content."""

import secrets
from datetime import date, timedelta

from msgspec import Struct

from earlyhelp.domain.disclosure import shortened_name
from earlyhelp.domain.sharing import sharing_rules
from earlyhelp.errors import Invalid
from earlyhelp.keys import passphrase
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.disclosing import ReleaseOutside
from earlyhelp.messages.sharing import ClosePackage, PackageState, TakeReceipt
from earlyhelp.packages.reader import PackageFault, check_receipt, fingerprint
from earlyhelp.records.sharing import PartnerPackage
from earlyhelp.services.context import Context
from earlyhelp.services.entry_checks import LINE, Faults
from earlyhelp.services.handlers import handles
from earlyhelp.storage.unit_of_work import UnitOfWork

_LONGEST_RECEIPT = 16 * 1024


class Sent(Struct, frozen=True, kw_only=True):
    """A package ready to leave: its row, its bytes, and the fingerprint to be told apart."""

    row: PartnerPackage
    content: bytes
    fingerprint: str


def sending(uow: UnitOfWork, message: ReleaseOutside) -> date:
    """Return the day by which the package must be deleted.

    Raises: Invalid for a day that is past or too far off, where nothing would open it, or for a
    passphrase that can be guessed: it leaves the building with nothing else before it.
    """
    today, faults = uow.clock.today(), Faults()
    last = today + timedelta(days=sharing_rules().longest_keep_days)
    fine = message.delete_by is not None and today < message.delete_by <= last
    faults.unless(fine, "delete_by", "disclosure.delete_by")
    faults.unless(
        bool(message.public_key or message.passphrase), "passphrase", "disclosure.recipient"
    )
    faults.stop()
    if not message.public_key:
        passphrase.check(message.passphrase, message.reader.name)
    assert message.delete_by is not None
    return message.delete_by


def send(
    uow: UnitOfWork, context: Context, message: ReleaseOutside, delete_by: date,
    files: dict[str, bytes],
) -> Sent:  # fmt: skip
    """Make the package, signed with the store's own key, and keep what is needed to chase it."""
    from earlyhelp.packages.writer import Letter, Recipient, make

    signer = context.vault.signer.key
    public = signer.public_key().public_bytes_raw()
    name = f"package-{secrets.token_hex(6)}"
    who = shortened_name(context.principal.display_name)
    letter = Letter(
        name=name, sender=f"{who}, {context.vault.origin}", signer=public,
        reader=message.reader.name, purpose=message.reader.why, delete_by=delete_by,
    )  # fmt: skip
    recipient = Recipient(passphrase=message.passphrase, public_key=message.public_key)
    made = make(recipient, letter, files, signer.sign)
    row = PartnerPackage(
        name=name, agency=message.reader.agency.strip() or message.reader.kind,
        sent_at=uow.clock.now(), sent_by=uow.principal.account_id, delete_by=delete_by,
        sha256=made.sha256, receipt_key=made.receipt_key, state=PackageState.SENT.value,
        opened_at=None, closed_at=None, basis=message.reader.basis,
    )  # fmt: skip
    uow.add(row)
    return Sent(row=row, content=made.content, fingerprint=fingerprint(public))


@handles(TakeReceipt)
def take_receipt(uow: UnitOfWork, message: TakeReceipt, _context: Context) -> Receipt:
    """Keep what a receipt proves; a package said to be deleted is closed.

    Raises: Invalid for a receipt that is of no package, or not right.
    """
    row, said = _receipt(uow, message.content)
    now = uow.clock.now()
    if row.state == PackageState.CLOSED:
        return Receipt(id=row.id, version=row.version)
    if said["act"] == "deleted":
        opened = row.opened_at or now
        uow.change(row, None, state=PackageState.CLOSED.value, opened_at=opened, closed_at=now)
    else:
        uow.change(row, None, state=PackageState.OPENED.value, opened_at=now)
    return Receipt(id=row.id, version=row.version)


@handles(ClosePackage)
def close_package(uow: UnitOfWork, message: ClosePackage, _context: Context) -> Receipt:
    """Close a package by hand, with the reason."""
    faults = Faults()
    reason = faults.text("reason", message.reason, LINE, required=True)
    faults.stop()
    row = uow.get(PartnerPackage, message.package_id)
    uow.change(
        row,
        message.version,
        state=PackageState.CLOSED.value,
        closed_at=uow.clock.now(),
        closed_why=reason,
    )
    return Receipt(id=row.id, version=row.version)


def _receipt(uow: UnitOfWork, content: bytes) -> tuple[PartnerPackage, dict[str, str]]:
    if len(content) <= _LONGEST_RECEIPT:
        for row in uow.all(PartnerPackage, order=PartnerPackage.sent_at.desc()):
            try:
                return row, check_receipt(content, row.receipt_key, row.name, row.sha256)
            except PackageFault:
                continue
    raise Invalid({"content": "sharing.receipt"}, key="sharing.receipt")
