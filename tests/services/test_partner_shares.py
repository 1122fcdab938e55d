"""The plan shown to a partner in the program: settled first, judged at each look, over with the involvement."""
# ruff: noqa: F811 - fixtures of another module

import pytest

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.disclosing import DisclosurePreview
from earlyhelp.messages.partner_shares import SharedPlans
from earlyhelp.messages.partners import EndPartner
from earlyhelp.messages.plans import ProgressAction, StartPlan
from earlyhelp.messages.sharing import EndIsa, SharingPage, SharingRegisterPage
from earlyhelp.storage.search_index import PeopleIndex
from tests.services.filled import authorised, content
from tests.services.founded import plant
from tests.services.partnered import (  # noqa: F401  (fixtures)
    AGENCY,
    NAME,
    agreed,
    another,
    close,
    cover,
    covered,
    invite,
    of,
    pat,
    planned,
)
from tests.services.restricted import restrict
from tests.services.shown import row, seen, show, shown, told  # noqa: F401


def test_a_partner_reads_the_plan_and_what_was_agreed_once_it_is_shown(door, pat, planned):
    assert seen(pat, planned) is None
    invite(door, planned, pat)
    assert seen(pat, planned) is None
    show(door, planned, pat)
    plan = seen(pat, planned)
    assert (plan.row.family, plan.row.number, plan.row.shared_on) == (
        "Kowalska",
        1,
        door.clock.today(),
    )
    assert "Maja sleeps through" in told(pat, planned)
    assert "Ring the GP on Monday" in told(pat, planned)
    (agreed_row,) = plan.agreed
    assert agreed_row.name.startswith("Maja")
    assert set(agreed_row.permitted) == {("support", "identity"), ("support", "personal")}


def test_of_whom_nobody_agreed_nothing_is_told_not_even_the_name(door, pat, shown):
    """Anna has not been asked: no part names her, and neither does what was agreed."""
    assert "Anna" not in told(pat, shown)
    assert "Ring the hub" not in told(pat, shown)  # names nobody: it tells of everybody
    agreed(door, shown, person_ids=(shown.mother_id,), said_by=shown.mother_id)
    show(door, shown, pat)
    assert "Anna" in told(pat, shown)
    assert "Ring the hub" in told(pat, shown)
    assert [one.name.split()[0] for one in seen(pat, shown).agreed] == ["Anna", "Maja"]
    agreed(door, shown, person_ids=(shown.mother_id,), said_by=shown.mother_id, status="withdrawn")
    assert "Anna" not in told(pat, shown)
    assert "Ring the hub" not in told(pat, shown)
    assert "Maja sleeps through" in told(pat, shown)
    assert [one.name.split()[0] for one in seen(pat, shown).agreed] == ["Maja"]


@pytest.mark.parametrize("status", ["withdrawn", "refused"])
def test_a_withdrawal_leaves_no_sign_of_the_family(door, pat, shown, status):
    assert seen(pat, shown)
    agreed(door, shown, status=status)
    assert seen(pat, shown) is None
    agreed(door, shown)
    assert seen(pat, shown)


def test_it_ends_with_the_sharing_agreement_of_the_service(door, pat, shown):
    live = [one for one in door("ira").dispatch(SharingRegisterPage()).isas if one.agency == AGENCY]
    for one in live:
        door("ira").dispatch(EndIsa(isa_id=one.id, version=one.version))
    try:
        assert seen(pat, shown) is None
    finally:
        cover(door)
    assert seen(pat, shown)


def test_another_partner_is_shown_their_own_only(door, pat, another, shown):
    assert seen(another, shown) is None
    invite(door, shown, another)
    assert seen(another, shown) is None
    show(door, shown, another, plan_id=of(pat, shown)[0].plan_id)
    assert seen(another, shown)
    door("priya").dispatch(EndPartner(family_id=shown.family_id, account_id=another.id))
    assert seen(another, shown) is None
    assert seen(pat, shown)


def test_it_ends_with_the_involvement_and_a_new_one_begins_with_nothing(door, pat, shown):
    door("priya").dispatch(EndPartner(family_id=shown.family_id, account_id=pat.id))
    assert seen(pat, shown) is None
    invite(door, shown, pat)
    assert seen(pat, shown) is None
    assert row(door, shown).shared_at is None
    show(door, shown, pat)
    assert seen(pat, shown)


def test_it_ends_with_the_case(door, pat, shown):
    assert seen(pat, shown)
    close(door, shown)
    assert seen(pat, shown) is None


def test_a_restricted_family_is_there_for_no_partner(door, pat, shown):
    assert seen(pat, shown)
    plan_id = row(door, shown).plan_id
    restrict(door, shown, "maureen")
    assert seen(pat, shown) is None
    with pytest.raises(Invalid) as refused:
        show(door, shown, pat, "maureen", plan_id=plan_id)
    assert refused.value.fields == {"account_id": "partner.not_involved"}


