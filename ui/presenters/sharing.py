"""Sharing agreements with services and the packages that are out.  Shows no family anywhere."""

from collections.abc import Callable
from typing import Protocol

from earlyhelp.errors import HouseError
from earlyhelp.forms.definition import Answers
from earlyhelp.messages.base import Command, Receipt
from earlyhelp.messages.sharing import (
    EndIsa,
    IsaRow,
    PackageRow,
    SaveIsa,
    SharingRegister,
    SharingRegisterPage,
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
        self._isa = 0
        self.forms = FormDesk(view, send, lambda receipt: self._done(receipt, "saved"))

    def load(self) -> None:
        """Show the register."""
        self._send(SharingRegisterPage(), self._show, self._failed)

    def choose_isa(self, isa_id: int) -> None:
        """Show what may be done with a sharing agreement."""
        self._isa = isa_id
        self._view.show_isa(self._isas.get(isa_id))

    def new_isa(self) -> None:
        """Open an empty form."""
        self.forms.open(isa_form(None))

    def change_isa(self) -> None:
        """Open the chosen sharing agreement to correct it."""
        row = self._isas.get(self._isa)
        if row is not None:
            self.forms.open(isa_form(row))

    def end_isa(self) -> None:
        """End the chosen sharing agreement."""
        row = self._isas.get(self._isa)
        if row is not None:
            message = EndIsa(isa_id=row.id, version=row.version)
            self._send(message, lambda receipt: self._done(receipt, "ended"), self._failed)

    def _show(self, register: SharingRegister) -> None:
        self._isas = {row.id: row for row in register.isas}
        self._view.show_register(register)
        self.choose_isa(self._isa)

    def _done(self, receipt: Receipt, what: str) -> None:
        self._view.show_receipt(say(f"sharing.page.{what}"))
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
