"""A founded store of a real kind: no demo, nobody's passphrase on the screen."""

import pytest

from earlyhelp.services.topics import load_topics
from tests.services.founded import found


@pytest.fixture(scope="session")
def founded(tmp_path_factory):
    load_topics()
    return found(tmp_path_factory.mktemp("founded") / "made-up")
