"""The window asks for the passphrase where the keeper wants a proof, then sends once more."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from earlyhelp.errors import Refused, StorageFault
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.session import ConfirmMyself
from earlyhelp.messages.staff import EndAccount
from ui.shell import Shell
from ui.views.confirming import ConfirmingDialog
from ui.wiring.confirming import sender
from ui.wording import say

PHRASE = "copper lantern orchard pebble"
WANTED = EndAccount(account_id=7, version=1)


class Session:
    share = "pp+file"


class Desk:
    """Keeps what was sent, and answers when told."""

    def __init__(self, shell):
        self.shell, self.session, self.sent = shell, Session(), []

    def send_for(self, _owner):
        return lambda message, succeeded, failed: self.sent.append((message, succeeded, failed))

    def answer(self, value):
        _, succeeded, failed = self.sent.pop()
        (failed if isinstance(value, Exception) else succeeded)(value)


@pytest.fixture
def desk(qtbot, dressed):
    shell = Shell()
    qtbot.addWidget(shell)
    shell.show()
    return Desk(shell)


@pytest.fixture
def outcome(desk, qtbot):
    """What the page heard in the end."""
    owner, heard = QWidget(), []
    qtbot.addWidget(owner)
    sender(desk, owner)(WANTED, heard.append, heard.append)
    return heard


def dialogs(desk):
    return [one for one in desk.shell.findChildren(ConfirmingDialog) if one.isVisible()]


def test_what_needs_no_proof_is_asked_once(desk, outcome):
    desk.answer(Receipt(id=7))
    assert outcome == [Receipt(id=7)]
    assert not dialogs(desk)


def test_other_failures_reach_the_page(desk, outcome):
    desk.answer(Refused("refused.record"))
    assert [error.key for error in outcome] == ["refused.record"]
    assert not dialogs(desk)


def test_the_passphrase_is_typed_by_keyboard_and_the_message_goes_again(qtbot, desk, outcome):
    desk.answer(Refused("confirm.needed"))
    (dialog,) = dialogs(desk)
    dialog.key_file.line.setText("stick/key")
    qtbot.keyClicks(dialog.focusWidget(), PHRASE)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert desk.sent[-1][0] == ConfirmMyself(passphrase=PHRASE, key_file="stick/key")
    assert not dialog.change.isEnabled()
    desk.answer(Receipt(id=1))
    assert dialog.lines["passphrase"].text() == ""
    assert desk.sent[-1][0] == WANTED
    desk.answer(Receipt(id=7))
    assert outcome == [Receipt(id=7)]
    assert not dialogs(desk)


def test_who_closes_the_dialog_did_nothing(qtbot, desk, outcome):
    desk.answer(Refused("confirm.needed"))
    qtbot.keyClick(dialogs(desk)[0], Qt.Key.Key_Escape)
    assert [error.key for error in outcome] == ["confirm.needed"]
    assert not desk.sent


@pytest.mark.parametrize(
    ("error", "field"),
    [
        (Refused("confirm.wrong"), "passphrase"),
        (Refused("confirm.wait", seconds=8), "passphrase"),
        (StorageFault("key.file.missing"), "key_file"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_one_may_try_again(
    qtbot, desk, outcome, error, field
):
    desk.answer(Refused("confirm.needed"))
    (dialog,) = dialogs(desk)
    qtbot.keyClicks(dialog.lines["passphrase"], PHRASE)
    dialog.change.click()
    desk.answer(error)
    assert say(error.key, **error.params) in dialog._errors[field].text()
    assert dialog.change.isEnabled()
    assert not outcome


def test_nothing_typed_is_not_sent(desk, outcome):
    desk.answer(Refused("confirm.needed"))
    (dialog,) = dialogs(desk)
    dialog.change.click()
    assert not desk.sent
    assert say("confirm.passphrase.needed") in dialog._errors["passphrase"].text()
