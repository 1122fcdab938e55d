"""Qt without a screen, dressed as the program is."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.binding import settle_binding

settle_binding()


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture
def dressed(qapp: QApplication):
    """Light scheme at normal size; puts it back afterwards."""
    theme.apply(qapp, "light", 1.0)
    yield qapp
    theme.apply(qapp, "light", 1.0)


@pytest.fixture
def doubled(qapp: QApplication):
    """Light scheme at 200 % text."""
    theme.apply(qapp, "light", 2.0)
    yield qapp
    theme.apply(qapp, "light", 1.0)
