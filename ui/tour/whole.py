"""The whole job in order, from the first request to the audit trail."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from earlyhelp import demo
from earlyhelp.clock import SystemClock
from ui import theme
from ui.binding import settle_binding
from ui.opening import demo_accounts
from ui.tour import (
    steps_access,
    steps_assessment,
    steps_concern,
    steps_end,
    steps_partner,
    steps_people,
    steps_plan,
    steps_recovery,
    steps_request,
    steps_rights,
    steps_sharing,
)
from ui.tour.eyes import Stuck
from ui.tour.journey import Journey
from ui.tour.looks import show_looks
from ui.tour.mouse import MouseHands
from ui.tour.pictures import Album
from ui.tour.story import Story
from ui.wiring.window import Window
from ui.wording import say

FAMILIES, SEED = 30, 1
_TEAM = "West"
Step = Callable[[Journey], None]
Part = tuple[str, str, tuple[Step, ...]]
_PARTS: tuple[tuple[str, tuple[Step, ...]], ...] = (
    ("practitioner", (steps_request.meet_a_namesake, steps_request.request)),
    ("team_manager", (steps_request.decide,)),
    (
        "practitioner",
        (
            steps_request.agree,
            steps_assessment.assess,
            steps_assessment.print_assessment,
            steps_plan.write_plan,
        ),
    ),
    ("team_manager", (steps_assessment.check, steps_plan.give_back)),
    ("practitioner", (steps_plan.mend_plan,)),
    ("team_manager", (steps_plan.authorise,)),
    ("practitioner", (steps_end.review, steps_plan.print_plan, steps_end.close)),
    ("information_governance", (steps_end.publish, steps_end.audit)),
    ("analyst", (steps_end.export,)),
)
#: What the program does about the risks of the DPIA, each on families of the demo and by itself.
PARTS: dict[str, tuple[Part, ...]] = {
    "people": (
        ("business_administrator", "", (steps_people.enter_joiner, steps_people.see_policy)),
        ("team_manager", "West", (steps_people.let_in,)),
    ),
    "sharing": (
        ("information_governance", "", (steps_sharing.see_agreements,)),
        (
            "practitioner",
            "West",
            (
                steps_sharing.record_choice,
                steps_sharing.print_for_reader,
                steps_sharing.pack_for_partner,
            ),
        ),
        ("information_governance", "", (steps_sharing.take_in_receipt,)),
    ),
    "partner": (
        ("partner", "", (steps_partner.do_own_action,)),
        ("practitioner", "West", (steps_partner.show_plan,)),
        ("partner", "", (steps_partner.read_plan,)),
        ("practitioner", "West", (steps_partner.take_back,)),
        ("partner", "", (steps_partner.see_nothing,)),
    ),
    "documents": (("practitioner", "West", (steps_sharing.take_in_document,)),),
    "correction": (
        ("practitioner", "West", (steps_rights.ask_correction,)),
        ("team_manager", "West", (steps_rights.decide_correction,)),
    ),
    "concern": (
        ("practitioner", "West", (steps_concern.raise_concern,)),
        ("team_manager", "West", (steps_concern.go_on,)),
    ),
    "access": (
        ("practitioner", "West", (steps_access.ask_restriction,)),
        ("team_manager", "West", (steps_access.restrict,)),
        ("team_manager", "South", (steps_access.break_glass,)),
        ("information_governance", "", (steps_access.review_emergency,)),
        ("team_manager", "West", (steps_access.keep_restricted, steps_access.end_restriction)),
    ),
    "subject_request": (
        ("practitioner", "West", (steps_rights.ask_correction,)),
        ("information_governance", "", (steps_rights.record_request,)),
        ("team_manager", "West", (steps_rights.name_person,)),
        (
            "information_governance",
            "",
            (steps_rights.decide_correction_within, steps_rights.make_pack),
        ),
        ("team_manager", "West", (steps_rights.release_pack,)),
    ),
    "erasure": (
        ("team_manager", "West", (steps_rights.look_where_named,)),
        ("information_governance", "", (steps_rights.erase,)),
    ),
    "recovery": (
        (
            "information_governance",
            "",
            (
                steps_recovery.try_recovery,
                steps_recovery.draw_sheets,
                steps_recovery.recover_account,
            ),
        ),
    ),
    "register": (("information_governance", "", (steps_people.check_register,)),),
    "backups": (("business_administrator", "", (steps_people.back_up,)),),
}


def walk_through(out: Path, tell: Callable[[str], None]) -> None:
    """Make a demo store, walk through the whole job with mouse and keys, take pictures.

    Raises: Stuck where a step cannot be done.
    """
    tell(say("tour.making"))
    for folder in ("pictures", "pdf", "export"):
        (out / folder).mkdir(parents=True)
    demo.create(out / "store", FAMILIES, SEED, lambda *_: None)
    settle_binding()
    app = QApplication.instance() or QApplication(["earlyhelp"])
    assert isinstance(app, QApplication)
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    theme.apply(app, "light")
    window = open_window(app, out / "store")
    album = Album(out / "pictures", window.shell)
    hands = MouseHands(window)
    walk = Journey(hands, new_story(), demo_accounts(out / "store"), out, album.take)
    walk.told = numbered(tell)
    try:
        whole_job(walk)
        for part in PARTS:
            do_part(walk, part)
        walk.be("practitioner", _TEAM)
        show_looks(app, hands, album)
    except Stuck:
        album.take("stuck")
        raise
    finally:
        close_window(window)
    tell(
        say(
            "tour.done",
            pictures=len(list((out / "pictures").iterdir())),
            folder=str(out / "pictures"),
        )
    )
    tell(say("tour.done.pdf", folder=str(out / "pdf")))
    tell(say("tour.done.export", folder=str(out / "export")))


def whole_job(walk: Journey) -> None:
    """Do every step, each by the person whose work it is."""
    for role, steps in _PARTS:
        walk.sign_in(role, _TEAM if role in {"practitioner", "team_manager"} else "")
        for step in steps:
            step(walk)
        walk.hands.lock()


def do_part(walk: Journey, name: str) -> None:
    """Do the steps of one part, each by the person whose work it is."""
    for role, team, steps in PARTS[name]:
        walk.be(role, team)
        for step in steps:
            step(walk)


def new_story() -> Story:
    """Return the story as of today."""
    return Story(today=SystemClock().today())


def open_window(app: QApplication, store: Path) -> Window:
    """Open the real window on a store and wait until it has the keyboard."""
    window = Window(app, store, demo_accounts(store))
    window.show()
    window.shell.activateWindow()
    QTest.qWait(50)
    return window


def close_window(window: Window) -> None:
    """End the keeper and the window."""
    window.end()
    window.desk = None  # nobody is signed in: nothing is left to lock
    window.shell.close()


def numbered(tell: Callable[[str], None]) -> Callable[[str], None]:
    """Return a teller that counts."""
    told: list[str] = []

    def say_next(sentence: str) -> None:
        told.append(sentence)
        tell(say("tour.step", number=len(told), step=sentence))

    return say_next
