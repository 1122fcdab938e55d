"""A store header with two accounts, made once: each slot costs an Argon2 run."""

import pytest

from earlyhelp.keys.cost import FLOOR
from earlyhelp.keys.header import Header
from earlyhelp.keys.share import Share
from earlyhelp.keys.slots import Credentials, StoreSecret, add_slot

TAMAR = Credentials("r.tamar", "lantern orchard pebble tide")
LYNHER = Credentials("j.lynher", "copper thistle window march", Share("pp+device", b"d" * 32))


@pytest.fixture(scope="session")
def secret():
    return StoreSecret.new()


@pytest.fixture(scope="session")
def header(secret):
    first, _ = add_slot(Header.create("vault-1", "case"), secret, TAMAR, FLOOR)
    both, _ = add_slot(first, secret, LYNHER, FLOOR)
    return both


@pytest.fixture
def tamar():
    return TAMAR


@pytest.fixture
def lynher():
    return LYNHER
