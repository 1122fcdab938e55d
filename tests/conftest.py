"""Before anything else: no window on a screen, and no file outside the tests' own folders."""

import os
import tempfile

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
_SCRATCH = tempfile.TemporaryDirectory(prefix="earlyhelp-tests-")
for _name in (
    "XDG_DATA_HOME",
    "XDG_CONFIG_HOME",
    "XDG_STATE_HOME",
    "XDG_CACHE_HOME",
    "LOCALAPPDATA",
    "XDG_DOCUMENTS_DIR",
):
    os.environ[_name] = _SCRATCH.name


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Begin with the long walks: one begun last keeps a worker while the other has nothing to do."""
    items.sort(key=lambda item: "journeys" not in item.path.parts)


def pytest_make_parametrize_id(val, argname):
    """Name bytes by their place: a file made a second later by the other worker has other ones."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture
def qtbot(qtbot):
    """Pytest-qt's, which holds its widgets until the test is over.

    Pytest-qt itself holds them weakly.  The program's pages belong to its window; a test's page
    belongs to nobody once the test's function returned, and is in a circle with its presenter: a
    collection of garbage in the midst of its last painting would free the page that is painted.
    """
    held, add = [], qtbot.addWidget

    def add_and_hold(widget, **more):
        held.append(widget)
        add(widget, **more)

    qtbot.addWidget = add_and_hold
    yield qtbot
    held.clear()
