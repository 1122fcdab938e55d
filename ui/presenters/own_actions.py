"""A partner's own actions and where they stand.  Opens nothing else."""

from collections.abc import Callable
from typing import Protocol

from earlyhelp.errors import HouseError, Invalid
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.partners import OwnActionRow, OwnActions, ProgressOwnAction
from ui.presenters.asking import Send
from ui.wording import say


class OwnActionsScreen(Protocol):
    """What the page must offer."""

    def show_rows(self, rows: tuple[OwnActionRow, ...]) -> None: ...
    def show_errors(self, errors: dict[str, str]) -> None: ...
    def show_receipt(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class OwnActionsPresenter:
    """One list; a note is kept on the page until it is saved."""

    def __init__(self, view: OwnActionsScreen, send: Send, announce: Callable[..., None]) -> None:
        self._view, self._send, self._announce = view, send, announce
        self._rows: dict[int, OwnActionRow] = {}

    def load(self) -> None:
        """Show the actions."""
        self._send(OwnActions(), self._show, self._failed)

    def progress(self, action_id: int, status: str, note: str) -> None:
        """Say where an action stands."""
        row = self._rows.get(action_id)
        if row is None:
            return
        message = ProgressOwnAction(
            plan_id=row.plan_id, version=row.version, action_id=action_id, status=status, note=note
        )
        self._send(message, self._saved, self._failed)

    def _show(self, rows: tuple[OwnActionRow, ...]) -> None:
        self._rows = {row.action_id: row for row in rows}
        self._view.show_rows(rows)

    def _saved(self, receipt: Receipt) -> None:
        self._view.show_errors({})
        self._view.show_receipt(say("own_actions.saved"))
        self._announce(*receipt.changed)
        self.load()

    def _failed(self, error: HouseError) -> None:
        if isinstance(error, Invalid) and error.fields:
            self._view.show_errors({key: say(fault) for key, fault in error.fields.items()})
        else:
            self._view.show_failure(say(error.key, **error.params))
