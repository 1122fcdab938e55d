"""Taking an import back: whole, cancelled, killed half-way, and refused once it was worked on."""

import zlib

import pytest
from sqlalchemy import select

from earlyhelp.errors import Refused
from earlyhelp.messages.importing import ContinueImport, ImportRuns, PrepareImport, UndoImport
from earlyhelp.messages.records import Narrative
from earlyhelp.records.cases import FactsEnvelope
from earlyhelp.records.casework import CaseNote, WorkItem
from earlyhelp.records.people import Family, Person
from earlyhelp.records.store import ImportLink
from earlyhelp.services.facts import facts_step
from tests.services.annex import REAL, bring_in, held, workbook
from tests.services.founded import Desk


@pytest.fixture
def before(door):
    return held(door)


@pytest.fixture
def book(tmp_path, request):
    """A workbook of children that no other test has."""
    return workbook(tmp_path / "Annex.xlsx", prefix=f"{zlib.crc32(request.node.name.encode()):X}")


def undo(desk, import_id):
    while not (work := desk.dispatch(UndoImport(import_id=import_id))).finished:
        assert work.done <= work.total
    return work


def cancel(desk, work_id):
    while not (report := desk.dispatch(ContinueImport(work_id=work_id, cancel=True))).finished:
        pass
    return report


def families_of(uow, import_id):
    brought = select(ImportLink.family_id).where(ImportLink.import_id == import_id).distinct()
    return sorted(ident for (ident,) in uow.rows(brought))


def change_a_person(desk, family_id):
    with desk.unit() as uow:
        person = uow.all(Person, Person.family_id == family_id)[0]
        uow.need_keys({family_id})
        uow.change(person, 1, role="other")
        uow.commit()


def add_a_note(desk, family_id):
    with desk.unit() as uow:
        note = CaseNote(family_id=family_id, written_at=uow.clock.now(), author_id=desk.id)
        uow.need_keys({family_id})
        uow.add(note, content=Narrative(text="We met."))
        uow.commit()


def change_the_family(desk, family_id):
    with desk.unit() as uow:
        uow.change(uow.get(Family, family_id), 1, level="L2")
        uow.commit()


def test_an_undo_leaves_every_row_as_it_was(door, before, book):
    report = bring_in(door("maureen"), book)
    assert held(door) != before
    work = undo(door("maureen"), report.work_id)
    assert (work.done, work.total) == (4, 4)
    assert held(door) == before


def test_facts_and_work_items_of_its_cases_go_with_them(door, before, book):
    desk = door("maureen")
    step = facts_step(desk.context)
    desk.context.before_commit.append(step)
    report = bring_in(desk, book)
    with desk.unit() as uow:
        brought = families_of(uow, report.work_id)
        assert uow.count(FactsEnvelope, FactsEnvelope.family_id.in_(brought)) == 2
        assert uow.count(WorkItem, WorkItem.family_id.in_(brought)) > 0
    undo(desk, report.work_id)
    desk.context.before_commit.remove(step)
    assert held(door) == before


def test_after_an_undo_the_same_file_comes_in_again(door, before, book):
    undo(door("maureen"), bring_in(door("maureen"), book).work_id)
    again = bring_in(door("maureen"), book)
    assert again.added == 6
    undo(door("maureen"), again.work_id)


@pytest.mark.parametrize("work", [change_a_person, add_a_note, change_the_family])
def test_an_undo_is_refused_once_somebody_worked_on_it(door, book, work):
    desk = door("maureen")
    touched = bring_in(desk, book)
    with desk.unit() as uow:
        family_id = families_of(uow, touched.work_id)[1]
        reference = uow.get(Family, family_id).reference
    work(desk, family_id)
    stands = held(door)
    with pytest.raises(Refused) as caught:
        undo(desk, touched.work_id)
    assert caught.value.key == "import.undo.worked_on"
    assert caught.value.params == {"count": 1, "families": reference}
    assert held(door) == stands


def test_the_twin_looked_at_only_goes(door, before, book):
    report = bring_in(door("maureen"), book)
    with door("maureen").unit() as uow:
        for family_id in families_of(uow, report.work_id):
            uow.get(Family, family_id)
        uow.commit("viewed")
    undo(door("maureen"), report.work_id)
    assert held(door) == before


