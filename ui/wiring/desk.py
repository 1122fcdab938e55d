"""What every page is given: the link, the bus, who is signed in, and the way to other pages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from earlyhelp.errors import HouseError
from earlyhelp.messages.session import Session
from ui.change_bus import ChangeBus
from ui.jobs import KeeperLink
from ui.platform import PictureGuard
from ui.presenters.asking import Go, Send
from ui.shell import Shell
from ui.wiring.purpose import PurposePrompt
from ui.wording import say

#: what is announced when pictures of the screen were allowed or stopped
PICTURES = "pictures"


@dataclass
class Page:
    """A page that is open: its widget, and what to do whenever it is shown or left.

    Shape: `prepare` makes in steps what the answer will be shown in, while the keeper looks for it.
    """

    view: QWidget
    reload: Callable[[], None]
    leave: Callable[[], None] = lambda: None
    prepare: Callable[[], Iterator[None]] = lambda: iter(())


@dataclass
class Desk:
    """One signed-in window."""

    shell: Shell
    link: KeeperLink
    bus: ChangeBus
    session: Session
    go: Go
    pictures: PictureGuard
    prompt: PurposePrompt = field(init=False)

    def __post_init__(self) -> None:
        """Have one place that asks why a family is looked at."""
        self.prompt = PurposePrompt(self.shell, self.link)

    def send_for(self, view: QWidget) -> Send:
        """Return the way to ask the keeper; the answers die with the view.

        Where the keeper wants to know why a family is looked at, the person is asked first.
        """
        return self.prompt.sender_for(view)

    def may(self, permission: str) -> bool:
        """Tell whether the role has a permission at all (a courtesy, never protection)."""
        return permission in self.session.permissions


PageMaker = Callable[..., Page]


def sentence(error: HouseError) -> str:
    """Return what a failure says to the person."""
    return say(error.key, **error.params)
