"""Second shares: keystores that may be used, those that may not, and key files."""

import keyring.backends.fail
import keyring.backends.null
import pytest
from keyring.errors import KeyringError, KeyringLocked

from earlyhelp.errors import Invalid, StorageFault
from earlyhelp.keys import share


class MemoryKeystore:
    """A keystore that keeps what it is given."""

    def __init__(self):
        self.held = {}

    def get_password(self, service, username):
        return self.held.get((service, username))

    def set_password(self, service, username, password):
        self.held[service, username] = password


class ForgetfulKeystore(MemoryKeystore):
    def set_password(self, service, username, password):
        pass


class ClosedKeystore(MemoryKeystore):
    def get_password(self, service, username):
        raise KeyringLocked

    def set_password(self, service, username, password):
        raise KeyringError


def refusal(action, *args):
    with pytest.raises(StorageFault) as refused:
        action(*args)
    return refused.value.key


def test_device_share_stays_per_store_and_account():
    store = MemoryKeystore()
    made = share.new_device_share("v", "r.tamar", store)
    assert share.device_share("v", "r.tamar", store) == made
    assert (made.kind, len(made.secret)) == ("pp+device", 32)
    assert share.new_device_share("v", "j.lynher", store).secret != made.secret
    assert share.device_share("v", "r.tamar", store) == made


def test_device_share_that_is_not_there():
    assert refusal(share.device_share, "v", "a", MemoryKeystore()) == "key.device.missing"
    for store in (ClosedKeystore(), ForgetfulKeystore()):
        assert refusal(share.new_device_share, "v", "a", store) == "key.device.unavailable"
    assert refusal(share.device_share, "v", "a", ClosedKeystore()) == "key.device.unavailable"
    for held in ("not base64!", "c2hvcnQ="):
        store = MemoryKeystore()
        store.set_password("earlyhelp", "v/a", held)
        assert refusal(share.device_share, "v", "a", store) == "key.device.missing"


def test_only_the_operating_systems_keystore_is_trusted():
    class PlaintextKeyring(MemoryKeystore):
        __module__ = "keyrings.alt.file"

    class SystemKeyring(MemoryKeystore):
        __module__ = "keyring.backends.SecretService"

    poor = [PlaintextKeyring(), keyring.backends.fail.Keyring(), keyring.backends.null.Keyring()]
    assert refusal(share.trusted_keystore, poor) == "key.device.unavailable"
    good = SystemKeyring()
    assert share.trusted_keystore([*poor, good]) is good


def test_no_desktop_means_no_device_share(monkeypatch):
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    try:
        assert refusal(share.device_share, "v", "a") == "key.device.unavailable"
    finally:
        keyring.set_keyring(before)


def test_key_file_round_trip_and_no_overwriting(tmp_path):
    path = tmp_path / "stick.key"
    made = share.new_key_file(path)
    assert share.key_file_share(path) == made
    assert (made.kind, len(made.secret)) == ("pp+file", 32)
    with pytest.raises(Invalid):
        share.new_key_file(path)
    assert share.key_file_share(path) == made


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"a holiday photograph",
        b"earlyhelp key file 1\n",
        b"earlyhelp key file 1\n!!!!",
        b"earlyhelp key file 1\nc2hvcnQ=",
        b"earlyhelp key file 1\n\xff",
    ],
)
def test_damaged_key_file(tmp_path, raw):
    (tmp_path / "k").write_bytes(raw)
    assert refusal(share.key_file_share, tmp_path / "k") == "key.file.damaged"


def test_missing_key_file(tmp_path):
    assert refusal(share.key_file_share, tmp_path / "k") == "key.file.missing"


def test_fingerprint_names_without_telling():
    one, two = share.Share("pp+file", b"1" * 32), share.Share("pp+file", b"2" * 32)
    assert one.fingerprint != two.fingerprint
    assert share.NO_SHARE.fingerprint == ""
    assert b"1" * 32 not in repr(one).encode()
