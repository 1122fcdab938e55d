"""A partner sees and moves their own actions of a plan, nothing else, by no road, until it ends."""
# ruff: noqa: F811 - fixtures of another module

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from earlyhelp.access.permissions import Permission
from earlyhelp.errors import HouseError, Invalid, Refused
from earlyhelp.messages.base import REGISTRY
from earlyhelp.messages.partner_shares import PartnerShares
from earlyhelp.messages.partners import (
    EndPartner,
    InvitePartner,
    Partners,
    ProgressOwnAction,
)
from earlyhelp.messages.plans import PlanPage
from earlyhelp.messages.staff import Accounts, CreateAccount
from earlyhelp.records.staff import KeyWrap
from tests.access.asking import ask
from tests.services.filled import authorised, content
from tests.services.founded import PASSPHRASE, plant
from tests.services.partnered import (  # noqa: F401  (fixtures)
    NAME,
    agreed,
    close,
    covered,
    invite,
    of,
    pat,
    planned,
)

OPEN_TO_ALL = {"conduct:accept", "passphrase:change", "session:confirm", "session:read",
               "audit:checkpoint", "register:check", "device:change", "device:read"}  # fmt: skip


def test_a_partner_is_given_no_key_at_all(door, pat):
    with door("maureen").unit() as uow:
        assert uow.all(KeyWrap, KeyWrap.account_id == pat.id) == []
    assert not pat.context.vault.keyring.has_directory


def test_without_an_agency_nobody_is_a_partner_and_with_one_nobody_else_is(door):
    for role, agency, field in (("partner", "", "agency"), ("practitioner", "School", "agency")):
        with pytest.raises(Invalid) as told:
            door("bea").dispatch(
                CreateAccount(
                    login="quinn", name="Quinn Dee", role=role, passphrase=PASSPHRASE,
                    agency=agency,
                    team_ids=(door("maureen").team_id,) if role != "partner" else (),
                )
            )  # fmt: skip
        assert field in told.value.fields


def test_own_actions_are_seen_while_involved_and_only_then(door, pat, planned):
    assert of(pat, planned) == []
    invite(door, planned, pat)
    (row,) = of(pat, planned)
    assert (row.text, row.outcome, row.family) == (
        "Ring the GP on Monday", "Maja sleeps through", "Kowalska",
    )  # fmt: skip
    door("priya").dispatch(EndPartner(family_id=planned.family_id, account_id=pat.id))
    assert of(pat, planned) == []


def test_somebody_elses_action_is_not_there(door, pat):
    other = plant(door)
    authorised(door, other)  # Priya's action
    agreed(door, other)
    invite(door, other, pat)
    assert of(pat, other) == []


def test_where_ones_own_action_stands_is_told_with_a_note(door, pat, planned):
    invite(door, planned, pat)
    (row,) = of(pat, planned)
    done = ProgressOwnAction(
        plan_id=row.plan_id, version=row.version, action_id=row.action_id, status="done",
        note="Rang on Monday.",
    )  # fmt: skip
    pat.dispatch(done)
    (after,) = of(pat, planned)
    assert (after.status, after.note) == ("done", "Rang on Monday.")
    plan = door("priya").dispatch(PlanPage(plan_id=row.plan_id))
    (action,) = plan.content.outcomes[0].actions
    assert (action.status, action.note) == ("done", "Rang on Monday.")
    with pytest.raises(Invalid):
        pat.dispatch(replace(done, version=after.version, status="burnt"))


def test_somebody_elses_action_cannot_be_moved(door, pat, planned):
    other = plant(door)
    plan = authorised(door, other)
    invite(door, other, pat)
    invite(door, planned, pat)
    (own,) = of(pat, planned)
    row = actions(door, other)[0]
    for plan_id, action_id in ((plan.id, row), (own.plan_id, row), (plan.id, own.action_id)):
        with pytest.raises(Refused) as told:
            pat.dispatch(
                ProgressOwnAction(
                    plan_id=plan_id, version=own.version, action_id=action_id, status="done"
                )
            )
        assert told.value.key == "refused.record"


