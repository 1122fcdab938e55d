"""Backups on the screen: one at a time, and what is wrong with one is said."""

from datetime import UTC, datetime

from earlyhelp.errors import StorageFault
from earlyhelp.messages.backups import (
    BackupRow,
    Backups,
    BackupsPage,
    MakeBackup,
    Rehearsal,
    RehearseBackup,
)
from earlyhelp.messages.base import Receipt
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
    desk.sent[0][1](Receipt(id=1))
    assert not desk.view.bar.isVisible()
    assert desk.told == ["store_fact"]


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
    desk.sent[0][1](Rehearsal(backup_id=1, entries=9, families=5, erased=0))
    assert desk.told == ["store_fact"]


def test_a_backup_that_does_not_work_is_said(qtbot):
    desk = Desk(qtbot)
    desk.presenter.rehearse(1)
    desk.sent[0][2](StorageFault("backup.damaged"))
    assert desk.view._failure.isVisible()
    assert desk.view.make.isEnabled()
