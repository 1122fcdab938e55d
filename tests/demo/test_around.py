"""What the demo's organisation has done around its families: something plausible on every page."""

import pytest

from earlyhelp.access.permissions import Permission
from earlyhelp.clock import FixedClock
from earlyhelp.demo import create
from earlyhelp.demo.around_plan import around_plan
from earlyhelp.errors import Refused
from earlyhelp.messages.access import BreakGlassReviews, Restrictions
from earlyhelp.messages.backups import Backups
from earlyhelp.messages.corrections import Corrections
from earlyhelp.messages.documents import Documents, LookAtDocument
from earlyhelp.messages.my_work import MyWorkPage
from earlyhelp.messages.partner_shares import SharedPlanPage, SharedPlans
from earlyhelp.messages.partners import OwnActions
from earlyhelp.messages.register import Register
from earlyhelp.messages.retention import RetentionQueue
from earlyhelp.messages.sharing import SharingPage, SharingRegisterPage
from earlyhelp.messages.staff import Accounts
from earlyhelp.messages.subject_requests import SubjectRequests
from earlyhelp.records.people import Family
from earlyhelp.wording import say
from tests.demo.conftest import MORNING
from tests.demo.opened import session


@pytest.fixture
def asks(demo):
    """Ask one thing as one account."""

    def ask(login, *messages):
        with session(demo.folder, login, MORNING) as store:
            return [store.dispatcher.dispatch(message) for message in messages]

    return ask


@pytest.fixture
def told(demo):
    """The first family, told in full: its id."""
    with session(demo.folder, "priya.nair", MORNING) as store:
        context = store.context
        scope = context.policy.require(context.principal, Permission.FAMILY_READ)
        with context.vault.unit(context.principal, Permission.FAMILY_READ, scope) as uow:
            return uow.first(Family, order=Family.id).id


def test_the_partner_has_actions_of_their_own_the_plan_and_nothing_else(asks):
    own, plans = asks("j.bright", OwnActions(), SharedPlans())
    assert len(own) == 2
    (row,) = plans
    assert row.family == own[0].family
    (plan,) = asks("j.bright", SharedPlanPage(family_id=row.family_id))
    assert plan.agreed
    said = "\n".join(line.text for section in plan.sections for line in section.lines)
    assert "Breakfast club" in said
    assert "Hassan" not in said  # of another family: the check of outgoing text took it out
    with pytest.raises(Refused):
        asks("j.bright", MyWorkPage())


def test_agencies_have_agreements_and_one_is_due_for_review(asks):
    (shown,) = asks("ira.menhenick", SharingRegisterPage())
    assert {row.standing for row in shown.isas} == {"live", "review"}


def test_a_family_has_chosen_for_every_agency_and_said_no_once(asks, told):
    (shown,) = asks("priya.nair", SharingPage(family_id=told))
    assert {row.status for row in shown.choices} == {"given", "refused"}
    assert {cell.state for cell in shown.cells} >= {"all", "none"}


def test_papers_came_in_and_stay_shut_without_a_scanner(asks, told):
    (shown,) = asks("priya.nair", Documents(family_id=told))
    assert {row.name for row in shown.rows} == {one.name for one in around_plan().document}
    for row in shown.rows:
        assert row.status in {"waiting", "safe"}  # safe where this computer has a scanner
        if row.status == "waiting":
            with pytest.raises(Refused):
                asks("priya.nair", LookAtDocument(document_id=row.id))


def test_rights_are_asked_for(asks, told):
    requests, queue = asks("maureen.doyle", SubjectRequests(), RetentionQueue())
    assert {row.answer for row in requests} == {"", "yes"}
    assert [row.state for row in queue.due if row.proposal_id] == ["proposed", "proposed"]
    assert len(queue.holds) == 1
    (corrections,) = asks("priya.nair", Corrections(family_id=told))
    assert [row.status for row in corrections] == ["open"]


def test_a_family_is_restricted_and_was_opened_in_an_emergency(asks):
    restricted, reviews = asks("ira.menhenick", Restrictions(), BreakGlassReviews())
    assert [row.status for row in restricted] == ["open"]
    assert [row.who for row in reviews] == ["Gareth Hale"]
    assert not reviews[0].escalated


def test_somebody_waits_for_a_second_person(asks):
    (accounts,) = asks("maureen.doyle", Accounts())
    assert [row.name for row in accounts if row.status == "waiting"] == [around_plan().joiner_name]


def test_a_backup_lies_beside_the_store_and_was_rehearsed(asks, demo):
    (shown,) = asks("bea.laity", Backups())
    assert [row.result for row in shown.rows] == ["good"]
    assert (demo.folder.parent / "one-backups").is_dir()


def test_the_register_was_checked_and_says_that_the_shares_lie_in_the_folder(asks, demo):
    (shown,) = asks("ira.menhenick", Register())
    found = {check.check: check for line in shown.lines for check in line.found.checks}
    assert all(line.found.checks for line in shown.lines)
    red = {check.check: check.evidence for check in found.values() if check.status == "red"}
    assert red == {"files_encrypted": say("register.files_encrypted.red", count=1)}


def test_a_small_store_does_without_and_families_alone_have_nothing_around(tmp_path):
    report = create(tmp_path / "small", 1, 3, clock=FixedClock(MORNING))
    with session(report.folder, "ira.menhenick", MORNING) as store:
        assert store.dispatcher.dispatch(SharingRegisterPage()).isas
    report = create(tmp_path / "bare", 1, 3, clock=FixedClock(MORNING), around=False)
    with session(report.folder, "ira.menhenick", MORNING) as store:
        assert not store.dispatcher.dispatch(SharingRegisterPage()).isas
    assert not (tmp_path / "bare-backups").exists()
