"""The composition root: opens a store for somebody and builds their dispatcher."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from earlyhelp import logbook
from earlyhelp.access.permissions import FAMILY_SCOPES, Permission, Scope
from earlyhelp.access.policy import Policy
from earlyhelp.access.principal import Principal
from earlyhelp.clock import Clock, SystemClock
from earlyhelp.errors import Refused, StorageFault
from earlyhelp.keys.header import Header, read_header
from earlyhelp.keys.slots import share_kinds
from earlyhelp.logbook import Event
from earlyhelp.platform import FileLock, device_name, exclusive_lock
from earlyhelp.records.base import Audience, Record
from earlyhelp.records.staff import PASSPHRASE_ALONE, KeyWrap, Membership, StaffAccount, Team
from earlyhelp.services.conduct import is_due
from earlyhelp.services.conflicts import standing
from earlyhelp.services.context import Context
from earlyhelp.services.dispatcher import Dispatcher
from earlyhelp.services.ending_ledger import catch_up_endings
from earlyhelp.services.erasure_ledger import catch_up, kept_ledger
from earlyhelp.services.erasure_naming import keep_seen
from earlyhelp.services.facts import facts_step
from earlyhelp.services.long_work import work_of
from earlyhelp.services.partners import end_involvements
from earlyhelp.services.proving import prove
from earlyhelp.services.recertifying import note_use
from earlyhelp.services.retention_dates import keep_dates
from earlyhelp.services.staff_keys import wrap_info
from earlyhelp.services.topics import load_topics
from earlyhelp.services.work_items import keep_work
from earlyhelp.storage.finishing import finish
from earlyhelp.storage.rekey import recovered
from earlyhelp.storage.search_index import PeopleIndex
from earlyhelp.storage.vault import Vault

CASE, ANALYSIS = "store", "analysis"
#: What every unit of the case file brings up to date before it is saved.
_BEFORE_COMMIT = (keep_work, keep_dates, end_involvements, keep_seen)
DEMO_NOTE, DEMO_STORE = "demo.json", "demo store"


@dataclass
class OpenStore:
    """A store opened for one person; close it and the keys are gone with the process."""

    dispatcher: Dispatcher
    context: Context
    lock: FileLock

    def close(self) -> None:
        """Let go of file and lock, and of long work that is not over."""
        if work := work_of(self.context):
            work.end()
        self.context.vault.close()
        self.lock.release()


def open_store(
    folder: Path, login: str, passphrase: str, key_file: str = "", clock: Clock | None = None
) -> OpenStore:
    """Open the store in a folder for one account.

    Raises: Locked("key.wrong") or Locked("signin.wait", seconds), Refused for ended or waiting
    accounts, StorageFault for everything that is the file's fault.
    """
    load_topics()
    clock = clock or SystemClock()
    name, header = _header_for(folder, login)
    lock = exclusive_lock(folder / f"{name}.lock")
    try:
        store = folder / f"{name}.ehdb"
        header = read_header(store.with_suffix(".ehdh"))  # as it stands now that nobody else writes
        opened, failures = prove(store, header, login, passphrase, key_file, clock)
        header, opened = recovered(store, header, opened)
        vault = Vault(store, opened, header.vault, clock)
        try:
            _same_epoch(vault, header)
            if name == CASE:
                finish_erasures(vault)
            dispatcher, context = _session(folder, vault, login, clock, failures)
        except BaseException:  # who is not let in leaves no open file behind
            vault.close()
            raise
        context.slot_id = opened.slot.id
        return OpenStore(dispatcher, context, lock)
    except BaseException:
        lock.release()
        raise


def finish_erasures(vault: Vault) -> None:
    """Bring store and lists of erasures and endings together, whichever a power cut left behind.

    A ledger that cannot be read or is not whole locks nobody out: the register tells of it.
    """
    vault_id = vault.facts["vault"].decode()
    try:
        finish(vault, kept_ledger(vault_id))
        catch_up(vault_id, vault.ledger.notes())
        catch_up_endings(vault)
    except (Refused, StorageFault):
        logbook.note(Event.STORAGE_FAULT)


def _header_for(folder: Path, login: str) -> tuple[str, Header]:
    try:
        if not folder.is_dir():
            raise StorageFault("store.missing")
    except PermissionError as cause:
        raise StorageFault("store.unwritable") from cause
    analysis = folder / f"{ANALYSIS}.ehdh"
    case = folder / f"{CASE}.ehdh"
    if analysis.exists():
        header = read_header(analysis)
        known = case.exists() and share_kinds(read_header(case), login)
        if not known and share_kinds(header, login):
            return ANALYSIS, header
    return CASE, read_header(case)


def _same_epoch(vault: Vault, header: Header) -> None:
    """Refuse an old header put back beside a store whose keys have turned since."""
    if vault.facts["epoch"] != str(header.epoch).encode():
        raise StorageFault("store.other")


def _session(
    folder: Path, vault: Vault, login: str, clock: Clock, failures: int = 0
) -> tuple[Dispatcher, Context]:
    device, session, policy = device_name(folder), secrets.token_hex(8), Policy.shipped()
    nobody = Principal(
        account_id=0, login=login, display_name="", role="", device=device, session=session
    )
    with vault.unit(nobody, Permission.SESSION_READ, Scope.OWN) as uow:
        account = uow.first(StaffAccount, StaffAccount.login == login)
        _admit(account, clock)
        assert account is not None
        for wrap in uow.all(KeyWrap, KeyWrap.account_id == account.id):
            vault.keyring.hold(wrap.key_name, wrap.epoch, _unwrapped(vault, wrap))
        due = is_due(uow, account.id, clock)
        places = uow.all(Membership, Membership.account_id == account.id)
        names = {team.id: team.name for team in uow.all(Team)}
    principal = _known(nobody, account, places)
    _close_tables(vault, policy, principal)
    with vault.unit(principal, Permission.SESSION_READ, Scope.OWN) as uow:
        uow.purpose = f"sign-in after {failures} failed tries" if failures else "sign-in"
        note_use(uow, principal.account_id)
        declares = Permission.CONFLICT_DECLARE in policy.permissions_of(principal)
        interests_due = declares and standing(uow).due
        uow.commit()
    context = Context(
        folder=folder,
        vault=vault,
        principal=principal,
        policy=policy,
        index=PeopleIndex(vault.engine, vault.keyring),
        team_names=names,
        must_change=bool(account.must_change),
        conduct_due=due,
        interests_due=interests_due,
        demo=vault.facts.get(PASSPHRASE_ALONE) == DEMO_STORE.encode(),
    )
    context.before_commit += [facts_step(context), *_BEFORE_COMMIT]
    return Dispatcher(context), context


def _known(nobody: Principal, account: StaffAccount, places: list[Membership]) -> Principal:
    """Return who signed in, with role and teams as they are today."""
    return replace(
        nobody,
        account_id=account.id,
        display_name=account.name,
        role=account.role,
        teams=tuple(sorted(place.team_id for place in places)),
    )


def _admit(account: StaffAccount | None, clock: Clock) -> None:
    if account is None or account.status == "ended":
        raise Refused("signin.ended")
    if account.status == "waiting":
        raise Refused("signin.waiting")
    today = clock.today()
    if account.starts_on > today or (account.ends_on and account.ends_on < today):
        raise Refused("signin.ended")


def _unwrapped(vault: Vault, wrap: KeyWrap) -> bytes:
    return vault.identity.unwrap(
        wrap.wrapped, wrap_info(wrap.key_name, wrap.epoch, wrap.account_id)
    )


def _close_tables(vault: Vault, policy: Policy, principal: Principal) -> None:
    """Close the tables of families to roles that no rule lets near a family."""
    reaches = {policy.scope_of(principal, permission) for permission in Permission}
    if reaches & FAMILY_SCOPES:
        return
    closed = {
        mapper.local_table.name  # type: ignore[attr-defined]
        for mapper in Record.registry.mappers
        if mapper.class_.audience is Audience.FAMILY
    }
    if Scope.FIGURES in reaches:
        closed.discard("facts_envelope")
    if Scope.RETENTION in reaches:
        closed.discard("retention_date")
    vault.close_tables(frozenset(closed))
