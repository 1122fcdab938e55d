"""Figures: published step by step, cancelled without a trace, exported with purpose and recipient."""

from datetime import UTC, date, datetime

from PySide6.QtCore import QPoint

from earlyhelp.messages.figures import (
    ContinuePublishing,
    ExportFigures,
    ExportReceipt,
    FiguresTable,
    PublishFigures,
    Release,
    ReleaseRow,
    ReleaseView,
    Work,
)
from tests.ui.made_up_casework import FakeStore, FakeView
from ui.presenters.figures import FiguresPresenter, TablePage
from ui.tables.table import Table
from ui.views.figures import FiguresView

ROW = ReleaseRow(
    id=9, published_at=datetime(2026, 11, 22, tzinfo=UTC), from_on=date(2026, 1, 1),
    to_on=date(2026, 3, 31), preset="dfe", cases="120", tables=1,
)  # fmt: skip
TABLE = FiguresTable(
    id="t", title="Cases", rows=("East", "West"), columns=("Cases",),
    cells=(("120",), ("c",)), status=(("shown",), ("primary",)),
)  # fmt: skip
VIEW = ReleaseView(row=ROW, tables=(TABLE,), report=("c = hidden",))


def opened(**answers):
    store, view = FakeStore(Releases=(ROW,), Release=VIEW, **answers), FakeView()
    presenter = FiguresPresenter(view, store, lambda *_kinds: None)
    presenter.load()
    return presenter, store, view


def work(done: int, *, finished: bool, result: str = "") -> Work:
    return Work(work_id=3, done=done, total=2, finished=finished, result=result)


def test_publishing_asks_for_the_next_step_at_each_answer() -> None:
    presenter, store, view = opened()
    presenter.publish("2026-01-01", "2026-03-31", "dfe")
    assert store.named(PublishFigures)[0].to_on == date(2026, 3, 31)
    store.answer(work(0, finished=False))
    store.answer(work(1, finished=False))
    store.answer(work(2, finished=True, result="9"))
    assert len(store.named(ContinuePublishing)) == 2
    assert store.named(Release)[0].release_id == 9
    assert "hide_progress" in view.told


def test_a_cancelled_publication_stops_at_the_next_step() -> None:
    presenter, store, view = opened()
    presenter.publish("2026-01-01", "2026-03-31", "dfe")
    presenter.cancel()
    store.answer(work(0, finished=False))
    assert store.named(ContinuePublishing)[0].cancel
    store.answer(work(0, finished=True))
    assert "stopped" in view.told["show_receipt"][0]


def test_a_period_needs_two_dates() -> None:
    presenter, store, view = opened()
    presenter.publish("", "31/2/2026", "dfe")
    assert not store.named(PublishFigures)
    assert set(view.told["show_errors"][0]) == {"from_on", "to_on"}


def test_a_hidden_cell_has_no_length_in_the_picture() -> None:
    presenter, _store, view = opened()
    presenter.open(9)
    (page,) = view.told["show_release"][2]
    assert "c" in page.picture.text_twin
    bars = [mark for mark in page.picture.marks if type(mark).__name__ == "Rect"]
    assert bars[0].width > 0
    assert bars[1].width == 0


def test_an_export_needs_purpose_recipient_and_file() -> None:
    kept = ExportReceipt(
        path="f.csv", rows=7, sha256="ab", purpose="Return", recipient="Board",
        delete_by=date(2027, 5, 22),
    )  # fmt: skip
    presenter, store, view = opened(ExportFigures=kept)
    presenter.open(9)
    presenter.export("", "Return", "")
    assert set(view.told["show_errors"][0]) == {"recipient", "path"}
    assert not store.named(ExportFigures)
    presenter.export("f.csv", "Return", "Board")
    assert ("Delete by", "22 May 2027") in view.told["show_export"][0]


def test_the_newest_figures_are_opened_at_once_and_another_choice_is_kept() -> None:
    presenter, _store, view = opened()
    assert view.told["choose"] == (9,)
    presenter.open(8)
    view.told.pop("choose")
    presenter.load()
    assert "choose" not in view.told


def test_figures_come_first_and_what_was_hidden_is_folded_below(dressed, qtbot) -> None:
    view = FiguresView(may_publish=False, may_export=True)
    qtbot.addWidget(view)
    view.show()
    view.show_release("Figures of 2026", ["c = hidden"], [TablePage(table=TABLE, picture=None)])
    table = next(one for one in view.findChildren(Table) if one is not view.releases)
    qtbot.waitUntil(lambda: table.mapTo(view, QPoint()).y() > 0)
    assert table.mapTo(view, QPoint()).y() < view.report.y() < view.export.y()
    assert view.report.lines.isHidden()
    view.report.turn.click()
    assert view.report.lines.text() == "c = hidden"
    assert not view.report.lines.isHidden()
    view.report.turn.click()
    assert view.report.lines.isHidden()
    view.to_export.click()
    assert view.focusWidget() is view.export.purpose


def test_what_is_wrong_with_a_period_is_said_at_its_date(dressed, qtbot) -> None:
    view = FiguresView(may_publish=True, may_export=False)
    qtbot.addWidget(view)
    view.show_errors({"to_on": "Give the last day."})
    wrong = {key: not box._error.isHidden() for key, box in view.publish.boxes.items()}
    assert wrong == {"from_on": False, "to_on": True}
    first = view.publish.to_on.boxes[0]
    assert first.property("wrong") == "true"
    assert "Give the last day." in first.accessibleDescription()
    view.show_errors({})
    assert first.property("wrong") == "false"
    assert first.accessibleDescription()  # how a date is written
