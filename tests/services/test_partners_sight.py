"""What a partner sees follows the sharing agreement and everybody's own answer, at once and by every way."""
# ruff: noqa: F811 - fixtures of another module

from datetime import timedelta

import pytest
from msgspec.structs import replace

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.partners import InvitePartner, ProgressOwnAction
from earlyhelp.messages.people import Contactable, Particulars
from earlyhelp.messages.plans import PlanContent
from earlyhelp.messages.sharing import EndIsa, SharingRegisterPage
from earlyhelp.records.people import Person
from tests.services.filled import authorised, content
from tests.services.founded import TODAY, plant
from tests.services.partnered import (  # noqa: F401  (fixtures)
    AGENCY,
    NAME,
    agreed,
    cover,
    covered,
    invite,
    of,
    pat,
    planned,
)
from tests.services.restricted import restrict


def done(row, status="done"):
    return ProgressOwnAction(
        plan_id=row.plan_id, version=row.version, action_id=row.action_id, status=status
    )


def hidden(pat, planted, row):
    """Say whether an action is in no list and cannot be moved, as if it were not there."""
    with pytest.raises(Refused) as told:
        pat.dispatch(done(row))
    return told.value.key == "refused.record" and of(pat, planted) == []


def test_without_the_family_s_yes_nothing_is_shown_and_with_it_at_once(door, pat, planted):
    authorised(door, planted, content(owner=NAME))
    invite(door, planted, pat)
    assert of(pat, planted) == []
    agreed(door, planted, classes=("personal",))
    (row,) = of(pat, planted)
    assert (row.text, row.family) == ("Ring the GP on Monday", "")
    agreed(door, planted)
    assert of(pat, planted)[0].family == "Kowalska"


@pytest.mark.parametrize("status", ["withdrawn", "refused"])
def test_a_withdrawal_closes_it_at_once_by_every_way(door, pat, planned, status):
    invite(door, planned, pat)
    (row,) = of(pat, planned)
    agreed(door, planned, status=status)
    assert hidden(pat, planned, row)
    agreed(door, planned)
    pat.dispatch(done(row))
    assert of(pat, planned)[0].status == "done"


def test_what_another_agrees_to_or_not_is_their_own(door, pat, planned):
    """An action about Maja needs no yes of her mother's; one that names her does, and so does "we"."""
    invite(door, planned, pat)
    agreed(door, planned, person_ids=(planned.mother_id,), status="refused")
    assert of(pat, planned)
    for text in ("Ring Anna on Monday", "Ring the GP"):
        other = plant(door)
        outcome = replace(content(owner=NAME, text=text).outcomes[0], words="A calm evening")
        authorised(door, other, PlanContent(outcomes=(outcome,), contingency="Ring the hub."))
        agreed(door, other)
        invite(door, other, pat)
        assert of(pat, other) == []
        agreed(door, other, person_ids=(other.mother_id,), said_by=other.mother_id)
        assert len(of(pat, other)) == 1


def test_it_runs_out_with_the_answer_and_with_the_sharing_agreement(door, pat, planned):
    invite(door, planned, pat)
    (row,) = of(pat, planned)
    agreed(door, planned, until_on=TODAY + timedelta(1))
    assert of(pat, planned)
    begun = door.clock.instant
    door.clock.instant = begun + timedelta(days=2)
    try:
        assert hidden(pat, planned, row)
    finally:
        door.clock.instant = begun
    agreed(door, planned)
    assert of(pat, planned)
    live = [one for one in door("ira").dispatch(SharingRegisterPage()).isas if one.agency == AGENCY]
    for one in live:
        door("ira").dispatch(EndIsa(isa_id=one.id, version=one.version))
    try:
        assert hidden(pat, planned, row)
        other = plant(door)
        with pytest.raises(Invalid) as told:
            invite(door, other, pat)
        assert told.value.fields == {"account_id": "partner.no_isa"}
    finally:
        cover(door)
    assert of(pat, planned)


def test_for_another_purpose_or_service_nothing_is_shown(door, pat, planned):
    invite(door, planned, pat)
    agreed(door, planned, status="withdrawn")
    agreed(door, planned, purposes=("refer",))
    agreed(door, planned, agency="Hyde Park School")
    assert of(pat, planned) == []


def test_somebody_who_joined_the_family_since_may_be_named_anywhere(door, pat, planned):
    invite(door, planned, pat)
    assert of(pat, planned)
    with door("priya").unit() as uow:
        uow.add(
            Person(family_id=planned.family_id, role="child"),
            directory=Contactable(forename="Ola", surname="Kowalska"), particulars=Particulars(),
        )  # fmt: skip
        uow.commit()
    assert of(pat, planned) == []


def test_restricting_a_family_ends_every_involvement(door, pat, planned):
    invite(door, planned, pat)
    assert of(pat, planned)
    restrict(door, planned, "maureen")
    assert of(pat, planned) == []
    with pytest.raises(Invalid) as told:
        door("maureen").dispatch(InvitePartner(family_id=planned.family_id, account_id=pat.id))
    assert told.value.fields == {"account_id": "partner.restricted"}
