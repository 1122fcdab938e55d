"""Opens the analysis file beside the case file for whoever was given its secret, and nobody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.errors import Locked, StorageFault
from earlyhelp.keys.header import Header, read_header, write_header
from earlyhelp.keys.slots import StoreSecret, Unlocked
from earlyhelp.keys.wraps import KEY_BYTES
from earlyhelp.platform import exclusive_lock
from earlyhelp.records.staff import KeyWrap
from earlyhelp.services.context import Context
from earlyhelp.services.staff_keys import wrap_info
from earlyhelp.storage.unit_of_work import UnitOfWork

ANALYSIS = "analysis"


@dataclass
class AnalysisFile:
    """The opened analysis file: the session's context with that file's vault in place of its own.

    Shape: `header` is as read, `secret` what its slots are stamped with.
    """

    context: Context
    header: Header
    secret: StoreSecret = field(repr=False)

    def write_header(self, header: Header) -> None:
        """Replace the header durably."""
        write_header(self.context.vault.path.with_suffix(".ehdh"), header)

    def unit(self, permission: Permission, scope: Scope) -> UnitOfWork:
        """Begin one action in the analysis file, audited there under the same person."""
        return self.context.vault.unit(self.context.principal, permission, scope)


def is_analysis(context: Context) -> bool:
    """Tell whether this session is signed in to the analysis file itself."""
    return context.vault.path.stem == ANALYSIS


def held_secrets(uow: UnitOfWork, context: Context) -> dict[int, StoreSecret]:
    """Return the file's secrets this account was given, by epoch: two while the key is being turned.

    Raises: Locked("key.missing") for an account without any.
    """
    mine = context.principal.account_id
    wraps = uow.all(KeyWrap, KeyWrap.account_id == mine, KeyWrap.key_name == ANALYSIS)
    if not wraps:
        raise Locked("key.missing")
    identity, found = context.vault.identity, {}
    for wrap in wraps:
        raw = identity.unwrap(wrap.wrapped, wrap_info(ANALYSIS, wrap.epoch, mine))
        found[wrap.epoch] = StoreSecret(raw[:KEY_BYTES], raw[KEY_BYTES:])
    return found


@contextmanager
def analysis_file(uow: UnitOfWork, context: Context) -> Iterator[AnalysisFile]:
    """Open the analysis file under its lock, and close it again.

    Raises: Locked("key.missing") for an account without its secret; StorageFault if an analyst is
    signed in or the file is at fault.
    """
    held = held_secrets(uow, context)
    path = context.folder / f"{ANALYSIS}.ehdb"
    with exclusive_lock(path.with_suffix(".lock")):
        header = read_header(path.with_suffix(".ehdh"))
        secret = next((one for one in held.values() if header.is_stamped_by(one.key)), None)
        if secret is None:
            raise StorageFault("store.header.altered")
        opened = Unlocked(context.vault.identity, secret, header.slots[0])
        vault = type(context.vault)(path, opened, header.vault, context.vault.clock)
        try:
            yield AnalysisFile(replace(context, vault=vault), header, secret)
        finally:
            vault.close()
