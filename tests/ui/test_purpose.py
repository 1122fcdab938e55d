"""The question why a family is looked at: one key, own words, and what waited is asked again."""

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from earlyhelp.domain.codes import code_list
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.looks import StatePurpose
from earlyhelp.messages.people import WhoLooked
from ui.shell import Shell
from ui.views.purpose import PurposeDialog
from ui.wiring.purpose import PurposePrompt

FAMILY = 913457451238167906


class Keeper:
    """Wants a purpose for the family until one was said."""

    def __init__(self):
        self.said, self.sent = None, []

    def send(self, _owner, message, succeeded, failed):
        self.sent.append(message)
        if isinstance(message, StatePurpose):
            if message.code == "other" and len(message.text) < 10:
                failed(Invalid({"text": "purpose.text.short"}))
                return
            self.said = message
            succeeded(Receipt(family_id=message.family_id))
        elif self.said is None:
            failed(Refused("purpose.needed", family=str(message.family_id)))
        else:
            succeeded("shown")


@pytest.fixture
def shell(qtbot, dressed):
    made = Shell()
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


@pytest.fixture
def desk(shell):
    keeper, page = Keeper(), QWidget(shell)
    return keeper, PurposePrompt(shell, keeper).sender_for(page), page


class Told:
    def __init__(self):
        self.shown, self.failed = [], []


@pytest.fixture
def opened(desk, shell):
    """The page asked twice; the question is open."""
    _keeper, send, _page = desk
    told = Told()
    for message in (FamilyPageView(family_id=FAMILY), WhoLooked(family_id=FAMILY)):
        send(message, told.shown.append, told.failed.append)
    (dialog,) = shell.findChildren(PurposeDialog)
    return dialog, told


@pytest.mark.parametrize(
    ("number", "code"),
    [(n, one.code) for n, one in enumerate(code_list("look_purpose").items, 1)][:-1],
)
def test_one_key_answers_and_everything_that_waited_is_shown(qtbot, desk, opened, number, code):
    dialog, told = opened
    assert (told.shown, told.failed) == ([], [])
    qtbot.keyClick(dialog, str(number))
    assert desk[0].said == StatePurpose(family_id=FAMILY, code=code)
    assert told.shown == ["shown", "shown"]
    assert told.failed == []


def test_own_words_are_asked_for_and_what_is_wrong_with_them_is_said_at_the_field(
    qtbot, desk, opened
):
    dialog, told = opened
    qtbot.keyClick(dialog, Qt.Key.Key_7)
    assert dialog.text.hasFocus()
    qtbot.keyClicks(dialog.text, "2nd try")  # a digit typed here is a digit
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert desk[0].said is None
    assert dialog.text.accessibleDescription()
    qtbot.keyClicks(dialog.text, " of the court")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert desk[0].said.text == "2nd try of the court"
    assert told.shown == ["shown", "shown"]


def test_escape_shows_nothing_and_says_why(qtbot, opened):
    dialog, told = opened
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert told.shown == []
    assert [error.key for error in told.failed] == ["purpose.needed"] * 2


def test_the_enter_that_opened_the_family_answers_nothing(qtbot, desk, opened):
    dialog, _told = opened
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert desk[0].said is None
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    assert desk[0].said.code == "cover"


def test_a_page_that_is_gone_hears_nothing(qtbot, desk, opened):
    dialog, told = opened
    desk[2].close()
    desk[2].deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(desk[2]))
    qtbot.keyClick(dialog, "1")
    assert (told.shown, told.failed) == ([], [])


def test_other_refusals_go_their_own_way(desk, shell):
    keeper, send, _page = desk
    keeper.send = lambda _o, _m, _ok, failed: failed(Refused("refused.record"))
    told = Told()
    send(FamilyPageView(family_id=FAMILY), told.shown.append, told.failed.append)
    assert [error.key for error in told.failed] == ["refused.record"]
    assert shell.findChildren(PurposeDialog) == []


def test_every_answer_has_a_name_and_all_of_it_is_seen_at_twice_the_size(qtbot, doubled):
    made = Shell()
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    choices = [(one.code, one.label) for one in code_list("look_purpose").items]
    dialog = PurposeDialog(made, choices, "other")
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    for shown in dialog.buttons:
        assert shown.text()
        assert not shown.visibleRegion().isEmpty()
    assert dialog.height() <= 700
