"""Founds an organisation's store: case file, analysis file, teams, first accounts and their keys."""

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.access.principal import Principal
from earlyhelp.bootstrap import ANALYSIS, CASE
from earlyhelp.clock import Clock
from earlyhelp.errors import Refused, StorageFault
from earlyhelp.keys.cost import DEFAULT, Cost
from earlyhelp.keys.header import Header, write_header
from earlyhelp.keys.identity import Identity
from earlyhelp.keys.recovery import with_recovery
from earlyhelp.keys.share import NO_SHARE, Share
from earlyhelp.keys.slots import Credentials, StoreSecret, Unlocked, add_slot
from earlyhelp.keys.throttle import Throttle
from earlyhelp.keys.wraps import new_key
from earlyhelp.records.recovery import RecoveryKey
from earlyhelp.records.staff import PASSPHRASE_ALONE, Membership, StaffAccount, StoreFact, Team
from earlyhelp.services.conduct import accept
from earlyhelp.services.conflicts import declare_none
from earlyhelp.services.proving import tries_file
from earlyhelp.services.publication_key import keep_signature
from earlyhelp.services.recovery_keys import wrap_key
from earlyhelp.services.staff_keys import give_key, keys_of_role
from earlyhelp.storage.founding import found_store
from earlyhelp.storage.unit_of_work import UnitOfWork
from earlyhelp.storage.vault import Vault


@dataclass(frozen=True)
class Joiner:
    """A first account, already approved by founding; `share` is its second share.

    Shape: `first` for a passphrase somebody else has seen: it has to be changed before anything else,
    the code of conduct accepted and interests declared; without it both count as done.
    """

    login: str
    name: str
    role: str
    teams: tuple[str, ...]
    passphrase: str = field(repr=False)
    share: Share = NO_SHARE
    first: bool = False


@dataclass(frozen=True)
class Terms:
    """What was decided at founding.

    Shape: `alone` is the reason for which accounts need no second share; `recovery` the private half
    of the recovery key, whose sheets `holders` keep.
    """

    alone: str = ""
    recovery: Identity | None = field(default=None, repr=False)
    holders: tuple[str, ...] = ()


@dataclass(frozen=True)
class Secrets:
    """Every key of a new organisation, in hand only while it is founded."""

    teams: dict[int, bytes] = field(repr=False)
    directory: bytes = field(repr=False)
    publication: bytes = field(repr=False)
    analysis: bytes = field(repr=False)


def found_organisation(
    folder: Path,
    teams: dict[str, str],
    joiners: list[Joiner],
    clock: Clock,
    cost: Cost = DEFAULT,
    terms: Terms | str = "",
) -> dict[str, int]:
    """Create both files; return the ids of the teams by name.

    Shape: `teams` maps names to localities; `terms` is the reason for which information governance
    lets accounts in without a second share, or all that was decided.
    Raises: StorageFault("store.exists") if the folder holds a store, or what the disk says; Refused
    for an account without a second share and without such a reason.
    """
    terms = Terms(terms) if isinstance(terms, str) else terms
    if not terms.alone and any(joiner.share == NO_SHARE for joiner in joiners):
        raise Refused("founding.share")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as cause:
        raise StorageFault("store.unwritable") from cause
    if (folder / f"{CASE}.ehdh").exists():
        raise StorageFault("store.exists")
    case = _File.new(folder, CASE, clock)
    analysis = _File.new(folder, ANALYSIS, clock)
    for joiner in joiners:
        (analysis if joiner.role == "analyst" else case).let_in(joiner, cost)
    if terms.recovery is not None:
        case.header = with_recovery(case.header, case.secret, terms.recovery)
    team_ids = case.settle(teams, joiners, analysis.secret, terms)
    analysis.settle({}, joiners, analysis.secret, Terms(terms.alone))
    return team_ids


