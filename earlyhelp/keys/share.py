"""The second share of a slot key: held by this device's keystore, or in a key file.

Refuses keystores that write plain text: without a proper one there is no device share at all.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from earlyhelp.errors import Invalid, StorageFault
from earlyhelp.keys import wraps
from earlyhelp.keys.header import ShareKind
from earlyhelp.platform import write_durably

_SERVICE = "earlyhelp"
_FILE_MARK = b"earlyhelp key file 1\n"
_TRUSTED = (  # keystores of the operating system; anything else may be a plain file
    "keyring.backends.Windows",
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
)


@dataclass(frozen=True)
class Share:
    """A second share, or none (`NO_SHARE`)."""

    kind: ShareKind
    secret: bytes = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """Name the share without telling it: this finds the slot it belongs to."""
        marked = hashlib.sha256(b"earlyhelp/1/share|" + self.secret)
        return marked.hexdigest()[:16] if self.secret else ""


NO_SHARE = Share("pp", b"")


class Keystore(Protocol):
    """What the house asks of an operating system's keystore."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...


def device_share(vault: str, account: str, keystore: Keystore | None = None) -> Share:
    """Fetch this account's share from this device's keystore.

    Raises: StorageFault "key.device.unavailable" without a proper keystore, "key.device.missing" if
    it holds nothing for this account.
    """
    held = _asked(keystore or system_keystore(), vault, account)
    if held is None:
        raise StorageFault("key.device.missing")
    return Share("pp+device", _decoded(held.encode(), "key.device.missing"))


def new_device_share(vault: str, account: str, keystore: Keystore | None = None) -> Share:
    """Draw a new share for this account and leave it in this device's keystore.

    Raises: StorageFault("key.device.unavailable") if it is not there when read back.
    """
    store = keystore or system_keystore()
    drawn = base64.b64encode(wraps.new_key()).decode("ascii")
    try:
        store.set_password(_SERVICE, f"{vault}/{account}", drawn)
    except _keystore_faults() as cause:
        raise StorageFault("key.device.unavailable") from cause
    if _asked(store, vault, account) != drawn:
        raise StorageFault("key.device.unavailable")
    return device_share(vault, account, store)


def system_keystore() -> Keystore:
    """Return the operating system's keystore.

    Raises: StorageFault("key.device.unavailable") if there is none, or only one that writes plain text.
    """
    import keyring

    chosen = keyring.get_keyring()
    return trusted_keystore(getattr(chosen, "backends", (chosen,)))


def trusted_keystore(candidates: Iterable[Keystore]) -> Keystore:
    """Return the first candidate that belongs to the operating system.

    Raises: StorageFault("key.device.unavailable") if none does.
    """
    for candidate in candidates:
        if type(candidate).__module__ in _TRUSTED:
            return candidate
    raise StorageFault("key.device.unavailable")


def share_for(kinds: Iterable[str], vault: str, account: str, key_file: str) -> Share:
    """Return the share that goes with an account's slots: a key file if one is named.

    Raises: StorageFault as `key_file_share` and `device_share`.
    """
    if key_file:
        return key_file_share(Path(key_file))
    return device_share(vault, account) if "pp+device" in kinds else NO_SHARE


def key_file_share(path: Path) -> Share:
    """Read a key file.

    Raises: StorageFault "key.file.missing" or "key.file.damaged".
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(len(_FILE_MARK) + 100)
    except OSError:
        raise StorageFault("key.file.missing") from None
    if not raw.startswith(_FILE_MARK):
        raise StorageFault("key.file.damaged")
    return Share("pp+file", _decoded(raw[len(_FILE_MARK) :].strip(), "key.file.damaged"))


def new_key_file(path: Path) -> Share:
    """Make a new key file, best on a stick that is not kept beside the machine.

    Raises: Invalid if something has that name already; StorageFault if it cannot be written.
    """
    if path.exists():
        raise Invalid({"key_file": "key.file.exists"})
    write_durably(path, _FILE_MARK + base64.b64encode(wraps.new_key()) + b"\n")
    return key_file_share(path)


def _asked(keystore: Keystore, vault: str, account: str) -> str | None:
    try:
        return keystore.get_password(_SERVICE, f"{vault}/{account}")
    except _keystore_faults() as cause:
        raise StorageFault("key.device.unavailable") from cause


def _keystore_faults() -> tuple[type[Exception], ...]:
    from keyring.errors import KeyringError

    return (KeyringError, OSError, RuntimeError)


def _decoded(text: bytes, fault: str) -> bytes:
    try:
        secret = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise StorageFault(fault) from None
    if len(secret) != wraps.KEY_BYTES:
        raise StorageFault(fault)
    return secret
