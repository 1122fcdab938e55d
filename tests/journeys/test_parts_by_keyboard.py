"""What the program does about the risks of the DPIA, with the keyboard alone: real window, real keeper."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.journeys.test_main_job_by_keyboard import MouseSeen
from ui.tour.journey import Journey
from ui.tour.whole import PARTS, do_part

#: What each part leaves behind as a file; the others wait for the sentence that says it is done.
LEFT = {
    "sharing": {"plan-for-school.pdf"},
    "subject_request": {"subject-pack.pdf"},
    "erasure": {"erasure-certificate.pdf"},
    "register": {"register-annex.pdf"},
}


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("part", PARTS)
def test_it_is_reached_and_finished_without_a_mouse(
    walk: Journey, qapp: QApplication, part: str
) -> None:
    seen = MouseSeen()
    qapp.installEventFilter(seen)
    do_part(walk, part)
    qapp.removeEventFilter(seen)
    assert seen.presses == 0
    assert {path.name for path in (walk.out / "pdf").iterdir()} == LEFT.get(part, set())
    if part == "sharing":
        opened = [path.suffix for path in (walk.out / "export" / "opened").iterdir()]
        assert sorted(opened) == [".json", ".pdf", ".txt"]
