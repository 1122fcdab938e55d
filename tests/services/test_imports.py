"""Importing an Annex A workbook: dry run, steps, twice, into whose team, by whom."""

import msgspec
import pytest

from earlyhelp.access.permissions import Permission
from earlyhelp.domain.codes import code_list
from earlyhelp.errors import Refused
from earlyhelp.messages.cases import ChangeLead
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.importing import ContinueImport, ImportRuns, PrepareImport
from earlyhelp.messages.requests import DecideRequest, RequestsWaiting
from earlyhelp.records.base import OfFamily, Record
from earlyhelp.records.cases import Allocation, Case, FactsEnvelope, RequestForSupport
from earlyhelp.records.casework import CaseNote, Contact
from earlyhelp.records.people import Family, Person
from earlyhelp.records.store import AuditEntry
from earlyhelp.services.facts import facts_step
from earlyhelp.services.import_undo import _kinds
from tests.services.annex import REAL, bring_in, held, workbook


@pytest.fixture
def book(tmp_path):
    return workbook(tmp_path / "Annex_A_made_up.xlsx")


@pytest.fixture(scope="module")
def imported(door, tmp_path_factory):
    """West with the made-up workbook brought in."""
    path = workbook(tmp_path_factory.mktemp("book") / "Annex_A_imported.xlsx", prefix="M")
    bring_in(door("maureen"), path)
    return path


def of_child(desk, kind, child_id):
    """Return the records of a kind in the family of one imported child."""
    with desk.unit() as uow:
        person = next(
            row for row in uow.all(Person) if uow.open(row, "directory").local_id == child_id
        )
        if kind is Family:
            return [uow.get(Family, person.family_id)]
        return uow.all(kind, kind.family_id == person.family_id)


def test_the_dry_run_says_what_would_come_in_and_writes_nothing(door, book):
    before = held(door)
    report = door("maureen").dispatch(PrepareImport(path=str(book)))
    assert (report.read, report.added, report.matched, report.rejected) == (7, 6, 0, 1)
    assert [(one.list, one.read, one.added, one.rejected) for one in report.lists] == [
        ("List 1", 3, 2, 1),
        ("List 2", 2, 2, 0),
        ("List 3", 2, 2, 0),
    ]
    (kept_out,) = report.reasons
    assert (kept_out.list, kept_out.row, kept_out.column) == ("List 1", 4, "Date of Contact")
    assert kept_out.reason == "import.row.date_ambiguous"
    assert (report.done, report.total, report.finished) == (0, 4, False)
    assert held(door) == before


def test_a_child_becomes_a_family_with_its_source(door, imported):
    (family,) = of_child(door("maureen"), Family, "MA1")
    with door("maureen").unit() as uow:
        family = uow.get(Family, family.id)
        assert uow.open(family, "directory") == "Child MA1"
        (person,) = uow.all(Person, Person.family_id == family.id)
        who, what = uow.open(person, "directory"), uow.open(person, "particulars")
    assert family.source == person.source == "Annex A imported, List 1, row 2"
    assert (family.status, family.opened_on.isoformat()) == ("open", "2026-01-05")
    assert family.locality == "west"
    assert family.reference.startswith("EH-2026-")
    assert (who.born_on.isoformat(), what.sex, what.ethnicity) == ("2016-02-01", "F", "WBRI")


def test_a_row_of_each_list_becomes_its_record(door, imported):
    desk = door("maureen")
    (contact,) = of_child(desk, Contact, "MA1")
    assert (contact.happened_on.isoformat(), contact.successful) == ("2026-01-05", False)
    (case,) = of_child(desk, Case, "MA1")
    assert (case.status, case.lead_id, case.closed_on) == ("draft", desk.id, None)
    (lead,) = of_child(desk, Allocation, "MA1")
    assert (lead.account_id, lead.role, lead.ended_on) == (desk.id, "lead", None)
    (note,) = of_child(desk, CaseNote, "MA1")
    (ended,) = of_child(desk, Case, "MB2")
    assert (ended.status, ended.closed_on.isoformat()) == ("closed", "2026-03-02")
    assert of_child(desk, Allocation, "MB2") == []
    with desk.unit() as uow:
        note = uow.get(CaseNote, note.id)
        told = uow.open(note, "content").text
    assert told.endswith("Organisation: Made Up Academy. Source: Annex A imported, List 2, row 2.")


@pytest.mark.parametrize(("child", "status"), [("MC3", "accepted"), ("MD4", "waiting")])
def test_a_referral_without_a_decision_waits(door, imported, child, status):
    (request,) = of_child(door("maureen"), RequestForSupport, child)
    assert (request.status, request.source) == (status, "2A")


def test_a_second_import_brings_nothing_twice(door, imported):
    before = held(door)
    report = door("maureen").dispatch(PrepareImport(path=str(imported)))
    assert (report.added, report.matched, report.total) == (0, 6, 0)
    report = door("maureen").dispatch(ContinueImport(work_id=report.work_id))
    assert report.finished
    assert held(door) == before


def test_a_known_child_keeps_the_family_and_a_changed_row_is_listed(door, tmp_path):
    bring_in(door("maureen"), workbook(tmp_path / "First.xlsx", prefix="K"))
    later = workbook(tmp_path / "Later.xlsx", "K", "2026-04-09", "2026-04-01")
    report = bring_in(door("maureen"), later)
    assert (report.added, report.total) == (1, 1)
    changed = [one for one in report.reasons if one.reason == "import.row.changed"]
    assert [(one.list, one.row) for one in changed] == [("List 2", 2)]
    assert len(of_child(door("maureen"), Contact, "KA1")) == 2


