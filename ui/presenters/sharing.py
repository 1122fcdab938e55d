"""Sharing agreements with services and the packages that are out.  Shows no family anywhere."""

from collections.abc import Callable
from typing import Protocol

from earlyhelp.errors import HouseError
from earlyhelp.forms.definition import Answers
from earlyhelp.messages.base import Command, Receipt
from earlyhelp.messages.sharing import (
    ClosePackage,
    EndIsa,
    IsaRow,
    PackageRow,
    SaveIsa,
    SharingRegister,
    SharingRegisterPage,
    TakeReceipt,
)
from ui.presenters.asking import Send
from ui.presenters.family_forms import (
    Ask,
    FormDesk,
    FormsView,
    codes,
    day_of,
    dialog,
    needed_day,
    text,
)
from ui.wording import say


class SharingScreen(FormsView, Protocol):
    """What the page must offer."""

    def show_register(self, register: SharingRegister) -> None: ...
    def show_isa(self, row: IsaRow | None) -> None: ...
    def show_package(self, row: PackageRow | None) -> None: ...
    def show_receipt(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class SharingPresenter:
    """The register of information governance."""

    def __init__(self, view: SharingScreen, send: Send, announce: Callable[..., None]) -> None:
        self._view, self._send, self._announce = view, send, announce
        self._isas: dict[int, IsaRow] = {}
        self._packages: dict[int, PackageRow] = {}
        self._isa = self._package = 0
        self._what = ""  # which sentence says that the open form was saved
        self.forms = FormDesk(view, send, lambda receipt: self._done(receipt, self._what))

    def load(self) -> None:
        """Show the register."""
        self._send(SharingRegisterPage(), self._show, self._failed)

    def choose_isa(self, isa_id: int) -> None:
        """Show what may be done with a sharing agreement."""
        self._isa = isa_id
        self._view.show_isa(self._isas.get(isa_id))

    def new_isa(self) -> None:
        """Open an empty form."""
        self._what = "sharing.page.saved"
        self.forms.open(isa_form(None))

    def change_isa(self) -> None:
        """Open the chosen sharing agreement to correct it."""
        row = self._isas.get(self._isa)
        if row is not None:
            self._what = "sharing.page.saved"
            self.forms.open(isa_form(row))

    def end_isa(self) -> None:
        """End the chosen sharing agreement."""
        row = self._isas.get(self._isa)
        if row is not None:
            message = EndIsa(isa_id=row.id, version=row.version)
            self._send(
                message, lambda receipt: self._done(receipt, "sharing.page.ended"), self._failed
            )

    def choose_package(self, package_id: int) -> None:
        """Show what may be done with a package."""
        self._package = package_id
        self._view.show_package(self._packages.get(package_id))

    def close_package(self) -> None:
        """Ask why a package is closed without a receipt."""
        row = self._packages.get(self._package)
        if row is not None:
            self._what = "sharing.package.closed"
            self.forms.open(close_form(row))

    def take_receipt(self, content: bytes) -> None:
        """Take in a receipt a partner sent back; nothing that is not right is kept."""
        message, done = TakeReceipt(content=content), "sharing.package.receipt.taken"
        self._send(message, lambda receipt: self._done(receipt, done), self._failed)

    def receipt_unreadable(self) -> None:
        """Say that a file could not be read."""
        self._view.show_failure(say("sharing.receipt"))

    def _show(self, register: SharingRegister) -> None:
        self._isas = {row.id: row for row in register.isas}
        self._packages = {row.id: row for row in register.packages}
        self._view.show_register(register)
        self.choose_isa(self._isa)
        self.choose_package(self._package)

    def _done(self, receipt: Receipt, what: str) -> None:
        self._view.show_receipt(say(what))
        self._announce(*receipt.changed)
        self.load()

    def _failed(self, error: HouseError) -> None:
        self._view.show_failure(say(error.key, **error.params))


def isa_form(row: IsaRow | None) -> Ask:
    """Return the form of a sharing agreement, empty or filled."""

    def make(given: Answers) -> Command:
        return SaveIsa(
            isa_id=row.id if row else 0,
            version=row.version if row else 0,
            agency=text(given, "isa.agency"),
            organisation_type=text(given, "isa.organisation_type"),
            purposes=codes(given, "isa.purposes"),
            classes=codes(given, "isa.classes"),
            from_on=needed_day(given, "isa.from_on"),
            until_on=day_of(given, "isa.until_on"),
            review_on=needed_day(given, "isa.review_on"),
            document=text(given, "isa.document"),
        )

    return Ask(name="isa", form=dialog("isa"), make=make, answers=_filled(row) if row else {})


def close_form(row: PackageRow) -> Ask:
    """Return the question why a package is closed without a receipt."""

    def make(given: Answers) -> Command:
        reason = text(given, "close_package.reason")
        return ClosePackage(package_id=row.id, version=row.version, reason=reason)

    return Ask(name="close_package", form=dialog("close_package"), make=make)


def _filled(row: IsaRow) -> Answers:
    given: Answers = {
        "isa.agency": row.agency,
        "isa.organisation_type": row.organisation_type,
        "isa.purposes": list(row.purposes),
        "isa.classes": list(row.classes),
        "isa.from_on": row.from_on.isoformat(),
        "isa.review_on": row.review_on.isoformat(),
        "isa.document": row.document,
    }
    return given | ({"isa.until_on": row.until_on.isoformat()} if row.until_on else {})
