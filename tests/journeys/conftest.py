"""A demo store made once, and the real window with its real keeper on a copy of it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from earlyhelp import demo
from ui import theme
from ui.binding import settle_binding
from ui.opening import demo_accounts
from ui.tour.hands import Hands
from ui.tour.journey import Journey
from ui.tour.whole import FAMILIES, SEED, close_window, new_story
from ui.wiring.window import Window

settle_binding()

Open = Callable[..., Window]


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "store"
    demo.create(folder, FAMILIES, SEED, lambda *_: None)
    return folder


@pytest.fixture
def store(made_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))  # checkpoints: each copy has its own
    return Path(shutil.copytree(made_store, tmp_path / "store"))


@pytest.fixture
def open_window(qapp: QApplication) -> Iterator[Open]:
    theme.apply(qapp, "light", 1.0)
    opened: list[Window] = []

    def make(store: Path, idle_ms: int = 300_000) -> Window:
        window = Window(qapp, store, demo_accounts(store), idle_ms)
        opened.append(window)
        window.show()
        window.shell.activateWindow()
        QTest.qWait(50)
        return window

    yield make
    for window in opened:
        close_window(window)
        window.shell.deleteLater()
    QTest.qWait(10)
    theme.apply(qapp, "light", 1.0)


@pytest.fixture
def walk(open_window: Open, store: Path, tmp_path: Path) -> Journey:
    """A journey with the keyboard alone."""
    hands = Hands(open_window(store))
    for folder in ("pdf", "export"):
        (tmp_path / folder).mkdir()
    return Journey(hands, new_story(), demo_accounts(store), tmp_path)
