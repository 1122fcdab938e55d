"""What the program does about the risks of the DPIA, with the keyboard alone: real window, real keeper."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.journeys.test_main_job_by_keyboard import MouseSeen
from ui.tour.eyes import spoken
from ui.tour.hands import Hands
from ui.tour.journey import Journey
from ui.tour.whole import PARTS, do_part

#: What each part leaves behind as a file; the others wait for the sentence that says it is done.
LEFT = {
    "sharing": {"plan-for-school.pdf"},
    "subject_request": {"subject-pack.pdf"},
    "erasure": {"erasure-certificate.pdf"},
    "register": {"register-annex.pdf"},
}


class WatchfulHands(Hands):
    """Notes each step after which the keyboard is nowhere, hidden, or thrown back to the frame."""

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands.window)
        self.lost: list[str] = []

    def settle(self) -> None:
        """Wait, then look where the keyboard is."""
        super().settle()
        at, shell = QApplication.focusWidget(), self.window.shell
        if at is None or not at.isVisible() or not at.isEnabled():
            self.lost.append(f"{self.step}: {at}")
            return
        page = at in {one.view for one in self.window.pages.values()}  # waits for the first Tab
        marked = page or at.focusPolicy() != Qt.FocusPolicy.NoFocus
        if not marked or shell.bar.isAncestorOf(at) or shell.status.isAncestorOf(at):
            self.lost.append(f"{self.step}: {spoken(at)}")


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("part", PARTS)
def test_it_is_reached_and_finished_without_a_mouse(
    walk: Journey, qapp: QApplication, part: str
) -> None:
    seen, hands = MouseSeen(), WatchfulHands(walk.hands)
    walk.hands = walk.filler._hands = hands
    qapp.installEventFilter(seen)
    do_part(walk, part)
    qapp.removeEventFilter(seen)
    assert seen.presses == 0
    assert hands.lost == []
    assert {path.name for path in (walk.out / "pdf").iterdir()} == LEFT.get(part, set())
    if part == "sharing":
        opened = [path.suffix for path in (walk.out / "export" / "opened").iterdir()]
        assert sorted(opened) == [".json", ".pdf", ".txt"]
