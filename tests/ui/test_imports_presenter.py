"""Imports: nothing before the dry run, step by step, cancelled, undone."""

from earlyhelp.errors import Invalid
from earlyhelp.messages.figures import Work
from earlyhelp.messages.importing import ContinueImport, ImportReport, PrepareImport, UndoImport
from tests.ui.made_up_casework import FakeStore, FakeView
from ui.presenters.imports import ImportsPresenter


def report(done: int, *, finished: bool) -> ImportReport:
    return ImportReport(
        work_id=3, file_name="a.xlsx", read=9, added=4, matched=2, rejected=3, mended=0, lists=(),
        reasons=(), finished=finished, done=done, total=2,
    )  # fmt: skip


def opened():
    store, view = FakeStore(ImportRuns=()), FakeView()
    return ImportsPresenter(view, store, lambda *_kinds: None, 4), store, view


def test_nothing_is_brought_in_before_the_dry_run() -> None:
    presenter, store, _view = opened()
    presenter.start()
    assert not store.named(ContinueImport)
    presenter.prepare("a.xlsx")
    store.answer(report(0, finished=False))
    presenter.start()
    assert store.named(ContinueImport)


def test_an_import_goes_on_until_it_is_finished() -> None:
    presenter, store, view = opened()
    presenter.prepare("a.xlsx")
    store.answer(report(0, finished=False))
    presenter.start()
    presenter.start()
    store.answer(report(1, finished=False))
    store.answer(report(2, finished=True))
    assert [one.cancel for one in store.named(ContinueImport)] == [False, False]
    assert "a.xlsx" in view.told["show_receipt"][0]


def test_a_cancelled_import_is_taken_back() -> None:
    presenter, store, view = opened()
    presenter.prepare("a.xlsx")
    store.answer(report(0, finished=False))
    presenter.start()
    presenter.cancel()
    store.answer(report(1, finished=False))
    assert store.named(ContinueImport)[-1].cancel
    store.answer(report(0, finished=True))
    assert "taken back" in view.told["show_receipt"][0]


def test_an_undo_goes_on_until_it_is_finished() -> None:
    presenter, store, _view = opened()
    presenter.undo(8)
    store.answer(Work(work_id=8, done=1, total=2, finished=False))
    store.answer(Work(work_id=8, done=2, total=2, finished=True))
    assert len(store.named(UndoImport)) == 2


def test_a_wrong_file_is_said_at_its_field_and_another_may_be_tried() -> None:
    presenter, store, view = opened()
    presenter.prepare("")
    assert not store.named(PrepareImport)
    presenter.prepare("none.xlsx")
    store.refuse(Invalid({"path": "answer.required"}))
    assert view.told["show_wrong_path"][0]
    presenter.prepare("a.xlsx")
    assert len(store.named(PrepareImport)) == 2
