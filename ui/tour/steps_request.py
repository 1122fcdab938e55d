"""From the first call to the allocated case: request, decision, agreement, privacy notice."""

from ui.tour.journey import Journey
from ui.wording import say


def meet_a_namesake(walk: Journey) -> None:
    """Read the name of somebody the store knows: the story's mother bears it too."""
    hands = walk.hands
    walk.begin(say("tour.step.search", who=walk.account("practitioner").name))
    every, people = say("families.all"), say("family.people")
    place = 0
    while not walk.story.mother:
        hands.open_page("families")
        table = hands.table(every)
        hands.row_of(table, "")
        hands.open_row(every, str(table.model().index(place, 0).data()))
        walk.on_page("family")
        hands.open_section(say("family.section.people"))
        name = str(hands.table(people).model().index(0, 0).data())
        walk.story.mother = name if name.isascii() else ""  # the paper's text is read as Latin
        place += 1
    walk.picture("family-people")
    hands.open_section(say("family.section.overview"))
    walk.picture("family")
    hands.open_page("families")
    walk.picture("families")


def request(walk: Journey) -> None:
    """Record a request for support for a mother and two children."""
    hands, story = walk.hands, walk.story
    walk.begin(say("tour.step.request"))
    hands.open_page("front_door")
    hands.press(say("my_work.request"))
    walk.on_page("request")
    hands.wait(lambda: bool(hands.named(say("request.submit"))), say("request.submit"))
    walk.picture("request-empty")
    walk.filler.fill("request_for_support", 0)
    walk.filler.fill("request_for_support", 1)
    name_person(walk, 1, "Parent", story.mother)
    hands.wait(lambda: match_shown(walk), say("request.person", number=1))
    match = say("request.match.name", name=story.mother)
    if hands.named(match):
        hands.reach(match)
    walk.picture("request-possible-match")
    born_person(walk, 1, (1991, 3, 14))
    for place, (name, born) in enumerate(zip(story.children, _BORN, strict=True), 2):
        hands.press(say("request.person.add"))
        name_person(walk, place, "Child or young person", name)
        born_person(walk, place, born)
    walk.picture("request-people")
    for place in (2, 3, 4):  # the family, what is happening, whether the family knows
        walk.filler.fill("request_for_support", place)
    walk.picture("request-filled")
    hands.press(say("request.submit"))
    walk.on_page("family")
    walk.picture("family-new")


_BORN = ((2015, 9, 2), (2022, 1, 19))


def name_person(walk: Journey, place: int, part: str, name: str) -> None:
    """Type the part and the name of one person of the request."""
    hands = walk.hands
    start = say("request.person", number=place)
    forename, _space, surname = name.rpartition(" ")
    hands.choose(f"{start}: {say('request.person.role')}", part)
    hands.write(f"{start}: {say('request.person.forename')}", forename)
    hands.write(f"{start}: {say('request.person.surname')}", surname)


def born_person(walk: Journey, place: int, born: tuple[int, int, int]) -> None:
    """Type when one person of the request was born."""
    label = f"{say('request.person', number=place)}: {say('request.person.born')}"
    for word, number in zip(("day", "month", "year"), reversed(born), strict=True):
        part = say("date.part", label=label, part=say(f"date.{word}"))
        walk.hands.write(part, str(number))
    walk.hands.settle()


def match_shown(walk: Journey) -> bool:
    """Tell whether the page says who the person may be."""
    name = say("request.match.name", name=walk.story.mother)
    return bool(walk.hands.named(name)) or walk.hands.reads(say("request.match.elsewhere", team=""))


def decide(walk: Journey) -> None:
    """Accept the request and name the lead professional."""
    hands = walk.hands
    walk.begin(say("tour.step.decide"))
    hands.open_page("front_door")
    walk.picture("front-door")
    hands.open_row(say("front_door.waiting"), walk.story.children[0].partition(" ")[0])
    hands.wait(
        lambda: bool(hands.named(say("family.form.decision.save"))), say("front_door.decide")
    )
    walk.filler.fill("decision")
    walk.picture("decision")
    hands.press(say("family.form.decision.save"))
    hands.wait(lambda: hands.reads(say("front_door.decided")), say("front_door.decided"))
    walk.picture("front-door-decided")


def agree(walk: Journey) -> None:
    """Record the agreement to work together, then the privacy notice."""
    hands = walk.hands
    walk.find_family(walk.story.children[0])
    hands.open_section(say("family.section.agreement"))
    for form, step in (("agreement", "agreement"), ("privacy_notice", "notice")):
        walk.begin(say(f"tour.step.{step}"))
        dialog(walk, form)
    walk.picture("family-agreement")


def dialog(walk: Journey, form: str) -> None:
    """Open a form over the family page, fill it and save it."""
    hands = walk.hands
    hands.press(say(f"family.form.{form}.open"))
    save = say(f"family.form.{form}.save")
    hands.wait(lambda: bool(hands.named(save)), save)
    walk.filler.fill(form)
    walk.picture(form.replace("_", "-"))
    hands.press(save)
    hands.wait(lambda: hands.top() is hands.window.shell, save)
    hands.settle()
