"""A locked store is inspected and nothing else; one that can be written is signed in to."""

import errno
from pathlib import Path

import pytest

from earlyhelp.messages.session import InspectStore, WorkNews
from ui.opening import is_locked
from ui.presenters.inspection import InspectionPresenter
from ui.views.inspection import InspectionView
from ui.wording import say


@pytest.fixture
def desk(qtbot):
    view, sent = InspectionView("made-up"), []
    qtbot.addWidget(view)
    view.show()
    presenter = InspectionPresenter(view, lambda message, *_: sent.append(message))
    view.inspect_pressed.connect(presenter.inspect)
    return view, presenter, sent


def news(**more):
    facts = {"kind": "inspection", "id": 1, "stage": "looking", "done": 0, "total": 0} | more
    return WorkNews(**facts)


def test_it_asks_once_and_tells_what_was_found(desk):
    view, presenter, sent = desk
    view.login.setText("bea")
    view.passphrase.setText("made up words here")
    view.go.click()
    presenter.inspect(sent[0])
    assert sent == [InspectStore(folder="made-up", login="bea", passphrase="made up words here")]
    presenter.heard(news(ended="done", told={"entries": 7, "problems": ""}))
    assert view.found.isVisible()
    assert view.passphrase.text() == ""
    presenter.heard(news(ended="failed", key="key.wrong"))
    assert not view._failure.isVisible()  # told once


def test_what_lacks_is_said_at_the_field(desk):
    view, _presenter, sent = desk
    view.go.click()
    assert sent == []
    assert view.login.accessibleDescription() == say("restore.login.missing")


def test_a_store_that_cannot_be_written_is_locked(tmp_path, monkeypatch):
    assert not is_locked(tmp_path)  # no store: nothing to inspect
    for name in ("store.ehdh", "store.ehdb"):
        (tmp_path / name).write_bytes(b"made up")
    assert not is_locked(tmp_path)
    opened = Path.open

    def refuses(self, mode="r", *more, **named):
        if "+" in mode:
            raise OSError(errno.EROFS, "read only")
        return opened(self, mode, *more, **named)

    monkeypatch.setattr(Path, "open", refuses)
    assert is_locked(tmp_path)
