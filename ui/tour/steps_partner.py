"""A partner: their own action, the plan as it is shown to them, and nothing once the family takes it back."""

from earlyhelp.domain.codes import code_list
from ui.tour.journey import Journey
from ui.tour.steps_sharing import settle_found
from ui.wording import say


def do_own_action(walk: Journey) -> None:
    """The partner says that their own action is done."""
    hands = walk.hands
    walk.begin(say("tour.step.own_action"))
    hands.open_page("own_actions")
    hands.choose_row(say("own_actions.table"), say("tour.story.partner_action"))
    hands.choose(say("own_actions.status"), _done())
    walk.picture("partner-own-action")
    hands.press(say("own_actions.save"))
    walk.wait_for(say("own_actions.saved"))


def show_plan(walk: Journey) -> None:
    """The lead professional sees that the plan changed since it was shown, and shows it anew."""
    hands = walk.hands
    walk.begin(say("tour.step.partner_share"))
    _open_sharing(walk)
    hands.choose_row(say("partner_share.title"), say("partner_share.changed"))
    walk.picture("plan-changed-since-it-was-shown")
    hands.press(say("partner_share.show"))
    hands.wait(lambda: bool(hands.named(say("partner_share.release"))), say("partner_share.show"))
    hands.settle()
    walk.picture("plan-for-a-partner")
    settle_found(walk)
    hands.press(say("partner_share.release"))
    walk.prove()
    walk.wait_for(say("partner_share.done", name=walk.account("partner").name))
    walk.picture("plan-shown-to-a-partner")


def read_plan(walk: Journey) -> None:
    """The partner reads it, with their own action done."""
    hands = walk.hands
    walk.begin(say("tour.step.partner_reads"))
    hands.open_page("shared_plans")
    plan = say("shared_plans.parts")
    hands.row_of(hands.table(plan), _done())
    walk.picture("partner-plan")
    hands.choose_row(plan, say("tour.story.partner_action"))
    hands.reach(say("shared_plans.agreed"))
    walk.picture("partner-what-was-agreed")


def take_back(walk: Journey) -> None:
    """The family takes its agreement with the service back."""
    walk.begin(say("tour.step.take_back"))
    _open_sharing(walk)
    walk.hands.press(say("family.form.sharing.open"))
    walk.fill_form("sharing", "take_back")


def see_nothing(walk: Journey) -> None:
    """The partner sees nothing of the family any more, on neither page."""
    walk.begin(say("tour.step.partner_nothing"))
    for page, none in (("own_actions", "own_actions.none"), ("shared_plans", "shared_plans.none")):
        walk.hands.open_page(page)
        walk.wait_for(say(none))
    walk.picture("partner-nothing-any-more")


def _open_sharing(walk: Journey) -> None:
    walk.find_family(say("tour.story.known"))
    walk.hands.open_section(say("family.section.agreement"))


def _done() -> str:
    return code_list("action_status").label("done")
