"""The plan: written with a mistake, returned, mended, authorised, printed."""

from earlyhelp.clock import SystemClock
from ui.tour.journey import Journey
from ui.wording import day, say


def write_plan(walk: Journey) -> None:
    """Write the first plan, forget one date, and send it."""
    hands = walk.hands
    walk.begin(say("tour.step.plan"))
    open_section(walk, "plan")
    hands.press(say("family.plan.start"))
    walk.on_page("plan")
    hands.press(say("plan.outcome.add"))
    outcome(walk)
    for number in (1, 2):
        hands.press(say("plan.outcome.add_action", number=1))
        action(walk, number)
    due(walk, 1, 14)
    for part in ("contingency", "family_view"):
        hands.write(say(f"plan.{part}"), say(f"tour.story.{part}"))
    walk.picture("plan-one-date-missing")
    send(walk)
    walk.picture("plan-sent")


def outcome(walk: Journey) -> None:
    """Write the outcome in the family's words."""
    hands = walk.hands

    def name(part: str) -> str:
        return say("plan.outcome.name", number=1, part=say(f"plan.outcome.{part}"))

    hands.write(name("words"), say("tour.story.outcome"))
    hands.write(name("measure"), say("tour.story.measure"))
    need = say("tour.story.need")
    hands.tick(lambda words: words.startswith(f"{name('needs')}: {need} "))
    for child in walk.story.children:
        hands.tick(f"{name('people')}: {child}")
    hands.choose(name("area"), say("tour.story.area"))
    for part, number in (("baseline", "3"), ("now", "3"), ("target", "8")):
        hands.write(name(part), number)


def action(walk: Journey, number: int) -> None:
    """Write what an action is and who does it."""
    for part, words in (("text", ""), ("owner", ".owner")):
        name = say("plan.action.name", number=number, part=say(f"plan.action.{part}"))
        walk.hands.write(name, say(f"tour.story.action.{number}{words}"))


def due(walk: Journey, number: int, days: int) -> None:
    """Write by when an action is done."""
    walk.filler.date(say("plan.action.name", number=number, part=say("plan.action.due")), days)


def send(walk: Journey) -> None:
    """Send the plan to the manager."""
    hands = walk.hands
    hands.press(say("plan.send"))
    hands.wait(lambda: not hands.named(say("plan.send")), say("plan.send"))
    walk.story.today = SystemClock().today()  # the queue shows this day; a tour may cross midnight
    hands.settle()


def give_back(walk: Journey) -> None:
    """See why the plan cannot be authorised, and return it with a comment."""
    open_waiting(walk, "tour.step.return")
    blocked = say("authorise.blocked")
    walk.hands.wait(lambda: walk.hands.reads(blocked), blocked)
    walk.picture("plan-cannot-be-authorised")
    decide(walk, "tour.story.return", "authorise.return")


def mend_plan(walk: Journey) -> None:
    """Read the comment, add the date, send again."""
    hands = walk.hands
    walk.begin(say("tour.step.mend"))
    walk.find_family(walk.story.children[0])
    open_section(walk, "plan")
    hands.open_row(say("family.plans"), "1")
    walk.on_page("plan")
    returned = say("plan.returned")
    hands.wait(lambda: hands.reads(returned), returned)
    walk.picture("plan-returned")
    due(walk, 2, 21)
    walk.picture("plan-mended")
    send(walk)


def authorise(walk: Journey) -> None:
    """Authorise the plan with the reason."""
    open_waiting(walk, "tour.step.authorise")
    walk.picture("plan-to-authorise")
    decide(walk, "tour.story.oversight", "authorise.go")
    walk.picture("plans-to-authorise-after")


def print_plan(walk: Journey) -> None:
    """Save the plan for the family and for the file."""
    open_section(walk, "plan")
    walk.hands.open_row(say("family.plans"), "1")
    walk.on_page("plan")
    walk.picture("plan-authorised")
    walk.save_papers("plan")


def open_waiting(walk: Journey, step: str) -> None:
    """Open the family's plan in the queue."""
    hands = walk.hands
    walk.begin(say(step))
    hands.open_page("authorise")
    walk.picture(f"queue-{step.rpartition('.')[2]}")
    author = walk.account("practitioner").name
    today = day(walk.story.today)
    hands.open_row(say("rail.authorise"), f"{walk.story.surname} v1 {author} {today}")
    walk.on_page("authorise_plan")


def decide(walk: Journey, words: str, button: str) -> None:
    """Write the manager's words and press a decision."""
    hands = walk.hands
    hands.write(say("authorise.oversight"), say(words))
    author, today = walk.account("practitioner").name, day(walk.story.today)
    note = say("authorise.note", who=author, day=today)
    hands.press(say(button))
    hands.wait(lambda: not hands.reads(note), say(button))
    hands.settle()


def open_section(walk: Journey, section: str) -> None:
    """Open a section of the family, going back to it if another page is in front."""
    name = say(f"family.section.{section}")
    if not walk.hands.named(name):
        walk.find_family(walk.story.children[0])
    walk.hands.open_section(name)
