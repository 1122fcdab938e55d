"""The early help assessment: started, filled section by section, completed, printed."""

from ui.tour.journey import Journey
from ui.wording import say

_FORM = "early_help_assessment"
_SHOWN = {"gate", "summary", "voice", "analysis", "needs"}


def assess(walk: Journey) -> None:
    """Fill every section and complete the assessment."""
    hands = walk.hands
    walk.begin(say("tour.step.assessment"))
    hands.open_section(say("family.section.assessment"))
    hands.press(say("family.assessment.start"))
    walk.on_page("assessment")
    onward = say("assessment.next")
    hands.wait(lambda: bool(hands.named(onward)), onward)
    pictures = 0
    while True:
        shown = walk.filler.fill(_FORM)
        if shown & _SHOWN:
            pictures += 1
            walk.picture(f"assessment-{pictures}")
        if not hands.named(onward):
            break
        hands.press(onward)
    hands.press(say("assessment.complete"))
    done = say("assessment.read_only")
    hands.wait(lambda: hands.reads(done), done)
    walk.picture("assessment-complete")


def check(walk: Journey) -> None:
    """Check it as the manager and say what was seen."""
    hands = walk.hands
    walk.begin(say("tour.step.check"))
    walk.find_family(walk.story.children[0])  # a plan that waits for them is reason enough
    hands.open_section(say("family.section.assessment"))
    walk.picture("assessment-waits-for-a-check")
    hands.open_row(say("family.assessments"), "")
    walk.on_page("assessment")
    hands.press(say("assessment.check"))
    walk.filler.fill("managers_check")
    walk.picture("assessment-check")
    hands.press(say("assessment.check.record"))
    walk.wait_for(say("assessment.checked", who=walk.account("team_manager", "West").name))
    walk.picture("assessment-checked")


def print_assessment(walk: Journey) -> None:
    """Save the assessment for the family and for the file."""
    walk.save_papers("assessment")
