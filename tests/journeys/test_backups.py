"""Backups in the real window over the real keeper: others are answered meanwhile, stopping leaves nothing."""

from pathlib import Path

import pytest

from earlyhelp.errors import HouseError
from earlyhelp.messages.session import CurrentSession
from ui.tour.journey import Journey
from ui.wording import say


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
    hands.choose_row(say("backups.list"), "export")
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
