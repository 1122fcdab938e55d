"""The pages that are open: each is made, dressed and shown in turns.  Knows neither keys nor locks."""

from collections.abc import Iterator
from typing import Any

import shiboken6

from ui.shell import Shell
from ui.views.family_form import FormHost
from ui.wiring.desk import Desk, Page
from ui.wiring.pages import RAIL_OF, maker_of


class OpenPages(dict[str, Page]):
    """Every page that was shown since somebody signed in, by its key."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell

    def opening(self, desk: Desk, key: str, where: dict[str, Any]) -> Iterator[None]:
        """Open a page, or bring it to the front and let it load again.

        Shape: one step at each turn; the page in front stays, with the keyboard, until the last.
        """
        page = self.get(key)
        if page is None or where:
            page = maker_of(key)(desk, **where)
            try:
                yield
                self._shell.stack.make_ready(page.view)
                yield
                self._take(key, page)
            finally:
                if self.get(key) is not page and shiboken6.isValid(page.view):
                    page.view.deleteLater()  # given up: Qt's signals would keep it for ever
        else:
            self.leave()
        self._shell.show_page(key, RAIL_OF.get(key, key))
        page.reload()

    def _take(self, key: str, page: Page) -> None:
        self.leave()
        self._shell.add_page(key, page.view)
        self[key] = page

    def leave(self) -> None:
        """Keep what is being typed on any of them, and close the forms over them."""
        for page in self.values():
            page.leave()
            for forms in page.view.findChildren(FormHost):
                forms.leave()