def actions(door, planted):
    from earlyhelp.records.casework import PlanAction

    with door("priya").unit() as uow:
        return [one.id for one in uow.all(PlanAction, PlanAction.family_id == planted.family_id)]


def test_it_ends_with_the_day_and_with_the_case(door, pat, planned):
    invite(door, planned, pat, until_on=date(2026, 11, 23))
    assert of(pat, planned)
    begun = door.clock.instant
    door.clock.instant = begun + timedelta(days=2)
    try:
        assert of(pat, planned) == []
    finally:
        door.clock.instant = begun
    close(door, planned)
    assert of(pat, planned) == []


@pytest.mark.parametrize("until", [date(2026, 11, 21), date(2029, 1, 1)])
def test_a_day_that_will_not_do_is_said(door, pat, planned, until):
    with pytest.raises(Invalid) as told:
        invite(door, planned, pat, until_on=until)
    assert told.value.fields == {"until_on": "partner.until"}


def test_who_invites_and_whom(door, pat, planned):
    for login, key in (("sol", "refused.record"), ("bea", "refused.role"), ("pat", "refused.role")):
        with pytest.raises(Refused) as told:
            door(login).dispatch(InvitePartner(family_id=planned.family_id, account_id=pat.id))
        assert told.value.key == key
    with pytest.raises(Invalid):
        invite(door, planned, door("omar"))
    invite(door, planned, pat)
    with pytest.raises(Invalid):
        invite(door, planned, pat)
    rows = door("priya").dispatch(Partners(family_id=planned.family_id))
    (row,) = [one for one in rows if one.account_id == pat.id]
    assert (row.name, row.agency) == (NAME, "School nursing")
    assert row.since_at is not None


def test_no_other_message_opens_anything_for_a_partner(door, pat, planned):
    """The matrix: every message of the program about an involved family, asked by the partner."""
    invite(door, planned, pat)
    plan_id = of(pat, planned)[0].plan_id
    ids = {
        "family_id": planned.family_id, "case_id": planned.case_id, "plan_id": plan_id,
        "person_id": planned.mother_id, "assessment_id": plan_id, "lead_id": pat.id,
        "team_id": door("maureen").team_id,
    }  # fmt: skip
    own = {"partner:read", "partner:progress"} | OPEN_TO_ALL
    tried = 0
    for name, kind in sorted(REGISTRY.items()):
        if kind.permission.value in own:
            continue
        with pytest.raises(HouseError) as told:
            pat.dispatch(ask(kind, ids))
        assert told.value.key == "refused.role", name
        tried += 1
    assert tried > 80


def test_the_rules_of_a_partner_are_these_and_no_other(pat):
    granted = {one.value for one in pat.context.policy.permissions_of(pat.context.principal)}
    assert granted == {"partner:read", "partner:progress"} | OPEN_TO_ALL
    scopes = {
        one: pat.context.policy.scope_of(pat.context.principal, one).value for one in Permission
    }
    assert scopes[Permission.PARTNER_READ] == scopes[Permission.PARTNER_PROGRESS] == "granted"


def test_the_account_is_listed_with_its_role(door, pat):
    (row,) = [one for one in door("bea").dispatch(Accounts()) if one.id == pat.id]
    assert row.role == "partner"


def test_an_action_that_names_only_the_service_is_told_to_who_involves_the_partner(door, pat):
    for owner, count in (("The school nurse", 0), (f" {NAME.upper()}  (school nursing)", 1)):
        family = plant(door)
        authorised(door, family, content(owner=owner))
        agreed(door, family)
        invite(door, family, pat)
        (row,) = door("priya").dispatch(PartnerShares(family_id=family.family_id))
        assert row.own_actions == count
        assert len(of(pat, family)) == count
