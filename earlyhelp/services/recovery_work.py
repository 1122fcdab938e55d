"""What a recovery does to header and rows, for the window's ceremony and the command line alike.

The old sheets stay good until somebody says that the new ones are printed: a kill on the way locks
nobody out.
"""

from dataclasses import dataclass, field
from pathlib import Path

from earlyhelp.errors import Invalid, Refused
from earlyhelp.keys.header import read_header, write_header
from earlyhelp.keys.identity import Identity
from earlyhelp.keys.passphrase import one_use
from earlyhelp.keys.recovery import joined, recovery_slots, split, with_recovery, words_in
from earlyhelp.keys.slots import (
    Credentials,
    StoreSecret,
    add_slot,
    database_secret,
    remove_slot,
)
from earlyhelp.records.recovery import RecoveryKey, RecoveryUse, RecoveryWrap
from earlyhelp.records.staff import KeyWrap, StaffAccount
from earlyhelp.services.recovery_keys import current_key, unwrapped, wrap_key
from earlyhelp.services.staff_keys import give_key, keys_of_role
from earlyhelp.services.staff_rules import signs_in_to_case_file, teams_of
from earlyhelp.services.staff_slots import cost_of, without
from earlyhelp.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Recovered:
    """What a recovery gave: a passphrase that opens once, and the next recovery key's shares."""

    login: str
    passphrase: str = field(repr=False)
    shares: tuple[str, ...] = field(repr=False)
    holders: tuple[str, ...] = ()


def identity_of(one: str, two: str) -> Identity:
    """Bring the recovery identity back from what two holders typed.

    Raises: Invalid for field "share_one", "share_two" or, where each is well formed, "share_two".
    """
    words = []
    for name, text in (("share_one", one), ("share_two", two)):
        try:
            words.append(words_in(text))
        except Invalid as found:
            raise Invalid({name: found.fields["share"]}) from None
    try:
        return joined(words)
    except Invalid as found:
        raise Invalid({"share_two": found.fields["share"]}) from None


def key_of(uow: UnitOfWork, identity: Identity) -> RecoveryKey:
    """Return the live recovery key these shares belong to.

    Raises: Refused("recovery.other") for shares of an older key or another store.
    """
    found = uow.first(
        RecoveryKey, RecoveryKey.public == identity.public, RecoveryKey.ended_at.is_(None)
    )
    if found is None:
        raise Refused("recovery.other")
    return found


def new_key(
    uow: UnitOfWork, header_path: Path, secret: StoreSecret, holders: tuple[str, ...]
) -> tuple[RecoveryKey, Identity]:
    """Draw a recovery key beside the present one; one that was never printed goes.

    Raises: Refused while the store's key is being turned.
    """
    header = read_header(header_path)
    if any(slot.pending for slot in header.slots):
        raise Refused("key.rekey.unfinished")
    identity = Identity.new()
    for waiting in uow.all(RecoveryKey, RecoveryKey.printed_at.is_(None)):
        if waiting.ended_at is None:
            _end(uow, waiting)
    kept = current_key(uow)
    for slot in recovery_slots(header):
        if kept is None or slot.pub != kept.public:
            header = remove_slot(header, secret, slot.id)
    write_header(header_path, with_recovery(header, secret, identity))
    made = uow.add(
        RecoveryKey(
            public=identity.public, verify=identity.verify_key, made_at=uow.clock.now(),
            made_by=uow.principal.account_id, holders="\n".join(holders),
            printed_at=None, tried_at=None, ended_at=None,
        )
    )  # fmt: skip
    return made, identity


def recover(
    uow: UnitOfWork, header_path: Path, recovery: Identity, account: StaffAccount, reason: str
) -> Recovered:
    """Give an account a new way in and new wraps, and draw the next recovery key.

    Raises: Refused for accounts that have no way into the case file.
    """
    if account.status != "active" or not signs_in_to_case_file(account.role):
        raise Refused("recovery.account.not")
    key = key_of(uow, recovery)
    header = read_header(header_path)
    slot = next(each for each in recovery_slots(header) if each.pub == recovery.public)
    secret = database_secret(header, slot, recovery)
    keys = unwrapped(uow, key, recovery)
    passphrase = one_use(account.login)
    cost = cost_of(next(each for each in header.slots if each not in recovery_slots(header)))
    header = without(header, secret, account.login)
    header, new_slot = add_slot(header, secret, Credentials(account.login, passphrase), cost)
    write_header(header_path, header)
    uow.change(account, None, public=new_slot.pub, verify=new_slot.verify, must_change=1)
    _give_again(uow, account, keys)
    made, identity = new_key(uow, header_path, secret, tuple(key.holders.split("\n")))
    for (key_name, epoch), each in keys.items():
        wrap_key(uow, made, key_name, epoch, each)
    uow.add(
        RecoveryUse(
            account_id=account.id, at=uow.clock.now(), by=uow.principal.account_id, reason=reason
        )
    )
    return Recovered(account.login, passphrase, split(identity), tuple(key.holders.split("\n")))


def settle(uow: UnitOfWork, header_path: Path, secret: StoreSecret) -> None:
    """Let the newest recovery key count from now on; older sheets open nothing any more.

    Raises: Refused if no new sheets wait.
    """
    live = uow.all(RecoveryKey, RecoveryKey.ended_at.is_(None), order=RecoveryKey.id)
    if not live or live[-1].printed_at is not None:
        raise Refused("recovery.printed.not")
    uow.change(live[-1], None, printed_at=uow.clock.now())
    header = read_header(header_path)
    for old in live[:-1]:
        _end(uow, old)
        for slot in recovery_slots(header):
            if slot.pub == old.public:
                header = remove_slot(header, secret, slot.id)
    write_header(header_path, header)


def _give_again(uow: UnitOfWork, account: StaffAccount, keys: dict[tuple[str, int], bytes]) -> None:
    """Wrap what the account's role and teams need for its new public key; older wraps open no more."""
    held = uow.all(KeyWrap, KeyWrap.account_id == account.id)
    for wrap in held:
        uow.remove(wrap)
    uow.flush()
    wanted = set(keys_of_role(account.role))
    names = {name for name in wanted if name != "team"} | {wrap.key_name for wrap in held}
    if "team" in wanted:
        names |= {f"team:{team}" for team in teams_of(uow, account)}
    for (key_name, epoch), key in sorted(keys.items()):
        if key_name in names:
            give_key(uow, account, key_name, epoch, key)


def _end(uow: UnitOfWork, key: RecoveryKey) -> None:
    uow.change(key, None, ended_at=uow.clock.now())
    for wrap in uow.all(RecoveryWrap, RecoveryWrap.recovery_id == key.id):
        uow.remove(wrap)
