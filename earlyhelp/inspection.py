"""Reading only: inspects a store on a locked disk or in evidence, for those who may verify stores.

Opens nothing of a family: house.md, settled 3, says no entry, no look, and here no entry can be written.
"""

from pathlib import Path

from earlyhelp.access.permissions import Permission
from earlyhelp.access.policy import Policy
from earlyhelp.access.principal import Principal
from earlyhelp.bootstrap import CASE
from earlyhelp.clock import Clock, SystemClock
from earlyhelp.errors import Refused, StorageFault
from earlyhelp.keys.header import read_header
from earlyhelp.keys.share import share_for
from earlyhelp.keys.slots import Credentials, share_kinds, unlock
from earlyhelp.storage.inspection import Inspected, ReadOnlyStore


def inspect_store(
    folder: Path, login: str, passphrase: str, key_file: str = "", clock: Clock | None = None
) -> Inspected:
    """Check a store without changing a byte of it or beside it.

    Wrong passphrases are not counted, for there is nowhere to write: the key derivation alone slows them.
    Raises: Locked("key.wrong"), Refused for a role that does not verify stores, StorageFault.
    """
    if not folder.is_dir():
        raise StorageFault("store.missing")
    header = read_header(folder / f"{CASE}.ehdh")
    share = share_for(share_kinds(header, login), header.vault, login, key_file)
    opened = unlock(header, Credentials(login, passphrase, share))
    store = ReadOnlyStore(folder / f"{CASE}.ehdb", opened.secret)
    try:
        account = store.account(login)
        today = (clock or SystemClock()).today()
        if (
            account is None
            or account.status != "active"
            or (account.ends_on is not None and account.ends_on < today)
        ):
            raise Refused("signin.ended")
        who = Principal(
            account_id=account.id, login=login, display_name="", role=account.role, device="",
            session="",
        )  # fmt: skip
        Policy.shipped().require(who, Permission.STORE_VERIFY)
        if store.fact("epoch") != str(header.epoch).encode():
            raise StorageFault("store.other")
        return store.inspect()
    finally:
        store.close()
