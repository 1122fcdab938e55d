"""The page of a family is filled in turns: head, section, paint."""

import pytest

from tests.ui.made_up_families import made_up_family
from ui.presenters.family_picture import drawing_of
from ui.views.family import FamilyView


@pytest.fixture
def page(dressed, qtbot) -> FamilyView:
    view = FamilyView()
    qtbot.addWidget(view)
    view.show()
    return view


def test_a_section_is_made_before_there_is_anything_to_show_in_it(page, qtbot) -> None:
    for _ in page.prepare():
        pass
    part = page.parts["overview"]
    qtbot.wait(20)
    assert not part.isVisible()
    family = made_up_family()
    page.show_family(family, drawing_of(family))
    qtbot.waitUntil(part.isVisible)
    assert page.parts["overview"] is part


def test_a_section_that_cannot_be_shown_leaves_a_page_that_is_painted(
    page: FamilyView, qtbot, monkeypatch
) -> None:
    def broken(_family: object) -> None:
        raise ValueError

    family = made_up_family()
    page.show_family(family, drawing_of(family))
    qtbot.waitUntil(lambda: "overview" in page.parts and page.updatesEnabled())
    monkeypatch.setattr(page.parts["overview"], "show_family", broken)
    with qtbot.captureExceptions() as raised:
        page.show_family(family, drawing_of(family))
        qtbot.waitUntil(lambda: bool(raised))
    assert page.updatesEnabled()
