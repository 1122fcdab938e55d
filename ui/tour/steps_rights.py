"""Rights: a copy of the record, a correction beside it, an erasure by two people with its certificate."""

from PySide6.QtWidgets import QComboBox

from earlyhelp.domain.retention import schedule
from ui.tour.journey import Journey
from ui.wording import say


def record_request(walk: Journey) -> None:
    """Somebody asks for what is held about them."""
    hands = walk.hands
    walk.begin(say("tour.step.subject_request"))
    hands.open_page("subject_requests")
    hands.press(say("subject_requests.record"))
    walk.fill_form("subject_request")
    walk.picture("subject-requests")


def name_person(walk: Journey) -> None:
    """The manager says that this is somebody of their team."""
    hands = walk.hands
    walk.begin(say("tour.step.subject_known"))
    _open(walk)
    hands.open_section(say("subject.section.known"))
    hands.wait(
        lambda: hands.table(say("subject.known.found")).model().rowCount() > 0,
        say("subject.known.found"),
    )
    walk.picture("subject-who")
    hands.choose_row(say("subject.known.found"), say("tour.story.asker"))
    hands.press(say("subject.known.yes"))
    walk.wait_for(say("subject.known.opened"))


def make_pack(walk: Journey) -> None:
    """It is recorded who asks, every part is decided as proposed, and the pack made."""
    hands = walk.hands
    walk.begin(say("tour.step.subject_pack"))
    _open(walk)
    hands.press(say("subject.identity"))
    walk.fill_form("subject_identity")
    hands.open_section(say("subject.section.held"))
    table = hands.table(say("subject.held.table"))
    hands.wait(lambda: table.model().rowCount() > 0, say("subject.held.table"))
    walk.picture("subject-held")
    hands.tick(say("subject.held.undecided_only"))
    hands.settle()
    whole = say("subject.held.whole", total="|").rpartition("|")[2]
    while not hands.reads(whole):
        hands.press(say("subject.held.accept"))
    hands.press(say("subject.held.undecided_only"))
    walk.picture("subject-held-decided")
    hands.open_section(say("subject.section.pack"))
    hands.press(say("subject.pack.make"))
    walk.wait_for(say("subject.pack.made"))
    walk.picture("subject-pack")


def release_pack(walk: Journey) -> None:
    """A second person checks the pack and releases it."""
    hands = walk.hands
    walk.begin(say("tour.step.subject_release"))
    _open(walk)
    hands.open_section(say("subject.section.pack"))
    walk.save_paper(say("subject.pack.read"), "subject-pack.pdf")
    hands.press(say("subject.pack.release"))
    hands.press(say("subject.pack.release"))  # and once more, where it asks whether one is sure
    walk.prove()
    walk.wait_for(say("subject.pack.release.done"))
    walk.picture("subject-pack-released")


def _open(walk: Journey) -> None:
    walk.hands.open_page("subject_requests")
    walk.hands.open_row(say("subject_requests.table"), say("tour.story.asker"))
    walk.on_page("subject_request")


def ask_correction(walk: Journey) -> None:
    """Somebody says that a text is wrong."""
    hands = walk.hands
    walk.begin(say("tour.step.correction"))
    walk.find_family(say("tour.story.known"))
    hands.open_section(say("family.section.corrections"))
    hands.press(say("family.form.correction.open"))
    text = hands.find(say("tour.story.correction.label"))
    assert isinstance(text, QComboBox)
    options = (text.itemText(place) for place in range(text.count()))
    wrong = next(one for one in options if say("tour.story.correction.text") in one)
    hands.choose(say("tour.story.correction.label"), wrong)
    walk.fill_form("correction")
    walk.picture("corrections")


def decide_correction(walk: Journey) -> None:
    """The manager sets the correction beside the record."""
    hands = walk.hands
    walk.begin(say("tour.step.correction_decision"))
    walk.find_family(say("tour.story.known"), asked=True)
    hands.open_section(say("family.section.corrections"))
    hands.choose_row(say("family.corrections"), say("tour.story.correction.text"))
    hands.press(say("family.form.correction_decision.open"))
    walk.fill_form("correction_decision")
    walk.picture("corrections-decided")


def decide_correction_within(walk: Journey) -> None:
    """Information governance decides a correction inside the open request, nowhere else."""
    hands = walk.hands
    walk.begin(say("tour.step.correction_within"))
    _open(walk)
    hands.open_section(say("subject.section.corrections"))
    hands.choose_row(say("family.corrections"), say("tour.story.correction.text"))
    walk.picture("subject-corrections")
    hands.press(say("family.form.correction_decision.open"))
    walk.fill_form("correction_decision", "correction_refusal")
    walk.wait_for(say("subject.done"))
    hands.choose_row(say("family.corrections"), say("family.corrections.refused"))
    walk.picture("subject-correction-decided")


def look_where_named(walk: Journey) -> None:
    """The manager sees which records would still name somebody once they are erased, and says why."""
    hands = walk.hands
    walk.begin(say("tour.step.erasure_named"))
    hands.open_page("retention")
    hands.choose_row(say("retention.tab.due"), say("retention.state.person"))
    walk.picture("erasure-of-one-person")
    hands.press(say("retention.named.look"))
    table = hands.table(say("retention.named"))
    hands.wait(lambda: table.model().rowCount() > 0, say("retention.named"))
    walk.picture("erasure-where-named")
    hands.choose(say("retention.named.stays"), schedule().stays[0].title)
    hands.press(say("retention.named.keep"))
    walk.wait_for(say("retention.named.kept"))


def erase(walk: Journey) -> None:
    """Information governance confirms what a manager proposed; the certificate names nobody."""
    hands = walk.hands
    walk.begin(say("tour.step.erasure"))
    hands.open_page("retention")
    hands.choose_row(say("retention.tab.due"), say("retention.state.person"))
    walk.picture("erasure-numbers-by-kind")
    hands.choose_row(say("retention.tab.due"), say("retention.state.proposed"))
    walk.picture("retention")
    hands.press(say("retention.confirm"))
    walk.picture("erasure-asked")
    hands.press(say("retention.confirm"))
    walk.prove()
    hands.open_section(say("retention.tab.erased"))
    hands.choose_row(say("retention.ledger"), "")
    walk.picture("retention-erased")
    walk.save_paper(say("retention.certificate"), "erasure-certificate.pdf")
