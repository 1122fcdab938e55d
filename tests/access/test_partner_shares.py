"""What a partner was shown opens with the very grant it was shown by; other ways in open all of it."""

import pytest

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.messages.partner_shares import SharedParts
from earlyhelp.records.casework import EarlyHelpPlan
from earlyhelp.records.partner_shares import PartnerShare
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services import grants
from tests.services.filled import sent
from tests.services.founded import plant

#: three who have no other way in; two of them come before and after the third in every order
PARTNERS = ("sam", "sol", "ira")
OTHER_KINDS = ("break_glass", "subject_request")  # one before, one after "partner" in the alphabet


def give(door, planted, login, kind="partner"):
    ident = door(login).id
    with door("maureen").unit() as uow:
        account = uow.get(StaffAccount, ident)
        grant = grants.give(uow, door("maureen").context, planted.family_id, account, kind)
        uow.commit()
    return grant.id


def show(door, planted, login, grant_id):
    ident = door(login).id
    with door("maureen").unit() as uow:
        (plan,) = uow.all(EarlyHelpPlan, EarlyHelpPlan.family_id == planted.family_id)
        row = PartnerShare(
            family_id=planted.family_id, account_id=ident, grant_id=grant_id, plan_id=plan.id,
            plan_version=1, shared_at=uow.clock.now(), shared_by=uow.principal.account_id,
        )  # fmt: skip
        uow.need_keys({planted.family_id})
        uow.add(row, content=SharedParts(number=1, parts=(), people=()))
        uow.commit()
    return row.id


def opened(door, planted, login, scope=Scope.GRANTED):
    who = door(login).context.principal
    with door(login).context.vault.unit(who, Permission.PARTNER_READ, scope) as uow:
        rows = uow.all(PartnerShare, PartnerShare.family_id == planted.family_id)
        return {row.id for row in rows}


@pytest.fixture
def shown(door):
    """A family whose plan three people were shown, each by a grant of their own."""
    planted = plant(door)
    sent(door, planted)
    in_order = sorted(PARTNERS, key=lambda login: door(login).id)
    given = {login: give(door, planted, login) for login in in_order}
    return planted, given, {who: show(door, planted, who, one) for who, one in given.items()}


def test_each_sees_their_own_and_nobody_else_s(door, shown):
    planted, given, rows = shown
    assert sorted(given.values()) == list(given.values())
    assert len(set(given.values())) == len(PARTNERS)
    for login in PARTNERS:
        assert opened(door, planted, login) == {rows[login]}


def test_it_ends_with_its_grant_and_another_grant_does_not_bring_it_back(door, shown):
    planted, _, rows = shown
    with door("maureen").unit() as uow:
        (grant,) = grants.live(uow, account_id=door("sol").id, family_id=planted.family_id)
        grants.end(uow, grant)
        uow.commit()
    assert opened(door, planted, "sol") == set()
    give(door, planted, "sol")
    assert opened(door, planted, "sol") == set()
    assert opened(door, planted, "sam") == {rows["sam"]}


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_other_ways_in_and_the_team_see_all_that_was_shown(door, shown, kind):
    planted, _, rows = shown
    assert opened(door, planted, "omar") == set()
    give(door, planted, "omar", kind)
    assert opened(door, planted, "omar") == set(rows.values())
    assert opened(door, planted, "maureen", Scope.TEAM) == set(rows.values())
    assert opened(door, planted, "sol", Scope.TEAM) == set(rows.values())  # a team of their own


def test_a_grant_on_one_family_opens_nothing_shown_of_another(door, shown):
    planted, _, rows = shown
    other = plant(door)
    give(door, other, "omar", "subject_request")
    assert opened(door, planted, "omar") == set()
    assert opened(door, planted, "sol") == {rows["sol"]}
