"""One's own passphrase changed by the keyboard, over the real keeper; the store opens with it then."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from earlyhelp.keys.header import read_header
from earlyhelp.keys.slots import Credentials, unlock
from tests.journeys.conftest import Open
from ui.opening import demo_accounts
from ui.tour.journey import Journey
from ui.tour.mouse import MouseHands
from ui.tour.whole import new_story
from ui.views.passphrase import PassphraseDialog

NEW = "violet harbour tangent mosaic"

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_the_passphrase_is_changed_by_the_keyboard_alone(open_window: Open, store: Path) -> None:
    window = open_window(store)
    walk = Journey(MouseHands(window), new_story(), demo_accounts(store), store.parent)
    walk.sign_in("practitioner", "West")
    who = next(one for one in demo_accounts(store) if one.login == window.desk.session.login)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window.shell, Qt.Key.Key_P, keys)
    (dialog,) = window.shell.findChildren(PassphraseDialog)
    for text in (who.passphrase, NEW, NEW):
        QTest.keyClicks(dialog.focusWidget(), text)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    walk.hands.wait(dialog.close_button.isVisible, "the receipt")
    unlock(read_header(store / "store.ehdh"), Credentials(who.login, NEW))
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    walk.hands.wait(lambda: not window.shell.findChildren(PassphraseDialog), "the end")
