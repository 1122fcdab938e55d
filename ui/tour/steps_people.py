"""People and keys: a joiner let in by two, what each role may see, backups, the register."""

from ui.tour.journey import Journey
from ui.wording import say


def enter_joiner(walk: Journey) -> None:
    """The administrator enters somebody new, who still waits."""
    hands = walk.hands
    walk.begin(say("tour.step.joiner"))
    hands.open_page("administration")
    walk.picture("administration-accounts")
    hands.open_section(say("administration.joiner"))
    for part in ("name", "login", "passphrase"):
        hands.write(say(f"administration.{part}"), say(f"tour.story.joiner.{part}"))
    hands.choose(say("administration.role"), say("role.practitioner"))
    hands.tick(f"{say('administration.teams')}: {say('tour.story.joiner.team')}")
    walk.picture("joiner")
    hands.press(say("administration.create"))
    hands.wait(lambda: bool(hands.named(say("preview.send"))), say("preview.send"))
    walk.picture("what-the-joiner-could-do")
    hands.press(say("preview.send"))
    walk.prove()
    walk.wait_for(say("administration.created", name=say("tour.story.joiner.name")))
    walk.picture("joiner-entered")


def let_in(walk: Journey) -> None:
    """The manager of the team lets the joiner in, as the second person."""
    hands = walk.hands
    walk.begin(say("tour.step.let_in"))
    hands.open_page("administration")
    hands.choose_row(say("administration.accounts"), say("tour.story.joiner.name"))
    walk.picture("joiner-to-approve")
    hands.press(say("administration.approve"))
    hands.wait(lambda: bool(hands.named(say("preview.decide"))), say("preview.decide"))
    walk.picture("what-is-opened-for-the-joiner")
    hands.press(say("preview.decide"))
    walk.prove()
    walk.wait_for(say("administration.approved", name=say("tour.story.joiner.name")))
    walk.picture("joiner-approved")


def see_policy(walk: Journey) -> None:
    """Who may see what."""
    hands = walk.hands
    walk.begin(say("tour.step.policy"))
    hands.open_page("policy")
    who = walk.account("practitioner")
    person = say("policy.person", name=who.name, role=say(f"role.{who.role}"))
    hands.choose(say("policy.account"), person)
    hands.press(say("policy.show"))
    hands.wait(lambda: hands.table(say("policy.table")).model().rowCount() > 0, say("policy.show"))
    walk.picture("who-may-see-what")


def back_up(walk: Journey) -> None:
    """A backup is made and rehearsed."""
    hands = walk.hands
    walk.begin(say("tour.step.backup"))
    hands.open_page("backups")
    folder = walk.out / "backups"
    folder.mkdir()
    hands.write(say("backups.folder"), str(folder))
    hands.press(say("backups.now"))
    walk.wait_for(say("backups.backup.done"))
    hands.choose_row(say("backups.list"), str(folder))
    hands.press(say("backups.rehearse"))
    walk.wait_for(say("backups.rehearsal.done", families="|", entries="").partition("|")[0])
    walk.picture("backups")


def check_register(walk: Journey) -> None:
    """The eighteen risks check themselves; one line is opened, the annex kept."""
    hands = walk.hands
    walk.begin(say("tour.step.register"))
    hands.open_page("register")
    check = say("registerpage.check")
    hands.wait(lambda: bool(hands.named(check)), check)  # a run begins at sign-in by itself
    hands.press(check)
    hands.wait(lambda: bool(hands.named(check)), check)
    walk.wait_for(say("registerpage.why.asked"))
    walk.picture("register")
    walk.save_paper(say("registerpage.annex"), "register-annex.pdf")
    hands.open_row(say("registerpage.table"), say("tour.story.risk"))
    walk.on_page("register_line")
    walk.picture("register-line")
