"""Who enters joiners, who lets them in, and what they can then open."""

import pytest

from earlyhelp import bootstrap
from earlyhelp.errors import Invalid, Locked, Refused, StorageFault
from earlyhelp.keys.header import read_header
from earlyhelp.keys.slots import Credentials, share_kinds, unlock
from earlyhelp.messages.staff import (
    Accounts,
    ApproveAccount,
    CreateAccount,
    CreateTeam,
    EndAccount,
    Teams,
)
from earlyhelp.records.staff import KeyWrap, StaffAccount
from earlyhelp.storage.vault import Vault
from tests.services.founded import PASSPHRASE

OTHER = "violet harbour tangent mosaic"


def create(door, login, role="practitioner", **changes):
    wanted = {"login": login, "name": f"Made Up {login}", "role": role, "passphrase": OTHER}
    return door("bea").dispatch(CreateAccount(**(wanted | changes))).id


def approve(door, who, ident, **changes):
    return door(who).dispatch(ApproveAccount(account_id=ident, **({"version": 1} | changes)))


def row(door, ident):
    return next(row for row in door("bea").dispatch(Accounts()) if row.id == ident)


def keys_of(door, ident):
    with door("ira").unit(ApproveAccount.permission) as uow:
        return {wrap.key_name for wrap in uow.all(KeyWrap, KeyWrap.account_id == ident)}


def signed_in(door, login, passphrase=OTHER):
    """Open the store as this login would, beside the sessions the door holds."""
    name, header = bootstrap._header_for(door.folder, login)
    opened = unlock(header, Credentials(login, passphrase))
    vault = Vault(door.folder / f"{name}.ehdb", opened, header.vault, door.clock)
    try:
        return bootstrap._session(door.folder, vault, login, door.clock)[1]
    finally:
        vault.close()


def team_of(door, login):
    return door(login).team_id


def test_a_practitioner_waits_until_a_manager_of_the_team_approves(door):
    west = team_of(door, "maureen")
    ident = create(door, "petra", team_ids=(west,))
    assert row(door, ident).status == "waiting"
    with pytest.raises(Refused) as waiting:
        bootstrap._admit(_account(door, ident), door.clock)
    assert waiting.value.key == "signin.waiting"
    approve(door, "maureen", ident)
    assert row(door, ident).status == "active"
    assert row(door, ident).approved_by == "Maureen Tregear"
    assert keys_of(door, ident) == {f"team:{west}", "directory"}
    bootstrap._admit(_account(door, ident), door.clock)


def _account(door, ident):
    with door("bea").unit(Accounts.permission) as uow:
        return uow.get(StaffAccount, ident)


def test_the_approved_practitioner_holds_the_team_key_and_no_other(door):
    west, south = team_of(door, "maureen"), team_of(door, "sam")
    ident = create(door, "quentin", team_ids=(west,))
    approve(door, "maureen", ident)
    header = read_header(door.folder / "store.ehdh")
    opened = unlock(header, Credentials("quentin", OTHER))
    assert opened.identity.public == _account(door, ident).public
    with door("ira").unit(ApproveAccount.permission) as uow:
        wrap = uow.first(KeyWrap, KeyWrap.account_id == ident, KeyWrap.key_name == f"team:{west}")
    assert bootstrap._unwrapped(_Holder(opened.identity), wrap) == door(
        "maureen"
    ).context.vault.keyring.secret(f"team:{west}", 1)
    with pytest.raises(Locked):
        door("maureen").context.vault.keyring.secret(f"team:{south}", 1)


class _Holder:
    def __init__(self, identity):
        self.identity = identity


def test_a_manager_of_another_team_may_not_approve(door):
    ident = create(door, "rhoda", team_ids=(team_of(door, "maureen"),))
    with pytest.raises(Refused) as refused:
        approve(door, "sam", ident)
    assert refused.value.key == "staff.approve.role"
    approve(door, "maureen", ident)


def test_information_governance_cannot_hand_on_keys_it_does_not_hold(door):
    ident = create(door, "sidney", team_ids=(team_of(door, "maureen"),))
    with pytest.raises(Refused):
        approve(door, "ira", ident)


@pytest.mark.parametrize("who", ["priya", "bea", "ana"])
def test_other_roles_approve_nobody(door, who):
    ident = create(door, f"theo.{who}", role="business_administrator")
    with pytest.raises(Refused) as refused:
        approve(door, who, ident)
    assert refused.value.key == "refused.role"


def test_the_creator_never_is_the_second_person(door):
    ident = create(door, "una", role="business_administrator")
    ira = door("ira").id
    with door("bea").unit(CreateAccount.permission) as uow:
        account = uow.get(StaffAccount, ident)
        uow.change(account, None, created_by=ira)
        uow.commit()
    with pytest.raises(Refused) as refused:
        approve(door, "ira", ident, version=2)
    assert refused.value.key == "staff.approve.second"
    other = create(door, "ursula", role="business_administrator")
    approve(door, "ira", other)
    assert keys_of(door, other) == set()


