"""The front door: what is decided is near, chosen, and named in the form."""

from datetime import date

import pytest
from msgspec.structs import replace

from earlyhelp.messages.requests import RequestRow
from tests.ui.made_up_families import BIG
from ui.presenters.family_forms import dialog
from ui.views.front_door import FrontDoorView

TODAY = date(2026, 11, 23)
ROW = RequestRow(
    id=BIG + 5, version=2, family_id=BIG, family="Osei", received_on=TODAY, source="2A",
    status="waiting", team="West", due_on=TODAY,
)  # fmt: skip
OTHER = replace(ROW, id=BIG + 6, family_id=BIG + 1, family="Pike")


@pytest.fixture
def page(dressed, qtbot):
    view = FrontDoorView(lambda: TODAY, may_decide=True, may_request=True)
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    return view


def test_the_first_request_is_chosen_and_decided_near_its_row(page, qtbot) -> None:
    assert not page.decide.isVisible()
    page.show_rows((ROW, OTHER))
    assert page.table.chosen_id() == ROW.id
    qtbot.waitUntil(lambda: page.table.y() > page.decide.y())
    gap = page.table.mapTo(page, page.table.rect().topLeft()).y() - (
        page.decide.mapTo(page, page.decide.rect().bottomLeft()).y()
    )
    assert 0 <= gap < 40
    with qtbot.waitSignal(page.row_opened) as caught:
        page.decide.click()
    assert caught.args == [ROW.id]
    with qtbot.waitSignal(page.family_pressed) as caught:
        page.read.click()
    assert caught.args == [ROW.id]


def test_the_form_names_whose_request_was_opened(page, qtbot) -> None:
    page.show_rows((ROW, OTHER))
    page.table.choose(OTHER.id)
    page.decide.click()
    page.table.choose(ROW.id)
    form = dialog("decision")
    page.forms.open("decision", form.section, {}, (), ())
    assert page.forms.dialog.accessibleDescription() == "Pike · received 23 Nov 2026"


def test_what_is_decided_makes_room_for_the_next(page) -> None:
    page.show_rows((ROW, OTHER))
    page.show_rows((OTHER,))
    assert page.table.chosen_id() == OTHER.id
    page.show_rows(())
    assert not page.decide.isVisible()
