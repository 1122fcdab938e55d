"""The demo store: the same for a seed, whole, valid, and open to the accounts it names."""

import json

import pytest

from earlyhelp.demo import create
from earlyhelp.demo.bank import groups, needs, staff
from earlyhelp.demo.lots import STAGES
from earlyhelp.demo.numbers import nhs_number
from earlyhelp.domain import values
from earlyhelp.domain.codes import code_list
from earlyhelp.domain.frameworks import outcome_framework
from earlyhelp.domain.localities import is_in_plymouth
from earlyhelp.domain.plan_check import vague_phrases
from earlyhelp.errors import StorageFault
from earlyhelp.forms.loader import form
from earlyhelp.forms.validation import check
from earlyhelp.keys.passphrase import check as check_passphrase
from earlyhelp.messages.my_work import MyWorkPage
from earlyhelp.messages.plan_bridge import blocking, check_content
from earlyhelp.records.cases import Agreement, Case, Closure, PrivacyNotice, RequestForSupport
from earlyhelp.records.casework import Assessment, EarlyHelpPlan, Review
from earlyhelp.records.people import Family, Home, Person
from earlyhelp.records.staff import StoreFact
from earlyhelp.services.plan_standing import assessed_needs
from tests.demo.conftest import FAMILIES, MORNING, SEED
from tests.demo.opened import content, session, team_unit
from ui.opening import demo_accounts
from ui.store_face import face_of

FILLED = (RequestForSupport, Agreement, PrivacyNotice, Assessment, Review, Closure)


@pytest.fixture(scope="module")
def west(again):
    with team_unit(again.folder, MORNING) as uow:
        yield uow


def test_every_family_asked_for_is_made_with_its_people(demo):
    assert demo.families == FAMILIES
    assert demo.people > FAMILIES * 2


def test_the_same_seed_makes_the_same_content(demo, west):
    with team_unit(demo.folder, MORNING) as other:
        assert content(other) == content(west)


def test_the_note_names_accounts_that_can_sign_in(demo):
    note = json.loads((demo.folder / "demo.json").read_text(encoding="utf-8"))
    assert {one["role"] for one in note["accounts"]} == {
        "practitioner",
        "team_manager",
        "business_administrator",
        "information_governance",
        "analyst",
        "partner",
    }
    for login in ("priya.nair", "j.bright", "ana.rowse", "ira.menhenick"):
        with session(demo.folder, login, MORNING) as store:
            assert store.context.principal.login == login
            assert store.context.demo


def test_the_practitioner_finds_work_to_do(demo):
    with session(demo.folder, "priya.nair", MORNING) as store:
        work = store.dispatcher.dispatch(MyWorkPage())
    assert work.families > 3
    assert work.rows
    assert work.distance
    whys = {one.why for one in work.looked_at}
    assert "Supervision or oversight" in whys
    assert not [why for why in whys if why[:1].islower()]  # no codes


def test_every_passphrase_is_one_the_program_takes():
    for one in staff().account:
        assert len(one.passphrase.split()) >= 4
        check_passphrase(one.passphrase, one.login)


def test_every_number_and_postcode_checks(west):
    for person in west.all(Person):
        details = west.open(person, "directory")
        values.person_name(details.forename)
        if details.nhs_number:
            assert values.nhs_number(details.nhs_number).startswith("9990")
        if details.upn:
            assert values.upn(details.upn)[1:4] == "879"
    for home in west.all(Home):
        place = west.open(home, "hidden" if home.hidden else "directory")
        assert is_in_plymouth(place.postcode)
        assert code_list("neighbourhood").has(place.neighbourhood)


def test_every_script_occurs(west):
    names = {west.open(one, "directory").forename for one in west.all(Person)}
    assert names >= {"Łukasz", "Şükrü", "Σοφία", "Жанна", "محمد"}


@pytest.mark.parametrize("kind", FILLED, ids=lambda kind: kind.__tablename__)
def test_every_filled_form_is_valid(west, kind):
    people = west.all(Person, order=Person.id)
    rows = west.all(kind)
    assert rows
    for row in rows:
        told = west.open(row, "content")
        children = [
            one.id
            for one in people
            if one.family_id == row.family_id and one.role in {"child", "unborn"}
        ]
        complete = getattr(row, "status", "") != "draft"
        wrong = check(
            form(told.form_id, told.form_version), told.answers, children, complete=complete
        )
        assert not wrong, (kind, wrong)


def test_plans_that_were_authorised_would_be_again(west):
    plans = west.all(EarlyHelpPlan, EarlyHelpPlan.status == "authorised")
    assert plans
    for plan in plans:
        if plan.number == 1:
            lines = check_content(
                west.open(plan, "content"), assessed_needs(west, plan.case_id), ()
            )
            assert not blocking(lines)


def test_the_families_of_the_pictures_are_there(west):
    named = {west.open(one, "directory"): one for one in west.all(Family)}
    plans = west.all(EarlyHelpPlan, EarlyHelpPlan.family_id == named["Hassan"].id)
    waiting = next(one for one in plans if one.status == "submitted")
    assert waiting.number == 3
    actions = [one for out in west.open(waiting, "content").outcomes for one in out.actions]
    assert sum(not one.owner or one.due_on is None for one in actions) == 2
    case = west.first(
        Case, Case.family_id == named["Kowalska-Reed"].id, Case.status == "plan_active"
    )
    assert len(west.all(Review, Review.case_id == case.id)) == 2


def test_the_next_family_gets_the_next_reference(west):
    fact = west.first(StoreFact, StoreFact.name == f"references:{MORNING.year}")
    assert int(fact.value) == FAMILIES


def test_a_folder_that_holds_a_store_is_refused(demo):
    with pytest.raises(StorageFault) as refused:
        create(demo.folder, 3, SEED)
    assert refused.value.key == "store.exists"


def test_the_bank_is_in_order():
    assert sum(group.share for group in groups()) == 1000
    white = [one for one in groups() if all(code[0] == "W" for code in one.ethnicity)]
    assert sum(group.share for group in white) == 949
    assert sum(STAGES.values()) == 100
    for need in needs():
        assert outcome_framework().has(need.ref)
        assert code_list("scale_area").has(need.area)
        assert all(code_list("presenting_factor").has(code) for code in need.factors)
        assert not any(vague_phrases(one.text) for one in need.action)


def test_nhs_numbers_are_given_once():
    given = [nhs_number(family, place, 2000) for family in range(2000) for place in range(8)]
    given = [one for one in given if one]
    assert len(set(given)) == len(given) > 10_000
    assert all(values.nhs_number(one) == one for one in given[:200])


def test_the_note_says_nothing_beside_another_store(demo, tmp_path):
    folder = demo.folder
    assert demo_accounts(folder)
    (tmp_path / "demo.json").write_bytes((folder / "demo.json").read_bytes())
    assert demo_accounts(tmp_path) == ()
    raw = (folder / "store.ehdh").read_bytes()
    vault = face_of(folder).vault
    other = "0" * len(vault)
    (tmp_path / "store.ehdh").write_bytes(raw.replace(vault.encode(), other.encode()))
    assert face_of(tmp_path).vault == other
    assert demo_accounts(tmp_path) == ()
    (tmp_path / "store.ehdh").write_bytes(raw)
    assert demo_accounts(tmp_path) == demo_accounts(folder)
