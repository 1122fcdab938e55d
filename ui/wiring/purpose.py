"""Asks why, once a family, when the keeper wants to know; then asks the keeper again."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import shiboken6
from PySide6.QtCore import QObject

from earlyhelp.domain.codes import code_list
from earlyhelp.errors import HouseError, Invalid, Refused
from earlyhelp.messages.framing import Asked
from earlyhelp.messages.looks import StatePurpose
from ui.jobs import Failed, KeeperLink, Succeeded
from ui.presenters.asking import Send
from ui.shell import Shell
from ui.views.purpose import PurposeDialog
from ui.wording import say

_NEEDED = "purpose.needed"
_OTHER = "other"


@dataclass
class _Waiting:
    """A question that is asked again once the purpose is said, or fails if it is not."""

    owner: QObject
    again: Callable[[], None]
    give_up: Callable[[], None]


class PurposePrompt:
    """One of them for a signed-in window: at most one dialog is open."""

    def __init__(self, shell: Shell, link: KeeperLink) -> None:
        self._shell, self._link = shell, link
        self._waiting: dict[int, list[_Waiting]] = {}
        self._open = 0

    def sender_for(self, owner: QObject) -> Send:
        """Return the way to ask the keeper that asks the person for a purpose where one is needed."""

        def send(message: Asked, succeeded: Succeeded, failed: Failed) -> None:
            def told(error: HouseError) -> None:
                if isinstance(error, Refused) and error.key == _NEEDED:
                    again = partial(send, message, succeeded, failed)
                    waiting = _Waiting(owner, again, partial(failed, error))
                    self._ask(int(error.params["family"]), waiting)
                else:
                    failed(error)

            self._link.send(owner, message, succeeded, told)

        return send

    def _ask(self, family_id: int, waiting: _Waiting) -> None:
        self._waiting.setdefault(family_id, []).append(waiting)
        if not self._open:
            self._show(family_id)

    def _show(self, family_id: int) -> None:
        self._open = family_id
        choices = [(item.code, item.label) for item in code_list("look_purpose").items]
        dialog = PurposeDialog(self._shell, choices, _OTHER)
        dialog.chosen.connect(partial(self._state, dialog, family_id))
        dialog.rejected.connect(partial(self._ended, family_id, said=False))
        dialog.open()

    def _state(self, dialog: PurposeDialog, family_id: int, code: str, text: str) -> None:
        def done(_receipt: object) -> None:
            dialog.accept()
            self._ended(family_id, said=True)

        def failed(error: HouseError) -> None:
            if isinstance(error, Invalid) and "text" in error.fields:
                dialog.show_error(say(error.fields["text"]))
            else:
                dialog.show_failure(say(error.key, **error.params))

        message = StatePurpose(family_id=family_id, code=code, text=text)
        self._link.send(dialog, message, done, failed)

    def _ended(self, family_id: int, *, said: bool) -> None:
        self._open = 0
        for one in self._waiting.pop(family_id, []):
            if shiboken6.isValid(one.owner):
                (one.again if said else one.give_up)()
        if self._waiting and not self._open:
            self._show(next(iter(self._waiting)))
