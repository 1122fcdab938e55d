"""The cards Keys and Ways in: what they send and what they offer."""

import pytest

from earlyhelp.errors import Invalid
from earlyhelp.messages.devices import AddWayIn, RemoveWayIn, WayIn, WaysIn
from earlyhelp.messages.figures import Work
from earlyhelp.messages.keys import ContinueTurning, KeyTurnings, TurningRow
from tests.ui.test_account_cards import AT, Keeper, Told
from ui.presenters.devices import WaysInPresenter
from ui.presenters.key_turnings import KeyTurningsPresenter
from ui.views.devices import WaysInDialog
from ui.views.key_turnings import KeyTurningsCard
from ui.wording import say


@pytest.fixture
def keeper():
    return Keeper()


@pytest.fixture
def told():
    return Told()


def turning(ident, *, mine, done_at=None):
    return TurningRow(
        id=ident, key="store", team="", because="ended", whose="Omar", asked_at=AT, done=0,
        total=0, mine=mine, done_at=done_at,
    )  # fmt: skip


def test_keys_are_changed_step_by_step_until_none_of_ones_own_is_left(qtbot, dressed, keeper, told):
    card = KeyTurningsCard()
    qtbot.addWidget(card)
    made = KeyTurningsPresenter(card, keeper, told.show_failure)
    waiting, over = (turning(3, mine=True),), (turning(3, mine=False, done_at=AT),)
    keeper.answers[KeyTurnings] = [waiting, waiting, over]
    steps = [Work(work_id=3, done=n, total=2, finished=n == 2) for n in (1, 2)]
    keeper.answers[ContinueTurning] = steps
    made.load()
    assert not card.turn.isHidden()
    made.turn()
    assert keeper.asked.count(ContinueTurning(turning_id=3)) == 2
    assert card.turn.isHidden()
    assert card.progress.isHidden()
    keeper.answers[KeyTurnings] = [(turning(4, mine=False),)]
    made.load()
    assert card._who.text() == say("keyturns.others")


def test_ways_in_are_added_and_taken_away(qtbot, dressed, keeper):
    dialog = WaysInDialog(None, key_file=True)
    qtbot.addWidget(dialog)
    made = WaysInPresenter(dialog.ways, dialog, keeper)
    dialog.add_pressed.connect(made.add)
    dialog.ways.remove_agreed.connect(made.remove)
    present = WayIn(id=1, login="omar", kind="pp", mark="", present=True)
    lost = WayIn(id=2, login="omar", kind="pp+file", mark="abc123", present=False)
    keeper.answers[WaysIn] = (present, lost)
    made.load()
    for ident, offered in ((1, False), (2, True)):
        dialog.ways._choose(ident)
        assert dialog.ways.remove.isHidden() == (not offered)
    dialog.ways.remove_agreed.emit(2)
    assert RemoveWayIn(whose="", slot_number=2) in keeper.asked
    dialog.passphrase.setText("copper lantern")
    dialog.new_file.line.setText("stick/key")
    dialog.add_file.click()
    assert (
        AddWayIn(kind="pp+file", passphrase="copper lantern", new_key_file="stick/key")
        in keeper.asked
    )
    assert dialog.passphrase.text() == ""
    keeper.answers[AddWayIn] = Invalid({"passphrase": "devices.passphrase"})
    dialog.add_device.click()
    assert dialog._failure.accessibleDescription() == say("devices.passphrase")
