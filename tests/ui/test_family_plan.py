"""The section of the plan: what is in force, and the one step that can be taken."""

from datetime import date

import pytest
from msgspec.structs import replace

from tests.ui.made_up_families import BIG, MAY, made_up_family
from ui.views.family_overview import OverviewSection
from ui.views.family_plan import PlanSection


def version(number: int, status: str, case: int = BIG + 40):
    (first,) = made_up_family().plans
    signed = date(2026, 9, 24) if status in {"authorised", "replaced"} else None
    return replace(
        first, id=BIG + 60 + number, number=number, status=status, case_id=case,
        authorised_on=signed,
    )  # fmt: skip


def shown(qtbot, plans, may=MAY, outcomes=None) -> PlanSection:
    section = PlanSection()
    qtbot.addWidget(section)
    changes = {} if outcomes is None else {"outcomes": outcomes}
    section.show_family(made_up_family(plans=plans, may=may, **changes))
    section.show()
    return section


def offered(section: PlanSection) -> list[str]:
    made = (section.open, section.start, section.go_on, section.waiting, section.next)
    return [one.text() for one in made if one.isVisible()]


@pytest.mark.parametrize(
    ("plans", "words"),
    [
        ((), ["Start the plan"]),
        ((version(1, "draft"),), ["Continue version 1"]),
        ((version(1, "returned"),), ["Continue version 1"]),
        ((version(1, "submitted"),), ["Open version 1"]),
        ((version(1, "authorised"),), ["Open the plan", "Start the next version"]),
        ((version(2, "draft"), version(1, "authorised")), ["Open the plan", "Continue version 2"]),
        ((version(2, "submitted"), version(1, "authorised")), ["Open the plan", "Open version 2"]),
        ((version(3, "authorised", BIG + 1),), ["Start the plan"]),  # of an earlier case
    ],
)
def test_the_step_that_can_be_taken_is_offered(dressed, qtbot, plans, words) -> None:
    assert offered(shown(qtbot, plans)) == words


def test_who_may_not_write_may_read(dressed, qtbot) -> None:
    plans = (version(2, "submitted"), version(1, "authorised"))
    assert offered(shown(qtbot, plans, may=frozenset())) == ["Open the plan", "Open version 2"]
    assert offered(shown(qtbot, (version(1, "draft"),), may=frozenset())) == []
    assert offered(shown(qtbot, (), may=frozenset())) == []


def test_each_button_leads_to_its_version(dressed, qtbot) -> None:
    section = shown(qtbot, (version(2, "returned"), version(1, "authorised")))
    for made, number in ((section.open, 1), (section.go_on, 2)):
        with qtbot.waitSignal(section.row_opened) as caught:
            made.click()
        assert caught.args == [BIG + 60 + number]
    fresh = shown(qtbot, ())
    with qtbot.waitSignal(fresh.start_pressed):
        fresh.start.click()


def test_the_plan_of_an_earlier_case_is_not_in_force(dressed, qtbot) -> None:
    over = OverviewSection()
    qtbot.addWidget(over)
    over.show_family(made_up_family(plans=(version(2, "authorised", BIG + 1),), outcomes=()))
    assert over._done.isHidden()
    over.show_family(made_up_family())
    assert not over._done.isHidden()
