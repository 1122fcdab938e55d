"""The window of a store opened for reading only: one page, and a keeper that refuses all else."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ui.jobs import KeeperLink
from ui.presenters.inspection import InspectionPresenter
from ui.shell import Shell
from ui.views.inspection import InspectionView
from ui.wiring.reloading import hear_work

_PAGE = "inspection"


class InspectionWindow(QObject):
    """One store, looked at from outside."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        super().__init__()
        self.shell, self.link = Shell(), KeeperLink(self)
        self.link.frozen_command = (*self.link.frozen_command, "--read-only")
        self.view = InspectionView(str(folder))
        self._presenter = InspectionPresenter(self.view, self.link.sender_for(self.view))
        self.view.inspect_pressed.connect(self._presenter.inspect)
        hear_work(self.link, self.view, self._presenter.heard)
        app.aboutToQuit.connect(self.end)

    def show(self) -> None:
        """Show the page and start the keeper beside it."""
        self.shell.set_frame_shown(False)
        self.shell.show_demo(False)
        self.shell.show_status([])
        self.shell.add_page(_PAGE, self.view)
        self.shell.show_page(_PAGE)
        self.link.start()
        self.shell.show()

    def end(self) -> None:
        """End the keeper: the program ends."""
        self.link.stop()
        self.link.wait_until_stopped()
