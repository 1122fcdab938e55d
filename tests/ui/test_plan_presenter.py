"""The plan editor: checked while it is written, saved, two texts never lost, sent."""

import msgspec
import pytest
from msgspec.structs import replace

from earlyhelp.errors import Conflict
from earlyhelp.messages.plans import ActionDraft, PlanContent, ProgressAction, SavePlan, SubmitPlan
from tests.ui.made_up_casework import Around, FakeStore, FakeView, content, plan, receipt
from ui.presenters.plan import PlanPresenter
from ui.presenters.plan_rows import changes_since, rows_of, states


class Page(FakeView):
    """Holds the plan as it stands on the page."""

    def __init__(self) -> None:
        super().__init__()
        self.here = PlanContent()

    def show_content(self, shown: PlanContent) -> None:
        self.here = shown

    def content(self) -> PlanContent:
        return self.here


def opened(shown):
    store, view, around = FakeStore(), Page(), Around()
    presenter = PlanPresenter(view, store, 5, around.given())
    presenter.load()
    store.answer(shown)
    return presenter, store, view


@pytest.fixture
def desk():
    return opened(plan())


def words(text: str) -> PlanContent:
    (outcome,) = content().outcomes
    return content(outcomes=(replace(outcome, words=text),))


def test_the_plan_is_checked_while_it_is_written(desk) -> None:
    presenter, _store, view = desk
    view.here = content(contingency="")
    presenter.edited()
    (rows,) = view.told["show_check"]
    assert [row.text for row in rows if row.tone == "danger"] == ["Contingency written"]
    view.here = content()
    presenter.edited()
    assert not [row for row in view.told["show_check"][0] if row.tone == "danger"]


def test_the_last_text_is_saved_after_the_pause(desk) -> None:
    presenter, store, view = desk
    for text in ("On t", "On time"):
        view.here = words(text)
        presenter.edited()
    presenter.rested()
    (save,) = store.named(SavePlan)
    assert (save.version, save.content.outcomes[0].words) == (3, "On time")


def test_parts_only_one_person_changed_go_together(desk) -> None:
    presenter, store, view = desk
    view.here = words("Mine")
    presenter.edited()
    presenter.rested()
    theirs = content(contingency="Theirs")
    store.refuse(Conflict({"content": msgspec.json.encode(theirs).decode()}, 8))
    presenter.rested()
    last = store.named(SavePlan)[-1]
    assert last.version == 8
    assert (last.content.outcomes[0].words, last.content.contingency) == ("Mine", "Theirs")


@pytest.mark.parametrize(("mine", "kept"), [(True, "Mine"), (False, "Theirs")])
def test_one_outcome_changed_twice_waits_for_a_choice(desk, mine, kept) -> None:
    presenter, store, view = desk
    view.here = words("Mine")
    presenter.edited()
    presenter.rested()
    store.refuse(Conflict({"content": msgspec.json.encode(words("Theirs")).decode()}, 8))
    (rows,) = view.told["show_disputes"]
    assert [row.key for row in rows] == ["outcome:1"]
    presenter.edited()
    presenter.rested()
    assert len(store.named(SavePlan)) == 1
    presenter.settle("outcome:1", mine=mine)
    last = store.named(SavePlan)[-1]
    assert (last.version, last.content.outcomes[0].words) == (8, kept)


def test_sending_waits_for_the_save_and_mistakes_do_not_stop_it(desk) -> None:
    presenter, store, view = desk
    view.here = PlanContent()
    presenter.edited()
    presenter.send_to_manager()
    assert not store.named(SubmitPlan)
    store.answer(receipt(4))
    assert store.named(SubmitPlan)[0].version == 4


def test_an_authorised_plan_takes_progress_only() -> None:
    presenter, store, view = opened(plan(status="authorised"))
    assert not view.told["show_top"][0].writing
    assert view.told["show_rows"][0][1].state == "Open"
    presenter.progress(1, "done", "went well")
    assert store.named(ProgressAction)[0].action_id == 1


def test_a_returned_plan_shows_why() -> None:
    _presenter, _store, view = opened(plan(status="returned", returned_comment="No dates"))
    assert view.told["show_top"][0].returned == "No dates"


def test_lines_say_what_is_new_changed_and_kept() -> None:
    (outcome,) = content().outcomes
    added = ActionDraft(id=2, text="Letters")
    moved = replace(outcome.actions[0], owner="Mr Hassan")
    now = content(outcomes=(replace(outcome, actions=(moved, added)),))
    found = states(now, content(), 2, ())
    assert [row.state for row in rows_of(now, found, progress=False)] == [
        "kept from v2",
        "changed",
        "new",
    ]
    assert changes_since(found) == (0, 2)
