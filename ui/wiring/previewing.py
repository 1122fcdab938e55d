"""Shows what a change of rights would open before it is sent.  Sends nothing itself."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from earlyhelp.messages.policy_view import PolicyAnswer
from ui.presenters.asking import Preview
from ui.views.change_preview import ChangePreview


def preview_over(owner: QWidget) -> Preview:
    """Return the way to show a preview; what comes after it runs only if the person goes on."""

    def show(who: str, answer: PolicyAnswer, go_on: Callable[[], None]) -> None:
        dialog = ChangePreview(owner, who, answer)
        dialog.accepted.connect(go_on)
        dialog.open()

    return show
