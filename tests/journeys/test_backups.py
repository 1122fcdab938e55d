"""Backups in the real window over the real keeper: others are answered meanwhile, stopping leaves nothing."""

from pathlib import Path

import pytest

from earlyhelp import demo
from earlyhelp.errors import HouseError
from earlyhelp.messages.session import CurrentSession
from ui.tour.journey import Journey
from ui.tour.whole import SEED
from ui.wording import say

_FAMILIES = 300  # enough for the work to be seen going on


@pytest.fixture(scope="module")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "store"
    demo.create(folder, _FAMILIES, SEED, lambda *_: None)
    return folder


def choose_newest(walk: Journey) -> None:
    """Choose the backup just made once it is listed: the demo store has older ones."""
    model = walk.hands.table(say("backups.list")).model()

    def listed() -> bool:
        rows = range(model.rowCount())
        return any("export" in str(model.index(row, 1).data()) for row in rows)

    walk.hands.wait(listed, "it is listed")
    walk.hands.choose_row(say("backups.list"), "export")


@pytest.mark.long
def test_a_backup_is_made_beside_other_work_and_rehearsed(walk: Journey, tmp_path: Path) -> None:
    hands, shell, link = walk.hands, walk.hands.window.shell, walk.hands.window.link
    walk.sign_in("business_administrator")
    hands.open_page("backups")
    order: list[str] = []
    refused: list[HouseError] = []
    link.upkept.connect(
        lambda state: order.append(state.work.ended or "working") if state.work else None
    )
    hands.write(say("backups.folder"), str(tmp_path / "export"))
    hands.press(say("backups.now"))
    hands.wait(lambda: "working" in order, "the backup goes on")
    link.send(shell, CurrentSession(), lambda _told: order.append("answered"), refused.append)
    hands.wait(lambda: "done" in order, "the backup is made")
    assert not refused
    assert order.index("answered") < order.index("done")
    hands.wait(lambda: hands.reads(say("backups.backup.done")), "it is said")
    assert len(list((tmp_path / "export").iterdir())) == 1
    choose_newest(walk)
    hands.press(say("backups.rehearse"))
    hands.wait(lambda: order.count("done") and order[-1] == "working", "the rehearsal goes on")
    hands.wait(lambda: order[-1] == "done", "the rehearsal is over")
    hands.wait(lambda: hands.reads(say("backups.result.good")), "it works")


@pytest.mark.long
def test_a_backup_that_is_stopped_leaves_nothing(walk: Journey, tmp_path: Path) -> None:
    hands = walk.hands
    walk.sign_in("business_administrator")
    hands.open_page("backups")
    hands.write(say("backups.folder"), str(tmp_path / "export"))
    hands.press(say("backups.now"))
    hands.wait(lambda: bool(hands.named(say("work.stop"))), "it can be stopped")
    hands.press(say("work.stop"))
    hands.wait(lambda: hands.reads(say("backups.backup.stopped")), "it is said")
    assert list((tmp_path / "export").iterdir()) == []


@pytest.mark.long
def test_a_backup_is_restored_from_the_page_before_the_sign_in(
    walk: Journey, tmp_path: Path
) -> None:
    hands = walk.hands
    walk.sign_in("business_administrator")
    hands.open_page("backups")
    hands.write(say("backups.folder"), str(tmp_path / "export"))
    hands.press(say("backups.now"))
    hands.wait(lambda: hands.reads(say("backups.backup.done")), "it is made")
    choose_newest(walk)
    hands.press(say("backups.restore"))
    hands.wait(lambda: hands.reads(say("restore.lead")), "the page of restoring")
    assert hands.window.desk is None
    who = walk.account("business_administrator")
    hands.write(say("restore.login"), who.login)
    hands.write(say("restore.passphrase"), "not the right passphrase")
    hands.press(say("restore.go"))
    hands.wait(lambda: hands.reads(say("key.wrong")), "a wrong passphrase is said")
    assert not list(tmp_path.glob("store-restored*"))
    hands.write(say("restore.passphrase"), who.passphrase)
    hands.press(say("restore.go"))
    hands.wait(lambda: hands.reads(say("restore.done")), "it is restored")
    assert hands.reads(say("restore.fact.erased.none"))
    hands.press(say("restore.open"))
    walk.sign_in("practitioner")
    assert hands.window.desk is not None
    assert hands.window.desk.session.store_name == "store-restored"