def test_every_imported_family_opens_and_shows_where_it_came_from(door, imported):
    for child in ("MA1", "MB2", "MC3", "MD4"):
        (family,) = of_child(door("maureen"), Family, child)
        view = door("maureen").dispatch(FamilyPageView(family_id=family.id))
        assert view.people[0].source.startswith("Annex A imported, List ")
        assert view.name == f"Child {child}"
        if child in ("MA1", "MB2"):
            assert any("List 2, row" in line.text for line in view.timeline)


def test_an_undecided_referral_is_decided_like_any_other(door, tmp_path):
    bring_in(door("maureen"), workbook(tmp_path / "Decided.xlsx", prefix="D"))
    (request,) = of_child(door("maureen"), RequestForSupport, "DD4")
    assert request.id in [row.id for row in door("maureen").dispatch(RequestsWaiting())]
    door("maureen").dispatch(
        DecideRequest(
            request_id=request.id,
            version=request.version,
            decision="accept",
            lead_id=door("priya").id,
            level="L2",
            reason="Needs help now.",
        )
    )
    (case,) = of_child(door("priya"), Case, "DD4")
    assert case.request_id == request.id


def test_an_imported_open_episode_can_be_given_to_a_colleague(door, tmp_path):
    bring_in(door("maureen"), workbook(tmp_path / "Given.xlsx", prefix="G"))
    (case,) = of_child(door("maureen"), Case, "GA1")
    door("maureen").dispatch(
        ChangeLead(
            case_id=case.id, version=case.version, lead_id=door("priya").id, reason="caseloads"
        )
    )
    assert of_child(door("priya"), Case, "GA1")[0].lead_id == door("priya").id


def test_no_text_of_the_workbook_reaches_the_figures(door, tmp_path):
    """The code of a case is counted; a line of a file would point at one child."""
    desk = door("maureen")
    step = facts_step(desk.context)
    desk.context.before_commit.append(step)
    bring_in(desk, workbook(tmp_path / "Counted.xlsx", prefix="F"))
    desk.context.before_commit.remove(step)
    for case in of_child(desk, Case, "FA1") + of_child(desk, Case, "FB2"):
        assert code_list("request_source").has(case.source)
    assert len(of_child(desk, FactsEnvelope, "FA1")) == 1


def test_another_team_has_its_own_copy_and_its_own_list(door, imported):
    report = bring_in(door("sam"), imported)
    assert (report.added, report.matched) == (6, 0)
    with door("sam").unit() as uow:
        assert uow.count(Family) == 4
    mine, theirs = (door(login).dispatch(ImportRuns()) for login in ("maureen", "sam"))
    assert [(run.file_name, run.families, run.by, run.status) for run in theirs] == [
        ("Annex_A_imported.xlsx", 4, "Sam Trevithick", "finished")
    ]
    assert {run.by for run in mine} == {"Maureen Tregear"}


def test_each_step_is_audited_with_its_family(door, imported):
    (family,) = of_child(door("maureen"), Family, "MD4")
    purposes = audited(door("maureen"), family.id)
    assert any(purpose.startswith("import ") for purpose in purposes)


def audited(desk, family_id):
    with desk.unit(Permission.FAMILY_WHO_LOOKED) as uow:
        rows = uow.all(
            AuditEntry, AuditEntry.family_id == family_id, AuditEntry.act == "import:run"
        )
        return [msgspec.json.decode(row.facts)["purpose"] for row in rows]


def test_only_a_manager_imports(door, book):
    with pytest.raises(Refused):
        door("priya").dispatch(PrepareImport(path=str(book)))
    assert door("maureen").dispatch(PrepareImport(path=str(book))).read == 7


def test_a_manager_imports_into_no_other_team(door, book):
    theirs, own = door("sam").team_id, door("maureen").team_id
    with pytest.raises(Refused) as caught:
        door("maureen").dispatch(PrepareImport(path=str(book), team_id=theirs))
    assert caught.value.key == "import.team.not_yours"
    assert door("maureen").dispatch(PrepareImport(path=str(book), team_id=own)).read == 7


def test_an_import_of_another_session_is_not_in_hand(door, book):
    report = door("maureen").dispatch(PrepareImport(path=str(book)))
    with pytest.raises(Refused) as caught:
        door("sam").dispatch(ContinueImport(work_id=report.work_id))
    assert caught.value.key == "import.work.gone"
    assert door("maureen").dispatch(ContinueImport(work_id=report.work_id, cancel=True)).finished


@pytest.mark.skipif(not REAL.exists(), reason="the council's sample is not here")
def test_the_councils_sample_comes_in_once(door):
    first = bring_in(door("maureen"), REAL)
    assert (first.read, first.added, first.rejected, first.total) == (16, 16, 0, 16)
    again = bring_in(door("maureen"), REAL)
    assert (again.added, again.matched, again.total) == (0, 16, 0)


def test_every_kind_of_a_family_is_known_to_the_undo():
    mapped = {mapper.class_ for mapper in Record.registry.mappers}
    assert set(_kinds()) == {kind for kind in mapped if issubclass(kind, OfFamily)}
