"""A store with a planted family in West and one in South, seen by West's manager."""

import pytest

from tests.access.world import plant_world
from tests.services.conftest import _clock_put_back, door, founded  # noqa: F401 - the shared store


@pytest.fixture(scope="module")
def seen(door):  # noqa: F811
    return plant_world(door("maureen"))


@pytest.fixture(scope="module")
def hidden(door):  # noqa: F811
    return plant_world(door("sam"))
