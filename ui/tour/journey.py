"""One walk through the program: whose hands, which story, where pictures and papers go."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from ui.presenters.family_forms import dialog
from ui.tour.filling import Filler
from ui.tour.hands import Hands
from ui.tour.story import Story
from ui.views.sign_in import DemoAccount
from ui.wording import say

Picture = Callable[[str], None]


class Journey:
    """What every step is given."""

    def __init__(
        self,
        hands: Hands,
        story: Story,
        accounts: tuple[DemoAccount, ...],
        out: Path,
        picture: Picture = lambda _name: None,
    ) -> None:
        self.hands, self.story, self.out = hands, story, out
        self.picture = picture
        self.filler = Filler(hands, story)
        self.told: Callable[[str], None] = lambda _sentence: None
        self._accounts = accounts
        self._who: DemoAccount | None = None
        self._met: set[str] = set()

    def begin(self, sentence: str) -> None:
        """Say which step begins."""
        self.hands.begin(sentence)
        self.told(sentence)

    def account(self, role: str, team: str = "") -> DemoAccount:
        """Return the made-up account of a role."""
        return next(
            one for one in self._accounts if one.role == role and (not team or team in one.teams)
        )

    def sign_in(self, role: str, team: str = "") -> None:
        """Sign somebody in by typing account and passphrase."""
        who = self._who = self.account(role, team)
        self.begin(say("tour.step.sign_in", who=who.name, role=say(f"role.{who.role}")))
        hands = self.hands
        hands.write(say("signin.login"), who.login)
        hands.write(say("signin.passphrase"), who.passphrase)
        if role not in self._met:
            self._met.add(role)
            self.picture(f"sign-in-{role.replace('_', '-')}")
        hands.press(say("signin.go"))
        hands.wait(lambda: hands.window.desk is not None, say("tour.wait.signed_in"))
        hands.settle()

    def be(self, role: str, team: str = "") -> None:
        """Go on as somebody: whoever else is signed in locks first."""
        there = self.hands.window.desk is not None
        if there and self._who is self.account(role, team):
            return
        if there:
            self.hands.lock()
        self.sign_in(role, team)

    def prove(self) -> None:
        """Type the passphrase once more, where the program asks for it."""
        hands, who = self.hands, self._who
        assert who is not None
        asked = say("confirm.passphrase")
        hands.wait(lambda: bool(hands.named(asked)), asked)
        self.picture("confirm")
        hands.write(asked, who.passphrase)
        hands.press(say("confirm.change"))

    def prove_if_asked(self, there: str = "") -> None:
        """Type it where the program asks: it does not where it has just been told.

        Shape: `there` is the button that comes where it does not ask; waits for the one or the other.
        """
        hands, asked = self.hands, say("confirm.passphrase")
        if there:
            hands.wait(lambda: bool(hands.named(asked) or hands.named(there)), there)
        if hands.named(asked):
            self.prove()

    def find_family(self, name: str, *, asked: bool = False) -> None:
        """Open a family through the search of the top bar; `asked` where it must be said why."""
        hands = self.hands
        hands.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        hands.keys(name)
        hands.wait(lambda: bool(hands.named(say("frame.search.results"))), name)
        hands.key(Qt.Key.Key_Down)
        hands.settle()
        hands.key(Qt.Key.Key_Return)
        if asked:
            self.say_why()
        self.on_page("family")

    def on_page(self, page: str) -> None:
        """Wait until a page is in front and filled."""
        hands = self.hands
        there = say("tour.wait.page", page=page)
        hands.settle()
        hands.wait(lambda: page in hands.window.pages, there)
        hands.wait(hands.window.pages[page].view.isVisible, there)
        hands.settle()

    def save_papers(self, kind: str) -> None:
        """Save a record for the mother and for the file."""
        for reader in ("family", "file"):
            self.begin(say("tour.step.paper", name=f"{kind}-{reader}.pdf"))
            self.hands.press(say(f"paper.{reader}"))
            if reader == "family":
                self._hand_out(kind)
            self.keep_paper(f"{kind}-{reader}.pdf", reason=reader == "file")

    def _hand_out(self, kind: str) -> None:
        """Say who of the family the copy is for, see what they would get, hand it out."""
        hands, show = self.hands, say("family.form.family_copy.save")
        hands.wait(lambda: bool(hands.named(show)), show)
        question = next(one for one in dialog("family_copy").section[0].field)
        hands.choose(question.label, self.story.mother)
        hands.press(show)
        hand_out = say("print_for.release")
        hands.wait(lambda: bool(hands.named(hand_out)), hand_out)
        hands.settle()
        self.picture(f"paper-{kind}-for-the-mother")
        hands.press(hand_out)
        self.prove_if_asked(say("paper.save"))

    def fill_form(self, form: str, answers: str = "") -> None:
        """Answer a form that is open over the page and send it off.

        Shape: `answers` names the answers where the same form is filled in several ways.
        """
        hands, save = self.hands, say(f"family.form.{form}.save")
        hands.wait(lambda: bool(hands.named(save)), save)
        self.filler.fill(answers or form)
        self.picture((answers or form).replace("_", "-"))
        hands.press(save)
        hands.settle()

    def save_paper(self, button: str, name: str) -> None:
        """Open a paper, save it as a file and close it."""
        self.begin(say("tour.step.paper", name=name))
        self.hands.press(button)
        self.keep_paper(name)

    def keep_paper(self, name: str, *, reason: bool = False) -> None:
        """Save the paper that is open as a file, with a reason where one is asked for, and close it."""
        hands, button = self.hands, say("paper.save")
        hands.wait(lambda: bool(hands.named(button)), button)
        hands.settle()
        if reason:
            hands.write(say("paper.reason"), say("tour.story.reason"))
        self.picture(f"paper-{name.removesuffix('.pdf')}")
        hands.press(say("paper.save"))
        self.name_file(self.out / "pdf" / name)
        hands.press(say("paper.close"))

    def name_file(self, path: Path) -> None:
        """Type where a file is to go, in the dialog that asks, and wait until it is there."""
        hands = self.hands
        choose_file(hands, path)
        asked = say("confirm.passphrase")
        hands.wait(lambda: path.exists() or bool(hands.named(asked)), path.name)
        self.prove_if_asked()
        hands.wait(path.exists, say("tour.wait.file", name=path.name))
        hands.settle()

    def say_why(self) -> None:
        """Answer why the family is looked at, with one key."""
        hands, asked = self.hands, say("purpose.title")
        hands.wait(lambda: hands.reads(asked), asked)
        self.picture("purpose")
        hands.key(Qt.Key.Key_1)
        hands.settle()

    def wait_for(self, sentence: str) -> None:
        """Wait until a sentence stands on the page."""
        self.hands.wait(lambda: self.hands.reads(sentence), sentence)
        self.hands.settle()


def choose_file(hands: Hands, path: Path) -> None:
    """Type a file into the dialog that asks for one, and press Enter until it is taken.

    Enter may only open the folder, while Qt still reads what is in it: then the name alone is left to type.
    """

    def taken() -> bool:
        asking = hands.top()
        if isinstance(asking, QFileDialog):
            there = Path(asking.directory().absolutePath()) == path.parent
            _write(hands, asking, path.name if there else str(path))
            hands.key(Qt.Key.Key_Return)
        return not isinstance(hands.top(), QFileDialog)

    hands.wait(lambda: isinstance(hands.top(), QFileDialog), path.name)
    hands.wait(taken, path.name)
    hands.settle()


def _write(hands: Hands, asking: QFileDialog, words: str) -> None:
    line = asking.findChild(QLineEdit)
    if isinstance(line, QLineEdit) and line.text() != words:
        hands.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        hands.keys(words)
    if QApplication.activePopupWidget() is not None:  # the list of proposals
        hands.key(Qt.Key.Key_Escape)