def test_what_the_check_finds_is_settled_before_it_is_shown(door, pat):
    other, ours = plant(door, surname="Otherwise"), plant(door)
    authorised(door, ours, content(owner=NAME, text="Meet Anna Otherwise on Monday"))
    agreed(door, ours)
    agreed(door, ours, person_ids=(ours.mother_id,), said_by=ours.mother_id)
    invite(door, ours, pat)
    door("priya").built().refresh([other.family_id, ours.family_id])
    with pytest.raises(Invalid) as refused:
        show(door, ours, pat)
    assert refused.value.key == "disclosure.settle"
    assert seen(pat, ours) is None
    found = row(door, ours)
    asked = DisclosurePreview(
        family_id=ours.family_id, kind="plan", subject_id=found.plan_id, reader=found.reader
    )
    to_settle = door("priya").dispatch(asked).to_settle
    show(door, ours, pat, settled={one.key: "remove" for one in to_settle})
    assert "Otherwise" not in told(pat, ours)
    assert "Meet" in told(pat, ours)


def test_nothing_slips_out_while_the_names_are_still_being_read_after_sign_in(door, pat):
    plant(door, surname="Otherwise")
    ours = plant(door)
    authorised(door, ours, content(owner=NAME, text="Meet Anna Otherwise on Monday"))
    agreed(door, ours)
    agreed(door, ours, person_ids=(ours.mother_id,), said_by=ours.mother_id)
    invite(door, ours, pat)
    context = door("priya").context
    known, vault = context.index, context.vault
    context.index = PeopleIndex(vault.engine, vault.keyring)  # as a moment after sign-in
    try:
        with pytest.raises(Invalid) as refused:
            show(door, ours, pat)
        assert refused.value.key == "disclosure.settle"
        assert context.index.done
    finally:
        context.index = known


def test_it_stands_in_the_sharing_log_as_shown_in_the_program(door, shown):
    entry = door("priya").dispatch(SharingPage(family_id=shown.family_id)).log[0]
    assert (entry.decision, entry.basis) == ("shared", "agreement")
    assert (entry.note.method, entry.note.agency) == ("program", AGENCY)
    assert entry.note.reader == f"{NAME}, {AGENCY}"
    assert entry.note.person_ids == (shown.child_id,)
    assert any(source.startswith("sharing_choice:") for source in entry.note.sources)
    assert any("Anna" in left for left in entry.note.left_out)


def test_staff_see_that_the_plan_changed_and_show_it_anew(door, pat, shown):
    before = row(door, shown)
    assert (before.name, before.number, before.by, before.changed) == (
        NAME,
        1,
        "Priya Nandra",
        False,
    )
    (action,) = of(pat, shown)
    done = ProgressAction(
        plan_id=action.plan_id, version=action.version, action_id=action.action_id,
        status="done", note="Rang.",
    )  # fmt: skip
    door("priya").dispatch(done)
    assert row(door, shown).changed
    old = told(pat, shown)
    show(door, shown, pat)
    assert not row(door, shown).changed
    assert told(pat, shown) != old
    assert len(pat.dispatch(SharedPlans())) == len(
        {p.reference for p in pat.dispatch(SharedPlans())}
    )


def test_who_may_show_what_to_whom(door, pat, planned):
    plan_id = authorised_plan(door, planned)
    with pytest.raises(Invalid) as refused:
        show(door, planned, pat, plan_id=plan_id)
    assert refused.value.fields == {"account_id": "partner.not_involved"}
    invite(door, planned, pat)
    for login, key in (("sol", "refused.record"), ("bea", "refused.role"), ("pat", "refused.role")):
        with pytest.raises(Refused) as told:
            show(door, planned, pat, login, plan_id=plan_id)
        assert told.value.key == key
    other = plant(door)
    theirs = authorised(door, other).id
    draft = door("priya").dispatch(StartPlan(case_id=planned.case_id)).id
    for wrong in (theirs, draft):
        with pytest.raises(Refused) as told:
            show(door, planned, pat, plan_id=wrong)
        assert told.value.key == "refused.record"
    show(door, planned, pat, "maureen", plan_id=plan_id)
    assert seen(pat, planned)


def authorised_plan(door, planted):
    from earlyhelp.records.casework import EarlyHelpPlan

    with door("priya").unit() as uow:
        (plan,) = uow.all(EarlyHelpPlan, EarlyHelpPlan.family_id == planted.family_id)
        return plan.id


def test_where_nobody_agreed_there_is_nothing_to_show(door, pat, planted):
    authorised(door, planted, content(owner=NAME))
    invite(door, planted, pat)
    with pytest.raises(Invalid) as refused:
        show(door, planted, pat)
    assert refused.value.key == "disclosure.nothing"
