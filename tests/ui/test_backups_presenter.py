"""Backups on the screen: one at a time, and what is wrong with one is said."""

from datetime import UTC, datetime

from earlyhelp.errors import StorageFault
from earlyhelp.messages.backups import (
    BackupRow,
    Backups,
    BackupsPage,
    MakeBackup,
    RehearseBackup,
)
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.session import StopWork, WorkNews
from ui.presenters.backups import BackupsPresenter
from ui.views.backups import BackupsView

AT = datetime(2026, 11, 22, 9, 15, tzinfo=UTC)
ROW = BackupRow(
    id=1, made_at=AT, made_by="Bea Laity", path="stick/one", size=1_500_000, entries=9, families=5,
    rehearsed_at=None, result="",
)  # fmt: skip
PAGE = BackupsPage(rows=(ROW,), last_backup=AT, last_rehearsal=None, openers=("Bea Laity",))


class Desk:
    """A keeper that answers when told to."""

    def __init__(self, qtbot):
        self.view, self.sent, self.told = BackupsView(), [], []
        qtbot.addWidget(self.view)
        self.presenter = BackupsPresenter(
            self.view, self.send, lambda *kinds: self.told.extend(kinds)
        )
        self.view.make_pressed.connect(self.presenter.make)
        self.view.rehearse_pressed.connect(self.presenter.rehearse)
        self.view.stop_pressed.connect(self.presenter.stop)
        self.presenter.load()
        self.view.show()

    def send(self, message, succeeded, failed):
        if isinstance(message, Backups):
            succeeded(PAGE)
        else:
            self.sent.append((message, succeeded, failed))


def test_a_backup_is_made_once_however_often_one_presses(qtbot):
    desk = Desk(qtbot)
    desk.view.folder.setText("stick")
    desk.view.make.click()
    desk.presenter.make("stick")
    assert [one[0] for one in desk.sent] == [MakeBackup(folder="stick")]
    assert desk.view.bar.isVisible()
    desk.sent[0][1](Receipt(id=7))
    desk.presenter.heard(news(done=30, total=60))
    assert (desk.view.bar.value(), desk.view.bar.maximum()) == (500, 1000)
    desk.presenter.heard(news(ended="done"))
    assert not desk.view.bar.isVisible()
    assert desk.told == ["store_fact"]


def news(kind="backup", **more):
    facts = {"id": 7, "stage": "copying", "done": 0, "total": 0} | more
    return WorkNews(kind=kind, **facts)


def test_it_can_be_stopped_and_says_so_once(qtbot):
    desk = Desk(qtbot)
    desk.presenter.heard(news())  # begun before this page was opened
    desk.view.stop.click()
    assert desk.sent[0][0] == StopWork(work_id=7)
    desk.presenter.heard(news(ended="stopped", key="work.stopped"))
    desk.presenter.heard(news(ended="stopped", key="work.stopped"))
    assert desk.told == ["store_fact"]
    assert not desk.view.stop.isVisible()
    assert desk.view.make.isEnabled()
    assert not desk.view._failure.isVisible()


def test_a_work_that_ended_before_the_page_was_opened_is_not_told_again(qtbot):
    desk = Desk(qtbot)
    desk.presenter.heard(news(ended="done"))
    assert desk.told == []


def test_no_folder_is_said_and_nothing_is_asked(qtbot):
    desk = Desk(qtbot)
    desk.view.make.click()
    assert desk.view.summary.isVisible()
    assert desk.sent == []


def test_a_chosen_backup_is_rehearsed(qtbot):
    desk = Desk(qtbot)
    assert not desk.view.rehearse.isVisible()
    desk.view.table.choose(1)
    desk.view.rehearse.click()
    assert desk.sent[0][0] == RehearseBackup(backup_id=1)
    desk.sent[0][1](Receipt(id=7))
    counts = {"entries": 9, "families": 5, "erased": 0}
    desk.presenter.heard(news("rehearsal", ended="done", told=counts))
    assert desk.told == ["store_fact"]


def test_a_backup_that_does_not_work_is_said(qtbot):
    desk = Desk(qtbot)
    desk.presenter.rehearse(1)
    desk.sent[0][1](Receipt(id=7))
    desk.presenter.heard(news("rehearsal", ended="failed", key="backup.damaged"))
    assert desk.view._failure.isVisible()
    assert desk.view.make.isEnabled()


def test_a_backup_that_cannot_be_begun_is_said(qtbot):
    desk = Desk(qtbot)
    desk.presenter.make("stick")
    desk.sent[0][2](StorageFault("store.unwritable"))
    assert desk.view._failure.isVisible()
    assert desk.view.make.isEnabled()
