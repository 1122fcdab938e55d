"""May it be told: denied by default, permitted only with a yes of whoever must be asked and a live agreement."""

from datetime import date
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from earlyhelp.domain.sharing import (
    Asked,
    Choice,
    Isa,
    Subject,
    asked_themselves,
    is_live,
    overridden,
    sharing_rules,
)
from earlyhelp.domain.sharing import may_share as decided_with

TODAY = date(2026, 11, 22)
CHILD = Subject(id=1, born_on=date(2017, 9, 30), answered_by=frozenset({3}))
TEEN = Subject(id=2, born_on=date(2012, 1, 5))
MOTHER = Subject(id=3, born_on=date(1991, 4, 2))
ASKED = Asked(agency="Hyde School", purpose="support", data_class="personal", on=TODAY)
ISA = Isa(
    id=7, agency="hyde  school", purposes=("support", "review"), classes=("identity", "personal"),
    from_on=date(2026, 1, 1), until_on=date(2027, 1, 1),
)  # fmt: skip

may_share = partial(decided_with, together="given")


def said(status="given", person=CHILD, by=MOTHER, on=date(2026, 10, 1), **more):
    plain = {
        "id": 1, "person_id": person.id, "said_by": by.id, "agency": "Hyde School",
        "purposes": ("support",), "classes": ("personal",), "status": status, "decided_on": on,
    }  # fmt: skip
    return Choice(**plain | more)


def test_a_yes_and_a_live_agreement_permit():
    decided = may_share([said()], [ISA], CHILD, ASKED)
    assert decided.permit
    assert (decided.reason_key, decided.sources) == ("agreed", ("isa:7", "sharing_choice:1"))


@pytest.mark.parametrize(
    ("choices", "isas", "person", "reason"),
    [
        ([], [ISA], CHILD, "not_asked"),
        ([said()], [], CHILD, "no_isa"),
        ([said("refused")], [ISA], CHILD, "refused"),
        ([said("perhaps")], [ISA], CHILD, "not_asked"),
        ([said(), said("withdrawn", id=2, on=TODAY)], [ISA], CHILD, "withdrawn"),
        ([said(until_on=date(2026, 11, 21))], [ISA], CHILD, "expired"),
        ([said(agency="Another School")], [ISA], CHILD, "not_asked"),
        ([said(purposes=("review",))], [ISA], CHILD, "not_asked"),
        ([said(classes=("identity",))], [ISA], CHILD, "not_asked"),
        ([said(on=date(2026, 12, 1))], [ISA], CHILD, "not_asked"),
        ([said(person=TEEN)], [ISA], TEEN, "ask_themselves"),
        ([said(by=CHILD)], [ISA], CHILD, "ask_carer"),
        ([said(by=TEEN)], [ISA], CHILD, "ask_carer"),
        ([said(person=MOTHER, by=TEEN)], [ISA], MOTHER, "ask_themselves"),
    ],
)  # fmt: skip
def test_everything_else_is_denied_and_says_why(choices, isas, person, reason):
    decided = may_share(choices, isas, person, ASKED)
    assert (decided.permit, decided.reason_key) == (False, reason)


@pytest.mark.parametrize("together", ["refused", "withdrawn"])
def test_a_no_to_working_together_ends_every_yes(together):
    decided = decided_with([said()], [ISA], CHILD, ASKED, together=together)
    assert (decided.permit, decided.reason_key) == (False, f"together_{together}")
    for still in ("given", ""):  # nothing recorded yet: the choice itself was a yes
        assert decided_with([said()], [ISA], CHILD, ASKED, together=still).permit


def test_those_old_enough_agree_themselves():
    assert may_share([said(person=TEEN, by=TEEN)], [ISA], TEEN, ASKED).permit
    assert may_share([said(person=MOTHER, by=MOTHER)], [ISA], MOTHER, ASKED).permit


def test_a_birthday_ends_what_a_parent_agreed_to():
    turns = replace(CHILD, born_on=date(2013, 11, 22))
    assert asked_themselves(turns, TODAY)
    day_before = replace(ASKED, on=date(2026, 11, 21))
    assert may_share([said()], [ISA], turns, day_before).permit
    assert may_share([said()], [ISA], turns, ASKED).reason_key == "ask_themselves"
    assert asked_themselves(Subject(id=9), TODAY)
    assert not asked_themselves(Subject(id=9, born_on=date(2027, 2, 1)), TODAY)


def test_the_newest_choice_decides_and_withdrawal_can_be_taken_back():
    history = [said(), said("withdrawn", id=2, on=date(2026, 10, 5)), said(id=3, on=TODAY)]
    assert may_share(history, [ISA], CHILD, ASKED).permit
    assert not may_share(history, [ISA], CHILD, replace(ASKED, on=date(2026, 10, 6))).permit
    same_day = [said(id=5), said("refused", id=4)]
    assert may_share(same_day, [ISA], CHILD, ASKED).permit


def test_withdrawal_for_one_purpose_leaves_the_others():
    both = said(purposes=("support", "review"))
    history = [both, said("withdrawn", id=2, on=TODAY, purposes=("review",))]
    assert may_share(history, [ISA], CHILD, ASKED).permit
    assert not may_share(history, [ISA], CHILD, replace(ASKED, purpose="review")).permit


@pytest.mark.parametrize(
    ("change", "live"),
    [
        ({}, True),
        ({"from_on": date(2026, 11, 23)}, False),
        ({"until_on": date(2026, 11, 21)}, False),
        ({"until_on": None}, True),
        ({"ended_on": TODAY}, False),
        ({"review_on": date(2026, 1, 2)}, True),
    ],
)
def test_only_a_live_agreement_covers(change, live):
    isa = replace(ISA, **change)
    assert is_live(isa, TODAY) is live
    assert may_share([said()], [isa], CHILD, ASKED).permit is live


def test_what_workers_say_among_themselves_never_leaves():
    wide = replace(ISA, classes=("operational",))
    asked = replace(ASKED, data_class="operational")
    assert may_share([said(classes=("operational",))], [wide], CHILD, asked).reason_key == "never"


def test_safety_and_courts_override_and_nothing_else():
    assert overridden("safeguarding")
    assert overridden("legal_order")
    assert not overridden("agreement")
    assert not overridden("information_duty")
    assert not overridden("")
    assert sharing_rules().asked_from_age == 13


_STATUS = st.sampled_from(["given", "refused", "withdrawn"])
_CHOICES = st.lists(
    st.builds(
        said, _STATUS, person=st.sampled_from([CHILD, TEEN]), by=st.sampled_from([CHILD, TEEN, MOTHER]),
        on=st.dates(date(2026, 9, 1), date(2026, 12, 1)), id=st.integers(1, 50),
        until_on=st.none() | st.dates(date(2026, 10, 1), date(2027, 1, 1)),
    ), max_size=6,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(_CHOICES, st.sampled_from([CHILD, TEEN]))
def test_no_world_permits_without_a_fitting_yes_and_more_noes_never_open(choices, person):
    decided = may_share(choices, [ISA], person, ASKED)
    yes = [c for c in choices if c.status == "given" and c.person_id == person.id]
    assert not decided.permit or yes
    assert not may_share(choices, [], person, ASKED).permit
    no = said("refused", person=person, id=99, on=TODAY)
    assert not may_share([*choices, no], [ISA], person, ASKED).permit
