"""The end of a case and what comes of it: review, closure, figures, export, audit."""

from ui.tour.journey import Journey
from ui.tour.steps_plan import open_section
from ui.tour.steps_request import dialog
from ui.wording import say


def review(walk: Journey) -> None:
    """Record a review with better readings."""
    walk.begin(say("tour.step.review"))
    walk.find_family(walk.story.children[0])
    open_section(walk, "reviews")
    dialog(walk, "review")
    open_section(walk, "overview")
    walk.picture("family-after-review")


def close(walk: Journey) -> None:
    """Close the case with a result."""
    walk.begin(say("tour.step.closure"))
    open_section(walk, "closure")
    dialog(walk, "closure")
    closed = say("family.closure.closed", date="").rstrip(" .")
    walk.hands.wait(lambda: walk.hands.reads(closed), closed)
    walk.picture("family-closed")


def publish(walk: Journey) -> None:
    """Publish the figures of the last year."""
    hands = walk.hands
    walk.begin(say("tour.step.publish"))
    hands.open_page("figures")
    walk.filler.date(say("figurepage.from_on"), -364)
    walk.filler.date(say("figurepage.to_on"), 0)
    walk.picture("figures-publish")
    hands.press(say("figurepage.publish"))
    published = say("figurepage.published")
    hands.wait(lambda: hands.reads(published), published)
    hands.settle()
    walk.picture("figures-published")


def export(walk: Journey) -> None:
    """Export the release as CSV and as a workbook."""
    hands = walk.hands
    hands.open_page("figures")
    hands.choose_row(say("figurepage.releases"), "")
    walk.picture("figures-release")
    for name in ("figures.csv", "figures.xlsx"):
        walk.begin(say("tour.step.export", name=name))
        path = walk.out / "export" / name
        hands.write(say("figurepage.purpose"), say("tour.story.purpose"))
        hands.write(say("figurepage.recipient"), say("tour.story.recipient"))
        hands.write(say("figurepage.path"), str(path))
        hands.press(say("figurepage.export"))
        if name == "figures.csv":  # the proof counts for the second file too
            walk.prove()
        hands.wait(path.exists, say("tour.wait.file", name=name))
        hands.settle()
    walk.picture("figures-exported")


def audit(walk: Journey) -> None:
    """Look at the audit trail and at the refusals in it."""
    hands = walk.hands
    walk.begin(say("tour.step.audit"))
    hands.open_page("audit")
    walk.picture("audit")
