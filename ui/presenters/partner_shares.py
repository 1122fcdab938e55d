"""Showing the plan to a partner in the program: who was shown what, the preview, the way out.  Draws nothing."""

from typing import Protocol

from msgspec.structs import replace

from earlyhelp.errors import HouseError
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.disclosing import DisclosurePreview, Preview
from earlyhelp.messages.partner_shares import PartnerShareRow, PartnerShares, ShareWithPartner
from ui.presenters.asking import Send
from ui.presenters.family import Announce
from ui.presenters.print_for import sentence_of
from ui.wording import say


class PartnerSharesScreen(Protocol):
    """What the section must offer."""

    def show_partners(self, rows: tuple[PartnerShareRow, ...]) -> None: ...
    def show_partner_receipt(self, sentence: str) -> None: ...
    def show_partner_failure(self, sentence: str) -> None: ...


class ShareDialog(Protocol):
    """What the preview over the page must offer."""

    def show_preview(self, preview: Preview) -> None: ...
    def show_preview_failure(self, sentence: str) -> None: ...
    def leave(self) -> None: ...


class PartnerSharesPresenter:
    """One partner at a time; `send` asks for the passphrase once more where that is needed."""

    def __init__(
        self, view: PartnerSharesScreen, over: ShareDialog, send: Send, announce: Announce,
        family_id: int,
    ) -> None:  # fmt: skip
        self._view, self._over, self._send = view, over, send
        self._announce, self._family_id = announce, family_id
        self._rows: dict[int, PartnerShareRow] = {}
        self._chosen: PartnerShareRow | None = None
        self._asked: DisclosurePreview | None = None

    def load(self) -> None:
        """Show who is involved and what each was shown."""
        self._send(PartnerShares(family_id=self._family_id), self._show, self._failed)

    def begin(self, account_id: int) -> None:
        """Show what this partner would be shown of the plan in force."""
        row = self._chosen = self._rows.get(account_id)
        if row is None:
            return
        if not row.plan_id:
            self._view.show_partner_failure(say("partner_share.no_plan"))
            return
        self._asked = DisclosurePreview(
            family_id=self._family_id, kind="plan", subject_id=row.plan_id, reader=row.reader
        )
        self._send(self._asked, self._over.show_preview, self._failed)

    def settle(self, settled: dict[str, str]) -> None:
        """Show it with what was found dealt with."""
        if self._asked is not None:
            self._asked = replace(self._asked, settled=settled)
            self._send(self._asked, self._over.show_preview, self._refused)

    def share(self, settled: dict[str, str]) -> None:
        """Let the partner see it in the program."""
        row = self._chosen
        if row is not None:
            message = ShareWithPartner(
                family_id=self._family_id, account_id=row.account_id, plan_id=row.plan_id,
                settled=settled,
            )  # fmt: skip
            self._send(message, self._shared, self._refused)

    def _show(self, rows: tuple[PartnerShareRow, ...]) -> None:
        self._rows = {row.account_id: row for row in rows}
        self._view.show_partners(rows)

    def _shared(self, receipt: Receipt) -> None:
        name = self._chosen.name if self._chosen else ""
        self._chosen = self._asked = None
        self._over.leave()
        self._view.show_partner_receipt(say("partner_share.done", name=name))
        self._announce(receipt.changed)

    def _refused(self, error: HouseError) -> None:
        self._over.show_preview_failure(sentence_of(error))

    def _failed(self, error: HouseError) -> None:
        self._view.show_partner_failure(sentence_of(error))
