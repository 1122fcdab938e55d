"""The window between two people: keys that fall between the turns, and what is given up half-way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from earlyhelp.messages.session import Session
from ui.presenters.family_forms import dialog
from ui.views.sign_in import SignInView
from ui.wiring import open_pages
from ui.wiring.window import Window

MAY = frozenset({
    "work:list", "request:list", "request:create", "family:list", "passphrase:change",
    "conflict:declare", "look:own_home",
})  # fmt: skip
SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def session(**changes) -> Session:
    return Session(
        account_id=1, login="priya", display_name="Priya Nair", role="practitioner",
        team_names=("West",), team_ids=(1,), permissions=MAY, store_name="store", kind="case",
        demo=False, audit_size=1, **changes,
    )  # fmt: skip


@pytest.fixture
def window(dressed, qtbot, tmp_path, monkeypatch):
    """The window alone: what it asks of a keeper is written down, and nothing is answered."""
    app = QApplication.instance()
    earlier = QApplication.topLevelWidgets()  # what other tests left
    made = Window(app, tmp_path)
    made.asked, made.earlier = [], earlier
    for name in ("start", "stop"):
        monkeypatch.setattr(made.link, name, lambda: None)
    monkeypatch.setattr(
        made.link, "send", lambda owner, asked, *_: made.asked.append((owner, asked))
    )
    for part, name in (("_startup", "begin"), ("_warming", "begin")):
        monkeypatch.setattr(getattr(made, part), name, lambda *_: None)
    for name in ("begin", "end"):
        monkeypatch.setattr(made._watches, name, lambda: None)
    made._warming._done = True
    qtbot.addWidget(made.shell)
    made.show()
    made.shell.activateWindow()
    assert QTest.qWaitForWindowActive(made.shell)
    yield made
    made.lock()
    rounds(made)
    app.aboutToQuit.disconnect(made.end)


def rounds(window: Window) -> None:
    while not window.at_rest or window.shell.stack.clearing:
        QApplication.processEvents()
    QTest.qWait(1)  # what was put off to be deleted is


def sign_in(window: Window, **changes) -> None:
    window._opened(session(**changes))
    rounds(window)


def until_made(made: list[str], key: str) -> None:
    while key not in made:
        QApplication.processEvents()


@pytest.fixture
def made(monkeypatch) -> list[str]:
    """The pages that were made, in order."""
    pages, maker_of = [], open_pages.maker_of

    def noting(key: str):
        def make(desk, **where):
            pages.append(key)
            return maker_of(key)(desk, **where)

        return make

    monkeypatch.setattr(open_pages, "maker_of", noting)
    return pages


def strays(window: Window) -> list[str]:
    """Pages that stand nowhere, made since the window was."""
    shown = (window.shell, *window.shell.findChildren(QDialog), *window.earlier)
    return [
        type(one).__name__
        for one in QApplication.topLevelWidgets()
        if one not in shown and type(one).__module__.startswith("ui.views")
    ]


def test_a_page_that_was_given_up_is_gone_before_the_next_person_comes(window, made) -> None:
    sign_in(window)
    window.go("families")
    until_made(made, "families")
    window.lock()
    rounds(window)
    assert strays(window) == []
    sign_in(window)
    before = len(window.asked)
    window.bus.announce(frozenset({"family"}))
    assert {type(owner).__name__ for owner, _ in window.asked[before:]} <= {"MyWorkView"}


def test_so_is_a_first_page_and_one_that_another_overtook(window, made) -> None:
    window._opened(session())
    until_made(made, "my_work")
    window.lock()
    rounds(window)
    sign_in(window)
    window.go("families")
    until_made(made, "families")
    window.go("my_work")  # is open already: nothing is made
    rounds(window)
    assert strays(window) == []
    assert set(window.pages) == {"my_work"}


def test_a_key_that_repeats_opens_a_page_once(window, made) -> None:
    sign_in(window)
    made.clear()
    window.go("family", family_id=7)
    until_made(made, "family")
    window.go("family", family_id=7)
    rounds(window)
    assert made == ["family"]
    window.go("family", family_id=7)  # and once more when it stands
    rounds(window)
    assert made == ["family", "family"]


@pytest.mark.parametrize("searching", [False, True])
def test_letters_typed_while_the_window_locks_are_nobodys(window, searching) -> None:
    sign_in(window)
    for page in ("front_door", "families", "request"):
        window.go(page)
        rounds(window)
    if searching:
        QTest.keyClick(window.shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        assert window.shell.bar.search.hasFocus()
    handle = window.shell.windowHandle()
    window.lock()
    for letter in "copper":
        QTest.keyClick(handle, letter)
        QApplication.processEvents()
    rounds(window)
    assert window.shell.bar.search.text() == ""
    assert "PeopleFound" not in {type(asked).__name__ for _, asked in window.asked}
    view = window.shell.findChild(SignInView)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    assert view.isAncestorOf(focus)


def test_nothing_opens_behind_what_is_to_be_done_first(window, made) -> None:
    window._opened(session(must_change=True))
    while not window.shell.rail.keys():
        QApplication.processEvents()
    QTest.keyClick(window.shell, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(window.shell, Qt.Key.Key_P, SHIFT)
    rounds(window)
    dialogs = [one for one in window.shell.findChildren(QDialog) if one.isVisible()]
    assert [type(one).__name__ for one in dialogs] == ["PassphraseDialog"]
    assert made == []
    assert not window.pages


def test_what_was_searched_for_is_not_asked_in_the_next_persons_name(window) -> None:
    sign_in(window)
    window.lock()
    window.shell.search_typed.emit("Kowalska")
    rounds(window)
    sign_in(window, must_change=True)
    window.shell.search_typed.emit("Kowalska")  # nor before the first page
    assert "PeopleFound" not in {type(asked).__name__ for _, asked in window.asked}


def test_a_form_over_a_page_closes_when_the_page_is_left(window) -> None:
    sign_in(window)
    window.go("families")
    rounds(window)
    families = window.pages["families"].view
    families.forms.open("break_glass", dialog("break_glass").section, {}, (), ())
    assert families.forms.dialog is not None
    window.go("my_work")
    rounds(window)
    assert families.forms.dialog is None
    assert not [one for one in window.shell.findChildren(QDialog) if one.isVisible()]


def test_a_page_that_cannot_be_made_costs_that_page_alone(window, monkeypatch, qtbot) -> None:
    def broken(key: str):
        raise ValueError(key)

    sign_in(window)
    with monkeypatch.context() as patched, qtbot.captureExceptions() as raised:
        patched.setattr(open_pages, "maker_of", broken)
        window.go("families")
        rounds(window)
    assert [kind for kind, *_ in raised] == [ValueError]
    window.go("families")
    rounds(window)
    assert window.pages["families"].view.isVisible()
