"""Mistakes that other systems really made (product.md 5), as tests from the start."""

from contextlib import suppress
from datetime import date

import msgspec
import pytest
from msgspec.structs import replace

from earlyhelp.access.policy import Policy
from earlyhelp.bootstrap import open_store
from earlyhelp.errors import HouseError, Locked, Refused, StorageFault
from earlyhelp.messages.account_changes import AskChange, DecideChange
from earlyhelp.messages.base import REGISTRY, Command, Page, Query
from earlyhelp.messages.cases import ChangeLead
from earlyhelp.messages.casework import AddCaseNote, AssessmentPage, SaveAnswers
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.people import FamilyList, PeopleFound
from earlyhelp.messages.plans import AuthorisePlan
from earlyhelp.messages.staff import ApproveAccount, CreateAccount, EndAccount
from earlyhelp.messages.trail import AuditTrail, ExportAudit
from tests.access.asking import NOWHERE, ask, attempt, contents, no_audit
from tests.access.worlds import RELATIONS, place, place_all
from tests.services.filled import OVERSIGHT, sent
from tests.services.founded import PASSPHRASE, TODAY, load_topics, plant

load_topics()
#: the tables that say how far somebody reaches
_REACH = ("staff_account", "membership", "key_wrap")


@pytest.fixture(scope="module")
def world(door):
    return place_all(door)


def everybody_s_own(desk) -> set[int]:
    page = desk.dispatch(FamilyList(page=Page(limit=200)))
    assert page.next_after == ""
    return {row.id for row in page.rows}


def test_the_list_asks_the_same_question_as_the_page(door, world):
    """Elsewhere the list was filtered by owner while the page checked involvement."""
    for login in ("priya", "omar"):
        listed = everybody_s_own(door(login))
        for placed in world.values():
            look = attempt(door(login), FamilyPageView(family_id=placed.family_id))
            assert (look.error is None) == (placed.family_id in listed)


def test_no_case_is_assigned_that_one_could_not_open(door, world):
    """Elsewhere "assign from list" reached cases out of sight."""
    theirs, ours = world["other"], world["team"]
    lead = {"version": 1, "lead_id": door("priya").id, "reason": "workload"}
    with pytest.raises(Refused) as told:
        door("maureen").dispatch(ChangeLead(case_id=theirs.ids["case_id"], **lead))
    assert told.value.key == "refused.record"
    done = attempt(door("maureen"), ChangeLead(case_id=ours.ids["case_id"], **lead))
    assert not isinstance(done.error, Refused)


@pytest.mark.parametrize("login", ["priya", "maureen", "ira", "bea"])
def test_nobody_widens_their_own_reach(door, login):
    """Elsewhere people edited their own groups: here a role is asked for another, and decided by a third."""
    mine, before = door(login).context.principal, contents(door("bea"))
    wider = {"kind": "role", "role": "team_manager", "team_ids": (door("sam").team_id,)}
    for message in (
        AskChange(account_id=mine.account_id, version=1, **wider),
        CreateAccount(login=login, name="Made Up", role="team_manager", passphrase=PASSPHRASE),
        ApproveAccount(account_id=mine.account_id, version=1),
        EndAccount(account_id=mine.account_id, version=1),
    ):
        assert attempt(door(login), message).error is not None
    after = contents(door("bea"))
    for table in (*_REACH, "account_change"):
        assert after[table] == before[table]


def test_one_message_names_a_role_for_an_account_and_it_only_asks(door):
    """The twin: asked for somebody else it is kept, changes nothing, and who asked does not decide."""
    named = {kind for kind in REGISTRY.values() if {"role", "account_id"} <= set(_fields(kind))}
    assert {kind for kind in named if issubclass(kind, Command)} == {AskChange}
    before = contents(door("bea"))
    wider = {"kind": "role", "role": "team_manager", "team_ids": (door("sam").team_id,)}
    asking = AskChange(account_id=door("sol").id, version=1, **wider)
    for login in ("priya", "maureen", "ira"):
        assert isinstance(attempt(door(login), asking).error, Refused)
    asked = attempt(door("bea"), asking)
    assert asked.error is None
    for login in ("bea", "sol"):
        decided = attempt(door(login), DecideChange(change_id=asked.reply.id, agree=True))
        assert isinstance(decided.error, Refused)
    for kind in named - {AskChange}:  # the others only look
        assert issubclass(kind, Query)
        attempt(door("ira"), ask(kind, {}, account_id=door("sol").id))
    after = contents(door("bea"))
    for table in _REACH:
        assert after[table] == before[table]


def _fields(kind):
    return [one.name for one in msgspec.structs.fields(kind)]


def test_no_look_is_answered_when_its_entry_is_lost(door, world):
    """Elsewhere the entry was written after the response, and lost."""
    look = FamilyPageView(family_id=world["lead"].family_id)
    with no_audit(door("priya")), pytest.raises(StorageFault):
        door("priya").dispatch(look)
    assert attempt(door("priya"), look).entries[0].outcome == "viewed"


