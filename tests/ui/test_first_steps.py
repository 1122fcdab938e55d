"""Before the first page: one's own passphrase, the code of conduct, interests; who closes one locks."""

import pytest
from PySide6.QtCore import Qt

from earlyhelp.messages.access import DeclarationState, DeclareInterests, MyDeclaration
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.conduct import AcceptConduct, Conduct, ConductText
from earlyhelp.messages.session import ChangePassphrase
from ui.change_bus import ChangeBus
from ui.shell import Shell
from ui.views.conduct import ConductDialog
from ui.views.interests import InterestsDialog
from ui.views.passphrase import PassphraseDialog
from ui.wiring.first_steps import first_steps
from ui.wording import say

TEXT = ConductText(version=3, points=("Look only when work needs it.", "Lock."), due=True)


class Session:
    share = "pp"

    def __init__(self, *, must_change, conduct_due, interests_due):
        self.must_change, self.conduct_due = must_change, conduct_due
        self.interests_due = interests_due


ANSWERS = {Conduct: TEXT, MyDeclaration: DeclarationState(due=True, declared_on=None)}


class Desk:
    def __init__(self, shell, session):
        self.shell, self.session, self.asked, self.bus = shell, session, [], ChangeBus()

    def send_for(self, _owner):
        def send(message, succeeded, _failed):
            self.asked.append(message)
            succeeded(ANSWERS.get(type(message), Receipt()))

        return send


@pytest.fixture
def begun(qtbot, dressed):
    """begun(must_change, conduct_due, interests_due) -> desk and what happened: "lock" or "go"."""

    def begin(must_change, conduct_due, interests_due=False):
        shell = Shell()
        qtbot.addWidget(shell)
        shell.show()
        session = Session(
            must_change=must_change, conduct_due=conduct_due, interests_due=interests_due
        )
        desk, heard = Desk(shell, session), []
        first_steps(desk, lambda: heard.append("lock"), lambda: heard.append("go"))
        return desk, heard

    return begin


def dialogs(desk, kind):
    return [one for one in desk.shell.findChildren(kind) if one.isVisible()]


def test_who_has_nothing_to_do_goes_on(begun):
    desk, heard = begun(False, False)
    assert heard == ["go"]
    assert not dialogs(desk, PassphraseDialog) + dialogs(desk, ConductDialog)


def test_first_the_passphrase_then_the_code_then_interests(qtbot, begun):
    desk, heard = begun(True, True, True)
    (dialog,) = dialogs(desk, PassphraseDialog)
    assert dialog.windowTitle() == say("passphrase.first.title")
    for name in ("present", "new", "again"):
        text = "copper lantern orchard pebble" if name == "present" else "violet harbour tangent"
        qtbot.keyClicks(dialog.lines[name], text)
    dialog.change.click()
    assert isinstance(desk.asked[-1], ChangePassphrase)
    assert not dialogs(desk, ConductDialog)
    qtbot.keyClick(dialog.close_button, Qt.Key.Key_Return)
    (code,) = dialogs(desk, ConductDialog)
    assert heard == []
    code.agree.click()
    assert AcceptConduct(text_version=3) in desk.asked
    (interests,) = dialogs(desk, InterestsDialog)
    assert heard == []
    interests.send.click()
    assert desk.asked[-1] == DeclareInterests(family_ids=())
    assert heard == ["go"]


@pytest.mark.parametrize(
    ("due", "kind"),
    [
        ((True, True, True), PassphraseDialog),
        ((False, True, True), ConductDialog),
        ((False, False, True), InterestsDialog),
    ],
)
def test_who_closes_it_locks_the_window(qtbot, begun, due, kind):
    desk, heard = begun(*due)
    (dialog,) = dialogs(desk, kind)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert heard == ["lock"]
    assert not dialogs(desk, ConductDialog) + dialogs(desk, InterestsDialog)


def test_the_code_cannot_be_accepted_before_it_is_shown(qtbot, dressed):
    dialog = ConductDialog(None)
    qtbot.addWidget(dialog)
    assert not dialog.agree.isEnabled()
    dialog.show_points(TEXT.points)
    assert dialog.agree.isEnabled()
    assert TEXT.points[0] in dialog.text.accessibleDescription()
