"""What is to be checked before a paper is handed to a parent stands over the lists, and only then."""

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QLabel, QWidget

from tests.ui.test_print_for import PREVIEW
from ui.views.disclosure import DisclosureDialog


@pytest.mark.parametrize("unsure", [(), ("Maja Made-up",)])
def test_responsibility_that_is_not_recorded_is_told(dressed, qtbot, unsure):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1100, 700)
    dialog = DisclosureDialog(page)
    dialog.show_preview(replace(PREVIEW, unsure=unsure))
    words = " ".join(one.text() for one in dialog.findChildren(QLabel))
    told = "Parental responsibility is not recorded for: Maja Made-up" in words
    assert told is bool(unsure)
    dialog.reject()