def test_the_caller_does_not_name_the_act(door, world):
    """Elsewhere the audit took the action's name from the caller."""
    purpose = "family:list; outcome refused"
    look = FamilyPageView(family_id=world["lead"].family_id, purpose=purpose)
    (entry,) = attempt(door("priya"), look).entries
    assert (entry.act, entry.outcome, entry.purpose) == ("family:read", "viewed", purpose)


def test_without_rules_nothing_is_granted(door, world, tmp_path):
    """Elsewhere everything was granted when the rules failed to load."""
    desk = door("maureen")
    shipped, asked = desk.context.policy, [ask(k, world["lead"].ids) for k in REGISTRY.values()]
    desk.context.policy = Policy.from_file(tmp_path / "none.toml", tmp_path / "none.sha256")
    try:
        for message in asked:
            done = attempt(desk, message)
            assert done.error.key == "refused.role"
            assert done.entries[0].outcome == "refused"
    finally:
        desk.context.policy = shipped
    assert attempt(desk, FamilyPageView(family_id=world["lead"].family_id)).error is None


def test_assessments_have_their_row_rule_like_cases(door, world):
    """Elsewhere cases were filtered and assessments were not."""
    for name, placed in world.items():
        ident = placed.ids["assessment_id"]
        seen = attempt(door("priya"), AssessmentPage(assessment_id=ident)).error is None
        saved = attempt(door("priya"), SaveAnswers(assessment_id=ident, version=99, changes={}))
        mine = name in {"lead", "lead_waiting", "member", "waiting", "closed"}
        assert seen is mine
        assert isinstance(saved.error, Refused) or mine
        assert (
            not isinstance(saved.error, Refused) or saved.error.key != "refused.record" or not mine
        )


def test_no_plan_is_approved_by_who_wrote_it(door):
    """Elsewhere the author approved their own plan."""
    planted = plant(door, lead="maureen")
    receipt = sent(door, planted, who="maureen")
    decision = AuthorisePlan(plan_id=receipt.id, version=receipt.version, oversight=OVERSIGHT)
    with pytest.raises(Refused):
        door("maureen").dispatch(decision)
    other = plant(door)
    receipt = sent(door, other)
    decision = replace(decision, plan_id=receipt.id, version=receipt.version)
    assert not isinstance(attempt(door("maureen"), decision).error, Refused)


def test_the_filter_by_date_holds_for_rows_and_their_count(door, world):
    """Elsewhere an export ignored the date filter."""
    desk = door("ira")
    today = desk.dispatch(AuditTrail(from_on=TODAY, to_on=TODAY, page=Page(limit=5)))
    assert (len(today.rows), today.total >= 5) == (5, True)
    past = {"from_on": date(2020, 1, 1), "to_on": date(2020, 12, 31)}
    none = desk.dispatch(AuditTrail(**past))
    assert (none.rows, none.total) == ((), 0)
    assert len(desk.dispatch(AuditTrail(page=Page(limit=500))).rows) > 5


def test_a_family_one_may_see_is_found_by_its_reference(door, world):
    """Elsewhere the search by number failed for a case one may see."""
    for name in ("lead", "member", "waiting", "closed"):
        hits = door("priya").dispatch(PeopleFound(text=world[name].reference))
        assert {hit.family_id for hit in hits} == {world[name].family_id}
    for name in ("team", "former", "other", "other_waiting"):
        assert door("priya").dispatch(PeopleFound(text=world[name].reference)) == ()


def test_failed_sign_ins_do_not_flood_the_audit(door):
    """Elsewhere they did: the audit lies behind the passphrase, the waits beside the store."""
    size = door("priya").context.vault.trail.size
    for _ in range(3):
        with pytest.raises(Locked):
            open_store(door.folder, "priya", "not the right passphrase")
    before = door("priya").context.vault.trail.size
    assert before == size
    assert attempt(door("priya"), FamilyList()).error is None
    assert door("priya").context.vault.trail.size == size + 1


def test_no_list_stops_silently(door):
    """Elsewhere bulk work stopped after ten rows: a page says that it has a next one."""
    ids = {place(door, RELATIONS["team"]).family_id for _ in range(12)}
    page, seen = Page(limit=10), set()
    while True:
        found = door("maureen").dispatch(FamilyList(page=page))
        seen |= {row.id for row in found.rows}
        assert len(found.rows) <= 10
        if not found.next_after:
            break
        page = Page(limit=10, after=found.next_after)
    assert ids <= seen
    assert len(seen) == found.total


def test_what_leaves_without_an_entry_is_taken_back(door, tmp_path):
    """An export whose entry cannot be written leaves no file behind."""
    path = tmp_path / "audit.jsonl"
    with no_audit(door("ira")), suppress(HouseError):
        door("ira").dispatch(ExportAudit(path=str(path)))
    assert not path.exists()
    door("ira").dispatch(ExportAudit(path=str(path)))
    assert path.exists()


def test_a_refused_stranger_leaves_no_trace_in_the_family_s_own_log(door, world):
    """Who is refused learns nothing, and the family's log is not filled by guessing."""
    ident = world["other"].family_id
    for family_id in (ident, NOWHERE):
        (entry,) = attempt(door("priya"), AddCaseNote(family_id=family_id, text="x")).entries
        assert (entry.family_id, entry.objects) == (0, (f"family:{family_id}",))
