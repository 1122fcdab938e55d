"""Makes the page that restores a backup, where nobody is signed in.  Draws and asks nothing."""

from collections.abc import Callable
from pathlib import Path

from ui.jobs import KeeperLink
from ui.presenters.restore import RestorePresenter
from ui.shell import Shell
from ui.views.restore import RestoreView
from ui.wiring.reloading import hear_work
from ui.wording import say

PAGE = "restore"


def show_restore(
    shell: Shell, link: KeeperLink, where: tuple[str, Path], back: Callable[[], None],
    enter: Callable[[Path], None],
) -> None:  # fmt: skip
    """Show the page; `where` is the backup's folder, if it is known, and the store's."""
    source, store = where
    view = RestoreView(source, str(_empty_beside(store)))
    presenter = RestorePresenter(view, link.sender_for(view))
    view.card.pressed.connect(presenter.restore)
    view.card.stop_pressed.connect(presenter.stop)
    view.back_pressed.connect(back)
    view.open_pressed.connect(lambda folder: enter(Path(folder)))
    hear_work(link, view, presenter.heard)
    shell.add_page(PAGE, view)
    shell.show_page(PAGE)


def _empty_beside(store: Path) -> Path:
    """Return the store's own place if nothing lies there, or one beside it."""
    if not (store / "store.ehdh").exists():
        return store
    return store.with_name(say("restore.folder.name", store=store.name))
