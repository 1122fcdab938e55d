"""A safeguarding concern: raised from a family's page, answered by the front door, early help goes on."""

from ui.tour.journey import Journey
from ui.wording import say


def raise_concern(walk: Journey) -> None:
    """The practitioner raises a concern; early help is on hold and the family stays on the list."""
    hands = walk.hands
    walk.begin(say("tour.step.concern"))
    walk.find_family(say("tour.story.restricted"))
    hands.press(say("family.form.concern"))
    walk.fill_form("concern")
    walk.wait_for(say("family.hold.title"))
    walk.picture("family-on-hold")
    hands.open_page("my_work")
    walk.wait_for(say("my_work.todo"))
    walk.picture("my-work-with-a-concern")


def go_on(walk: Journey) -> None:
    """The manager records the answer and why early help goes on."""
    hands, on_hold = walk.hands, say("family.hold.title")
    walk.begin(say("tour.step.concern_answer"))
    walk.find_family(say("tour.story.restricted"))
    walk.wait_for(on_hold)
    hands.press(say("family.hold.answer"))
    walk.fill_form("concern_answer")
    hands.wait(lambda: not hands.reads(on_hold), on_hold)
    walk.picture("family-goes-on")