def test_a_later_import_goes_first_and_takes_only_its_own(door, before, tmp_path):
    desk = door("maureen")
    first = bring_in(desk, workbook(tmp_path / "First.xlsx", prefix="L"))
    between = held(door)
    second = bring_in(desk, workbook(tmp_path / "Second.xlsx", "L", "2026-04-09"))
    with pytest.raises(Refused):
        undo(desk, first.work_id)
    undo(desk, second.work_id)
    assert held(door) == between
    undo(desk, first.work_id)
    assert held(door) == before


@pytest.mark.parametrize("steps", [1, 3])
def test_cancel_half_way_leaves_everything_as_it_was(door, before, book, steps):
    report = bring_in(door("maureen"), book, steps=steps)
    assert (report.done, report.finished) == (steps, False)
    report = cancel(door("maureen"), report.work_id)
    assert report.done == 0
    assert held(door) == before


def test_cancel_before_the_first_step_ends_it(door, before, book):
    work_id = door("maureen").dispatch(PrepareImport(path=str(book))).work_id
    assert cancel(door("maureen"), work_id).finished
    assert held(door) == before
    with pytest.raises(Refused):
        door("maureen").dispatch(ContinueImport(work_id=work_id))


def new_session(door) -> Desk:
    """What a killed program leaves behind: the store, and nothing in hand."""
    door._desks.pop("maureen")
    return door("maureen")


def test_a_killed_import_is_undone_by_a_new_session(door, before, book):
    report = bring_in(door("maureen"), book, steps=2)
    desk = new_session(door)
    with pytest.raises(Refused):
        desk.dispatch(ContinueImport(work_id=report.work_id))
    listed = next(run for run in desk.dispatch(ImportRuns()) if run.id == report.work_id)
    assert (listed.status, listed.families) == ("running", 2)
    undo(desk, report.work_id)
    assert held(door) == before


def test_a_killed_import_is_finished_by_reading_the_file_again(door, before, book):
    first = bring_in(door("maureen"), book, steps=2)
    desk = new_session(door)
    rest = bring_in(desk, book)
    assert (rest.matched, rest.total) == (6 - rest.added, 2)
    undo(desk, rest.work_id)
    undo(desk, first.work_id)
    assert held(door) == before


def test_a_killed_undo_is_finished_by_a_new_session(door, before, book):
    report = bring_in(door("maureen"), book)
    for _ in range(3):
        door("maureen").dispatch(UndoImport(import_id=report.work_id))
    desk = new_session(door)
    listed = next(run for run in desk.dispatch(ImportRuns()) if run.id == report.work_id)
    assert (listed.status, listed.families) == ("undoing", 2)
    undo(desk, report.work_id)
    assert held(door) == before


def test_an_undone_import_is_found_no_more(door, book):
    desk = door("maureen")
    report = bring_in(desk, book)
    with desk.unit() as uow:
        family_id = families_of(uow, report.work_id)[0]
        name = uow.open(uow.get(Family, family_id), "directory")
    assert [hit.family_id for hit in desk.built().find(name, None, 1)] == [family_id]
    undo(desk, report.work_id)
    assert family_id not in [hit.family_id for hit in desk.built().find(name, None, 20)]


@pytest.mark.parametrize("login", ["sam", "priya", "bea"])
def test_only_a_manager_of_the_team_undoes(door, book, login):
    other = door(login)  # signed in first: a sign-in keeps the day an account was used
    before = held(door)
    report = bring_in(door("maureen"), book)
    with pytest.raises(Refused):
        other.dispatch(UndoImport(import_id=report.work_id))
    undo(door("maureen"), report.work_id)
    assert held(door) == before


@pytest.mark.skipif(not REAL.exists(), reason="the council's sample is not here")
def test_the_councils_sample_goes_without_a_trace(door, before):
    report = bring_in(door("maureen"), REAL)
    assert report.added == 16
    undo(door("maureen"), report.work_id)
    assert held(door) == before
