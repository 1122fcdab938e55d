"""The dialog for one's own passphrase, what it sends, and the ways to it."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QLineEdit

from earlyhelp.errors import Invalid, Locked, StorageFault
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.session import ChangePassphrase
from ui.presenters.passphrase import PassphrasePresenter
from ui.shell import Shell
from ui.views.passphrase import PassphraseDialog
from ui.wording import say

OLD, NEW = "copper lantern orchard pebble", "violet harbour tangent mosaic"


class Asked:
    """Keeps what was sent, and answers when told."""

    def __init__(self):
        self.messages = []

    def __call__(self, message, succeeded, failed):
        self.messages.append(message)
        self.succeeded, self.failed = succeeded, failed


@pytest.fixture
def asked():
    return Asked()


@pytest.fixture
def shell(qtbot, dressed):
    made = Shell()
    qtbot.addWidget(made)
    made.set_frame_shown(True)
    made.show_person("Priya Nair", "Practitioner", "West")
    made.show()
    return made


@pytest.fixture
def dialog(shell, asked):
    made = PassphraseDialog(shell, key_file=True)
    presenter = PassphrasePresenter(made, asked)
    made.change_pressed.connect(partial(presenter.change))
    made.open()
    return made


def typed(qtbot, dialog, present=OLD, new=NEW, again=NEW):
    for name, text in (("present", present), ("new", new), ("again", again)):
        dialog.lines[name].clear()
        qtbot.keyClicks(dialog.lines[name], text)
    dialog.change.setFocus()
    qtbot.keyClick(dialog.change, Qt.Key.Key_Space)


def shown(dialog):
    return {name for name, line in dialog._errors.items() if not line.isHidden()}


def test_what_was_typed_is_sent_and_forgotten_when_it_is_done(qtbot, dialog, asked):
    dialog.key_file.line.setText("stick/key")
    typed(qtbot, dialog)
    (message,) = asked.messages
    assert message == ChangePassphrase(passphrase=OLD, new_passphrase=NEW, key_file="stick/key")
    assert not dialog.change.isEnabled()
    asked.succeeded(Receipt(id=1))
    assert [line.text() for line in dialog.lines.values()] == ["", "", ""]
    assert dialog._done.accessibleName() == say("passphrase.changed")
    assert not dialog.form.isVisible()
    assert dialog.close_button.isVisible()


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"present": ""}, {"present"}),
        ({"new": "", "again": ""}, {"new"}),
        ({"again": "violet harbour tangent mosaik"}, {"again"}),
    ],
)
def test_nothing_is_sent_until_all_is_there_and_both_agree(qtbot, dialog, asked, given, fields):
    typed(qtbot, dialog, **given)
    assert asked.messages == []
    assert shown(dialog) == fields
    typed(qtbot, dialog)
    assert len(asked.messages) == 1
    assert shown(dialog) == set()


@pytest.mark.parametrize(
    ("error", "field"),
    [
        (Invalid({"passphrase": "passphrase.common"}), "new"),
        (Locked("key.wrong"), "present"),
        (StorageFault("key.file.missing"), "key_file"),
    ],
)
def test_what_was_refused_stands_at_its_field(qtbot, dialog, asked, error, field):
    typed(qtbot, dialog)
    asked.failed(error)
    assert shown(dialog) == {field}
    assert dialog.change.isEnabled()
    assert dialog.form.isVisible()


def test_any_other_fault_stands_above(qtbot, dialog, asked):
    typed(qtbot, dialog)
    asked.failed(StorageFault("store.full"))
    assert dialog._failure.accessibleDescription() == say("store.full")
    assert shown(dialog) == set()


def test_the_keyboard_goes_from_the_first_field_on_and_everything_has_a_name(qtbot, dialog):
    assert dialog.focusWidget() is dialog.lines["present"]
    assert not dialog.lines["new"].accessibleDescription().startswith("Error")
    assert say("passphrase.new.rules") in dialog.lines["new"].accessibleDescription()
    for made in (*dialog.findChildren(QLineEdit), *dialog.findChildren(QAbstractButton)):
        assert made.accessibleName() or (isinstance(made, QAbstractButton) and made.text())
    assert all(line.echoMode() == QLineEdit.EchoMode.Password for line in dialog.lines.values())


def test_enter_in_a_field_sends(qtbot, dialog, asked):
    for line in dialog.lines.values():
        line.setText(NEW)
    qtbot.keyClick(dialog.lines["again"], Qt.Key.Key_Return)
    assert len(asked.messages) == 1


def test_without_a_key_file_none_is_asked_for(shell):
    dialog = PassphraseDialog(shell, key_file=False)
    assert "key_file" not in shown(dialog) | set(dialog._errors)
    dialog.reject()


def test_locking_closes_the_dialog(shell, dialog):
    assert dialog.isVisible()
    shell.reset()
    assert not any(one.isVisible() for one in shell.findChildren(QDialog))


def test_the_name_in_the_bar_leads_there_by_mouse_and_by_keyboard(qtbot, shell):
    with qtbot.waitSignal(shell.person_pressed):
        qtbot.mouseClick(shell.bar._who, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(shell.person_pressed):
        qtbot.keyClick(shell.bar._who, Qt.Key.Key_Space)
    assert "Priya Nair" in shell.bar._who.accessibleName()
