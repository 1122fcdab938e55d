"""Two small demo stores of one seed, made once."""

import shutil
from datetime import UTC, datetime

import pytest

from earlyhelp.clock import FixedClock
from earlyhelp.demo import create

MORNING = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)
FAMILIES, SEED = 30, 7


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "one"
    return create(folder, FAMILIES, SEED, clock=FixedClock(MORNING))


@pytest.fixture(scope="session")
def again(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "two"
    yield create(folder, FAMILIES, SEED, clock=FixedClock(MORNING))
    shutil.rmtree(folder)
