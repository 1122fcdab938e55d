"""Says what was just taken away, where it stood, and puts it back.  Keeps the last thing only."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout

from ui.widgets.banner import Banner
from ui.wording import say


class Undo(Banner):
    """One for a page; offered anew it forgets what it kept."""

    def __init__(self) -> None:
        super().__init__()
        self._back: Callable[[], None] | None = None
        self.link_chosen.connect(lambda _key: self._put_back())

    def offer(
        self, at: tuple[QVBoxLayout, int], words: tuple[str, str], back: Callable[[], None]
    ) -> None:
        """Stand at a place of a column and take the keyboard to the way back.

        Shape: `words` say that something was taken away, and what; `back` puts it there again.
        """
        column, place = at
        self._back = back
        column.insertWidget(place, self)
        self.show_message(*words, tone="info", links=[("undo", say("undo.link"))])
        self.focus_first()

    def forget(self) -> None:
        """Leave what was taken away where it went."""
        self._back = None
        self.leave()

    def _put_back(self) -> None:
        back, self._back = self._back, None
        if back is not None:
            back()
            self.leave()