class _File:
    """One of the two files while it is being founded."""

    def __init__(self, folder: Path, name: str, secret: StoreSecret, clock: Clock) -> None:
        self.path = folder / f"{name}.ehdb"
        self.secret = secret
        self.clock = clock
        self.header = Header.create(secrets.token_hex(16), "case" if name == CASE else "analysis")
        self.publication = found_store(self.path, secret, self.header.vault, clock)
        self.people: dict[str, tuple[bytes, bytes]] = {}
        self.signer: tuple[str, Identity] | None = None  # who pins the publication key

    @classmethod
    def new(cls, folder: Path, name: str, clock: Clock) -> "_File":
        return cls(folder, name, StoreSecret.new(), clock)

    def let_in(self, joiner: Joiner, cost: Cost) -> None:
        who = Credentials(joiner.login, joiner.passphrase, joiner.share)
        identity = Identity.new()
        self.header, slot = add_slot(self.header, self.secret, who, cost, identity)
        self.people[joiner.login] = (slot.pub, slot.verify)
        if joiner.role == "information_governance" and self.signer is None:
            self.signer = joiner.login, identity

    def settle(
        self, teams: dict[str, str], joiners: list[Joiner], analysis: StoreSecret, terms: Terms
    ) -> dict[str, int]:
        """Write teams, accounts and wrapped keys; return team ids by name."""
        write_header(self.path.with_suffix(".ehdh"), self.header)
        Throttle(tries_file(self.path), self.header.vault, self.clock).begin()
        founder = Unlocked(Identity.new(), self.secret, self.header.slots[0])
        vault = Vault(self.path, founder, self.header.vault, self.clock)
        nobody = Principal(account_id=0, login="founding", display_name="", role="founding")
        try:
            with vault.unit(nobody, Permission.ACCOUNT_CREATE, Scope.STAFF) as uow:
                ids = _teams(uow, teams)
                keys = Secrets(
                    teams={ident: new_key() for ident in ids.values()},
                    directory=new_key(),
                    publication=self.publication.seed,
                    analysis=analysis.key + analysis.salt,
                )
                settled = {
                    _admit(uow, joiner, self.people[joiner.login], ids, keys): joiner
                    for joiner in joiners
                    if joiner.login in self.people
                }
                self._sign(uow, {joiner.login: ident for ident, joiner in settled.items()})
                _keep_for_recovery(uow, terms, keys)
                uow.purpose = "founding"
                if terms.alone:
                    uow.add(StoreFact(name=PASSPHRASE_ALONE, value=terms.alone.encode()))
                    uow.purpose = f"founding, passphrase alone: {terms.alone}"
                uow.commit()
            for account_id, joiner in settled.items():
                if not joiner.first and "team" in keys_of_role(joiner.role):
                    _declare(vault, replace(nobody, account_id=account_id))
        finally:
            vault.close()
        return ids

    def _sign(self, uow: UnitOfWork, ids: dict[str, int]) -> None:
        if self.signer is not None:
            login, identity = self.signer
            facts = self.header.vault.encode(), self.publication.public
            keep_signature(uow, facts, ids[login], identity)


def _teams(uow: UnitOfWork, teams: dict[str, str]) -> dict[str, int]:
    return {name: uow.add(Team(name=name, locality=place)).id for name, place in teams.items()}


def _admit(
    uow: UnitOfWork, joiner: Joiner, public: tuple[bytes, bytes], ids: dict[str, int], keys: Secrets
) -> int:
    account = uow.add(
        StaffAccount(
            login=joiner.login, name=joiner.name, role=joiner.role, status="active",
            public=public[0], verify=public[1], created_by=0, approved_by=0,
            starts_on=uow.clock.today(), ends_on=None, must_change=int(joiner.first),
        )
    )  # fmt: skip
    if not joiner.first:
        accept(uow, account.id)
    for name in joiner.teams:
        uow.add(Membership(account_id=account.id, team_id=ids[name]))
    wanted = keys_of_role(joiner.role)
    if "team" in wanted:
        for name in joiner.teams:
            give_key(uow, account, f"team:{ids[name]}", 1, keys.teams[ids[name]])
    for key_name in ("directory", "publication", "analysis"):
        if key_name in wanted:
            give_key(uow, account, key_name, 0, getattr(keys, key_name))
    return account.id


def _declare(vault: Vault, who: Principal) -> None:
    """Nobody declares for somebody else: the row is written in the account's own name."""
    with vault.unit(who, Permission.CONFLICT_DECLARE, Scope.OWN) as uow:
        declare_none(uow, who.account_id)
        uow.purpose = "founding"
        uow.commit()


def _keep_for_recovery(uow: UnitOfWork, terms: Terms, keys: Secrets) -> None:
    if terms.recovery is None:
        return
    now = uow.clock.now()
    made = uow.add(
        RecoveryKey(
            public=terms.recovery.public, verify=terms.recovery.verify_key, made_at=now, made_by=0,
            holders="\n".join(terms.holders), printed_at=now, tried_at=None, ended_at=None,
        )
    )  # fmt: skip
    for team_id, key in keys.teams.items():
        wrap_key(uow, made, f"team:{team_id}", 1, key)
    for key_name in ("directory", "publication", "analysis"):
        wrap_key(uow, made, key_name, 0, getattr(keys, key_name))
