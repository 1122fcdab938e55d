"""The whole main job with the keyboard alone, real window, real keeper."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from ui.tour.journey import Journey
from ui.tour.whole import whole_job


class MouseSeen(QObject):
    """Counts every press of a mouse in the program."""

    def __init__(self) -> None:
        super().__init__()
        self.presses = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.presses += event.type() == QEvent.Type.MouseButtonPress
        return False


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_from_the_request_to_the_export_without_a_mouse(walk: Journey, qapp: QApplication) -> None:
    seen = MouseSeen()
    qapp.installEventFilter(seen)
    whole_job(walk)
    qapp.removeEventFilter(seen)
    assert seen.presses == 0
    papers = sorted(path.name for path in (walk.out / "pdf").iterdir())
    assert papers == [
        "assessment-family.pdf", "assessment-file.pdf", "plan-family.pdf", "plan-file.pdf",
    ]  # fmt: skip
    assert {path.suffix for path in (walk.out / "export").iterdir()} >= {".csv", ".xlsx"}
