"""The demo's teams and staff: accounts that can sign in, and colleagues who only hold cases.

Refuses nothing: it runs before there is anything to protect.
"""

from itertools import product
from pathlib import Path

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.bootstrap import DEMO_STORE, open_store
from earlyhelp.clock import Clock
from earlyhelp.demo.bank import AccountPlan, staff
from earlyhelp.demo.families import Worker
from earlyhelp.demo.lots import lots
from earlyhelp.founding import Joiner, Terms, found_organisation
from earlyhelp.keys.cost import FLOOR
from earlyhelp.keys.identity import Identity
from earlyhelp.keys.recovery import SHARES
from earlyhelp.records.staff import Membership, StaffAccount, Team
from earlyhelp.storage.unit_of_work import UnitOfWork

#: Open families a practitioner has.
CASELOAD = 17


def found(folder: Path, clock: Clock, recovery: Identity) -> dict[str, int]:
    """Found the organisation of the demo, with a recovery key; return the ids of its teams."""
    plan = staff()
    joiners = [
        Joiner(one.login, one.name, one.role, one.teams, one.passphrase)
        for one in plan.account
        if one.role != "partner"  # partners join later, by two people
    ]
    teams = {team.name: team.locality for team in plan.team}
    terms = Terms(DEMO_STORE, recovery, tuple(one.name for one in plan.account[:SHARES]))
    return found_organisation(folder, teams, joiners, clock, FLOOR, terms)


def manager_of(team: str) -> AccountPlan:
    """Return the account of a team's manager."""
    return _first("team_manager", team)


def hire(folder: Path, seed: int, wanted: int, clock: Clock) -> dict[str, list[Worker]]:
    """Add colleagues until every team has `wanted` practitioners; return them by team.

    Shape: the practitioner who can sign in comes first; colleagues share one throw-away identity.
    """
    admin = next(one for one in staff().account if one.role == "business_administrator")
    store = open_store(folder, admin.login, admin.passphrase, clock=clock)
    try:
        vault, who = store.context.vault, store.context.principal
        with vault.unit(who, Permission.ACCOUNT_CREATE, Scope.STAFF) as uow:
            found = _hired(uow, _names(seed), wanted)
            uow.purpose = "demo"
            uow.commit()
            return found
    finally:
        store.close()


def _hired(uow: UnitOfWork, names: list[str], wanted: int) -> dict[str, list[Worker]]:
    teams = {team.name: team.id for team in uow.all(Team)}
    nobody = Identity.new()
    found: dict[str, list[Worker]] = {}
    for team in staff().team:
        first = uow.first(
            StaffAccount, StaffAccount.login == _first("practitioner", team.name).login
        )
        assert first is not None  # founded with the store
        found[team.name] = [Worker(first.id, first.name)]
        for _ in range(wanted - 1):
            name = names.pop()
            account = uow.add(
                StaffAccount(
                    login=name.lower().replace(" ", "."), name=name, role="practitioner",
                    status="active", public=nobody.public, verify=nobody.verify_key,
                    created_by=0, approved_by=0,  # they come with founding
                    starts_on=uow.clock.today(), ends_on=None,
                )
            )  # fmt: skip
            uow.add(Membership(account_id=account.id, team_id=teams[team.name]))
            found[team.name].append(Worker(account.id, name))
    return found


def _names(seed: int) -> list[str]:
    """Enough different names: where they run out, a second initial tells people apart."""
    bank = staff().colleagues
    pairs = [f"{first} {last}" for first, last in product(bank.forenames, bank.surnames)]
    lots(seed, "colleagues").shuffle(pairs)
    letters = "ABCDEFGHJKLMNPRSTW"
    doubled = [f"{one.split()[0]} {letter} {one.split()[1]}" for letter in letters for one in pairs]
    return [*reversed(doubled), *pairs]


def _first(role: str, team: str) -> AccountPlan:
    return next(one for one in staff().account if one.role == role and team in one.teams)
