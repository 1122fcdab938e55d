"""While one types: asked once the fingers rest, shown at the field, taken away again, never in the way."""

import pytest

from earlyhelp.errors import Refused
from earlyhelp.forms.definition import Field, Section
from earlyhelp.messages.outgoing import Finding, ProtectedText
from earlyhelp.messages.plans import ActionDraft, OutcomeDraft, PlanContent
from ui.forms.renderer import FormPage
from ui.presenters.protected_watch import ProtectedWatch, plan_words
from ui.widgets.pill import Pill

FOUND = (Finding(start=10, end=27, kind="protected", suggestion="[x]"),)
TEXT = "Mum is at 9 Quillet Crescent"


class Keeper:
    def __init__(self):
        self.sent, self.answer, self.error = [], (), None

    def __call__(self, message, succeeded, failed):
        self.sent.append(message)
        failed(self.error) if self.error else succeeded(self.answer)


@pytest.fixture
def watched():
    keeper, shown, rests = Keeper(), [], []
    made = ProtectedWatch(
        keeper, lambda: 7, lambda *said: shown.append(said), lambda: rests.append(1)
    )
    return made, keeper, shown, rests


def test_only_a_rest_asks_and_only_for_the_newest_words(watched):
    made, keeper, shown, rests = watched
    made.typed("note.text", TEXT[:20])
    made.typed("note.text", TEXT)
    assert (len(rests), keeper.sent) == (2, [])
    keeper.answer = FOUND
    made.rested()
    assert keeper.sent == [ProtectedText(family_id=7, text=TEXT)]
    ((key, sentence),) = shown
    assert key == "note.text"
    assert "9 Quillet Crescen" in sentence
    made.rested()
    assert len(keeper.sent) == 1


def test_a_warning_goes_when_the_words_do(watched):
    made, keeper, shown, _ = watched
    keeper.answer = FOUND
    made.typed("a", TEXT)
    made.rested()
    made.typed("a", "")
    assert shown[-1] == ("a", "")
    made.typed("a", TEXT)
    made.rested()
    keeper.answer = ()
    made.typed("a", "Mum is well today")
    made.rested()
    assert shown[-1] == ("a", "")


@pytest.mark.parametrize("value", ["9", True, None, ["a"], 4])
def test_what_is_no_text_asks_nothing(watched, value):
    made, keeper, shown, _ = watched
    made.typed("a", value)
    made.rested()
    assert (keeper.sent, shown) == ([], [])


def test_a_refusal_is_in_nobody_s_way(watched):
    made, keeper, shown, _ = watched
    keeper.error = Refused("refused.record")
    made.typed("a", TEXT)
    made.rested()
    assert shown == []


def test_everything_a_plan_says_is_asked_about():
    action = ActionDraft(id=1, text="Ring", owner="Ann", note="at noon")
    outcome = OutcomeDraft(id=1, words="Calm", measure="Days", actions=(action,))
    words = plan_words(PlanContent(outcomes=(outcome,), contingency="Gran"))
    assert words.split() == ["Gran", "Calm", "Days", "Ring", "Ann", "at", "noon"]


def test_the_field_shows_it_gently(dressed, qtbot):
    field = Field(id="text", kind="text", label="Note", purpose="-", classification="personal")
    page = FormPage([Section("note", "A", "Note", (field,))])
    qtbot.addWidget(page)
    page.show()
    page.show_notice("note.text", "")
    page.show_notice("note.text", "This is a hidden place")
    page.show_notice("elsewhere", "nothing")
    (pill,) = page.findChildren(Pill)
    assert pill.isVisible()
    assert pill.text() == "This is a hidden place"
    assert page.answers() == {}
    page.show_notice("note.text", "")
    assert not pill.isVisible()
