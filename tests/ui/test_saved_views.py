"""Views of the list of families: kept under a name, chosen again, forgotten."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt

from earlyhelp.messages.base import Receipt
from earlyhelp.messages.people import FamilyList, FamilyPage
from earlyhelp.messages.session import Drafts, DraftText, SaveDraft
from ui.presenters.families import FamiliesPresenter
from ui.views.families import FamiliesView


class Store:
    """Answers lists with nothing and keeps drafts."""

    def __init__(self) -> None:
        self.kept = ""
        self.listed: list[FamilyList] = []

    def __call__(self, message, done, failed=None) -> None:
        if isinstance(message, FamilyList):
            self.listed.append(message)
            done(FamilyPage(rows=(), total=0, next_after=""))
        elif isinstance(message, Drafts):
            now = datetime(2026, 11, 25, tzinfo=UTC)
            text = DraftText(kind=message.kind, subject_id=0, content=self.kept, saved_at=now)
            done((text,) if self.kept else ())
        elif isinstance(message, SaveDraft):
            self.kept = message.content
            done(Receipt())


@pytest.fixture
def page(dressed, qtbot):
    view, store = FamiliesView(), Store()
    presenter = FamiliesPresenter(view, store, lambda *_a, **_k: None)
    view.filtered.connect(presenter.filtered)
    view.saved.keep_pressed.connect(presenter.keep_view)
    view.saved.chosen.connect(presenter.saved.choose)
    view.saved.forget_pressed.connect(presenter.saved.forget)
    view.forms.saved.connect(presenter.forms.saved)
    qtbot.addWidget(view)
    view.show()
    presenter.load()
    presenter.saved.load()
    return view, presenter, store


def choose(box, place: int) -> None:
    box.setCurrentIndex(place)
    box.activated.emit(place)


def keep(page, name: str) -> None:
    _view, presenter, _store = page
    presenter.keep_view()
    presenter.forms.saved({"view.name": name})


def test_a_view_is_kept_chosen_again_and_forgotten(page, qtbot) -> None:
    view, _presenter, store = page
    assert not view.saved.box.isVisible()
    assert not view.saved.forget.isVisible()
    choose(view.level, view.level.findData("L3"))
    qtbot.mouseClick(view.late, Qt.MouseButton.LeftButton)
    keep(page, "Late and complex")
    assert view.saved.box.currentText() == "Late and complex"
    choose(view.level, 0)
    view.late.click()
    assert store.listed[-1] == FamilyList()
    assert view.saved.box.currentData() == ""
    choose(view.saved.box, 1)
    assert store.listed[-1] == FamilyList(level="L3", late_only=True)
    assert view.late.isChecked()
    assert view.level.currentData() == "L3"
    view.saved.forget.click()
    assert store.kept == ""
    assert not view.saved.box.isVisible()
    assert store.listed[-1] == FamilyList(level="L3", late_only=True)


def test_the_same_name_takes_the_new_filters(page) -> None:
    view, _presenter, store = page
    keep(page, "Mine")
    choose(view.level, view.level.findData("L2"))
    keep(page, "mine")
    assert view.saved.box.count() == 2
    choose(view.saved.box, 1)
    assert store.listed[-1] == FamilyList(level="L2")


def test_a_view_without_a_name_is_not_kept(page) -> None:
    _view, presenter, store = page
    presenter.keep_view()
    presenter.forms.saved({})
    assert store.kept == ""