def test_nobody_is_approved_twice_or_from_an_old_list(door):
    ident = create(door, "vera", role="business_administrator")
    with pytest.raises(Exception, match="conflict"):
        approve(door, "ira", ident, version=7)
    assert row(door, ident).status == "waiting"
    approve(door, "ira", ident)
    with pytest.raises(Refused) as refused:
        approve(door, "ira", ident, version=2)
    assert refused.value.key == "staff.approve.not_waiting"


def test_information_governance_hands_on_its_keys(door):
    ident = create(door, "wanda", role="information_governance")
    approve(door, "ira", ident)
    assert keys_of(door, ident) == {"publication", "analysis"}


def test_a_new_team_gets_its_key_with_its_first_manager(door):
    team = door("bea").dispatch(CreateTeam(name="North Hub", locality="north")).id
    early = create(door, "xena", team_ids=(team,))
    with pytest.raises(Refused):
        approve(door, "maureen", early)
    first = create(door, "yorick", role="team_manager", team_ids=(team,))
    assert first in {row.id for row in door("maureen").dispatch(Accounts())}
    approve(door, "maureen", first)
    assert keys_of(door, first) == {f"team:{team}", "directory"}
    with pytest.raises(Locked):
        door("maureen").context.vault.keyring.secret(f"team:{team}", 1)
    second = create(door, "zelda", role="team_manager", team_ids=(team,))
    with pytest.raises(Refused):
        approve(door, "maureen", second)


def test_teams_count_their_active_members(door):
    def members():
        return {row.name: row.members for row in door("bea").dispatch(Teams())}["West"]

    before = members()
    ident = create(door, "edith", team_ids=(team_of(door, "maureen"),))
    assert members() == before
    approve(door, "maureen", ident)
    assert members() == before + 1


def test_an_analyst_opens_nothing_of_the_case_file(door):
    ident = create(door, "anton", role="analyst", passphrase="")
    case = read_header(door.folder / "store.ehdh")
    assert not share_kinds(case, "anton")
    with pytest.raises(Invalid):
        approve(door, "ira", ident, passphrase="short")
    approve(door, "ira", ident, passphrase=OTHER)
    case, analysis = (read_header(door.folder / f"{name}.ehdh") for name in ("store", "analysis"))
    assert not share_kinds(case, "anton")
    assert keys_of(door, ident) == set()
    with pytest.raises(Locked):
        unlock(case, Credentials("anton", OTHER))
    opened = unlock(analysis, Credentials("anton", OTHER))
    with pytest.raises(StorageFault):
        Vault(door.folder / "store.ehdb", opened, case.vault, door.clock)
    context = signed_in(door, "anton")
    assert context.principal.role == "analyst"
    assert not context.vault.keyring.has_directory


def test_an_ended_practitioner_has_no_way_in_and_no_keys(door):
    ident = create(door, "bruno", team_ids=(team_of(door, "maureen"),))
    approve(door, "maureen", ident)
    door("bea").dispatch(EndAccount(account_id=ident, version=2))
    assert row(door, ident).status == "ended"
    assert row(door, ident).ends_on == door.clock.today()
    assert keys_of(door, ident) == set()
    with pytest.raises(Locked):
        unlock(read_header(door.folder / "store.ehdh"), Credentials("bruno", OTHER))
    unlock(read_header(door.folder / "store.ehdh"), Credentials("priya", PASSPHRASE))
    with pytest.raises(Refused) as refused:
        door("bea").dispatch(EndAccount(account_id=ident, version=3))
    assert refused.value.key == "staff.end.ended"


def test_an_ended_analyst_leaves_with_the_next_governance_session(door):
    ident = create(door, "carla", role="analyst", passphrase="")
    approve(door, "ira", ident, passphrase=OTHER)
    door("bea").dispatch(EndAccount(account_id=ident, version=2))
    dora = create(door, "dora", role="analyst", passphrase="")
    approve(door, "ira", dora, passphrase=OTHER)
    header = read_header(door.folder / "analysis.ehdh")
    assert not share_kinds(header, "carla")
    assert share_kinds(header, "dora")


def test_nobody_ends_themselves_or_the_last_holder_of_a_key(door):
    with pytest.raises(Refused) as refused:
        door("bea").dispatch(EndAccount(account_id=door("bea").id, version=1))
    assert refused.value.key == "staff.end.self"
    door("bea").dispatch(EndAccount(account_id=door("sol").id, version=1))
    with pytest.raises(Refused) as last:
        door("bea").dispatch(EndAccount(account_id=door("sam").id, version=1))
    assert last.value.key == "staff.end.last_key"


def test_a_manager_sees_own_members_only(door):
    shown = {row.login for row in door("sam").dispatch(Accounts())}
    assert {"sam", "sol"} <= shown
    assert not shown & {"priya", "omar", "bea", "ira"}
    assert {"priya", "ira"} <= {row.login for row in door("ira").dispatch(Accounts())}
