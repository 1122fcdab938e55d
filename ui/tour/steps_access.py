"""Who may see a family: restricted by two people, a sealed note, opened in an emergency, looked at again."""

import re

from PySide6.QtWidgets import QLabel

from ui.tour.journey import Journey
from ui.wording import say


def ask_restriction(walk: Journey) -> None:
    """The practitioner asks for a restriction."""
    walk.begin(say("tour.step.restriction_ask"))
    walk.find_family(say("tour.story.restricted"))
    walk.hands.pick(say("family.access"), say("family.access.restriction_ask"))
    walk.fill_form("restriction_ask")
    walk.picture("restriction-asked")


def restrict(walk: Journey) -> None:
    """The manager decides, names who reads, and writes a note for them alone."""
    hands = walk.hands
    walk.begin(say("tour.step.restriction"))
    walk.find_family(say("tour.story.restricted"))
    hands.press(say("family.standing.decide"))
    walk.fill_form("restriction")
    walk.prove()
    walk.wait_for(say("family.standing.restricted", reason="").rstrip(" :"))
    walk.picture("family-restricted")
    hands.pick(say("family.access"), say("family.access.sealed_note"))
    walk.fill_form("sealed_note")
    hands.pick(say("family.access"), say("family.access.sealed_notes"))
    hands.wait(lambda: bool(hands.named(say("family.access.close"))), say("family.access.notes"))
    walk.picture("sealed-notes")
    hands.press(say("family.access.close"))
    walk.story.reference = _reference(walk)


def _reference(walk: Journey) -> str:
    """Read the reference of the family from the page."""
    texts = (one.text() for one in walk.hands.top().findChildren(QLabel) if one.isVisible())
    return next(found[0] for text in texts if (found := re.search(r"EH-\d+-\d+", text)))


def break_glass(walk: Journey) -> None:
    """A manager of another team opens the family in an emergency, by its reference."""
    hands = walk.hands
    walk.begin(say("tour.step.emergency"))
    hands.open_page("families")
    hands.press(say("family.standing.emergency_way"))
    walk.fill_form("break_glass")
    walk.prove()
    walk.on_page("family")
    walk.picture("family-in-emergency")


def review_emergency(walk: Journey) -> None:
    """Information governance closes the review of the opening."""
    hands = walk.hands
    walk.begin(say("tour.step.emergency_review"))
    hands.open_page("reviews")
    walk.picture("access-reviews")
    hands.open_section(hands.section(say("reviews.section.emergencies")))
    hands.choose_row(say("reviews.emergency.table"), walk.story.reference)
    hands.choose(say("reviews.emergency.finding"), say("tour.story.finding"))
    hands.write(say("reviews.emergency.text"), say("tour.story.review"))
    walk.picture("emergency-review")
    hands.press(say("reviews.emergency.close"))
    walk.picture("emergency-reviewed")


def keep_restricted(walk: Journey) -> None:
    """The manager reviews the restriction: it lasts on, for fewer people."""
    hands = walk.hands
    walk.begin(say("tour.step.restriction_review"))
    walk.find_family(say("tour.story.restricted"))
    hands.press(say("family.standing.review"))
    walk.fill_form("restriction_review")
    walk.prove_if_asked()
    walk.wait_for(say("family.standing.restricted", reason="").rstrip(" :"))
    walk.picture("restriction-reviewed")


def end_restriction(walk: Journey) -> None:
    """The manager gives the family back to its team, asked once more."""
    hands, restricted = walk.hands, say("family.standing.restricted", reason="").rstrip(" :")
    walk.begin(say("tour.step.restriction_end"))
    hands.pick(say("family.access"), say("family.access.restriction_end"))
    walk.picture("restriction-end-asked")
    hands.press(say("family.standing.end.yes"))
    walk.prove_if_asked()
    hands.wait(lambda: not hands.reads(restricted), say("family.access.restriction_end"))
    hands.settle()
    walk.picture("restriction-ended")
