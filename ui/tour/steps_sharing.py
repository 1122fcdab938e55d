"""Sharing: agreements with agencies, what a family said, a paper and a package for one reader, documents."""

from contextlib import redirect_stdout

from earlyhelp.cli import run
from ui.tour.journey import Journey, choose_file
from ui.wording import say


def see_agreements(walk: Journey) -> None:
    """The register of sharing agreements, one entered anew."""
    hands = walk.hands
    walk.begin(say("tour.step.isa"))
    hands.open_page("sharing")
    hands.press(say("sharing.page.new"))
    walk.fill_form("isa")
    walk.wait_for(say("sharing.page.saved"))
    walk.picture("sharing-agreements")


def record_choice(walk: Journey) -> None:
    """Somebody says what may be told to whom."""
    walk.begin(say("tour.step.choice"))
    walk.find_family(say("tour.story.known"))
    walk.hands.open_section(say("family.section.agreement"))
    walk.picture("family-sharing")
    walk.hands.press(say("family.form.sharing.open"))
    walk.fill_form("sharing")
    walk.picture("family-sharing-after")


def print_for_reader(walk: Journey) -> None:
    """The plan for one named reader: what is found in it is settled, then it is handed out."""
    walk.begin(say("tour.step.print_for"))
    _preview(walk, "print_for")
    walk.hands.press(say("print_for.release"))
    walk.prove_if_asked(say("paper.save"))
    walk.keep_paper("plan-for-school.pdf")


def pack_for_partner(walk: Journey) -> None:
    """The same as an encrypted package, opened with the reader that stands alone."""
    hands = walk.hands
    walk.begin(say("tour.step.package"))
    _preview(walk, "package")
    hands.press(say("print_for.release"))
    walk.prove_if_asked()
    package = walk.out / "export" / "plan-for-school.ehpkg"
    walk.name_file(package)
    walk.picture("package-saved")
    hands.press(say("print_for.package.told"))
    words = walk.out / "export" / "passphrase.txt"
    words.write_text(say("tour.answer.package.print_for.passphrase"), encoding="utf-8")
    opened = walk.out / "export" / "opened"
    opened.mkdir()
    command = ["package", "open", str(package), "--passphrase-file", str(words), "--out"]
    with (opened / "reader.txt").open("w", encoding="utf-8") as told, redirect_stdout(told):
        if run([*command, str(opened)]):
            raise hands.stuck(package.name)
    words.unlink()


def take_in_receipt(walk: Journey) -> None:
    """The receipt that the partner's reader left is taken in: the package is answered for."""
    hands = walk.hands
    walk.begin(say("tour.step.receipt"))
    (receipt,) = (walk.out / "export" / "opened").glob("*.receipt.json")
    hands.open_page("sharing")
    hands.open_section(say("sharing.page.packages"))
    walk.picture("packages-out")
    hands.press(say("sharing.package.receipt"))
    choose_file(hands, receipt)
    walk.wait_for(say("sharing.package.receipt.taken"))
    walk.picture("package-receipt")


def _preview(walk: Journey, answers: str) -> None:
    hands = walk.hands
    hands.pick(say("family.print"), say("family.print.somebody"))
    walk.fill_form("print_for", answers)
    hands.wait(lambda: bool(hands.named(say("print_for.release"))), say("print_for.release"))
    walk.picture(f"{answers.replace('_', '-')}-preview")
    settle_found(walk)
    walk.picture(f"{answers.replace('_', '-')}-settled")


def settle_found(walk: Journey) -> None:
    """Take out all that the check of outgoing text found."""
    hands, removes = walk.hands, say("print_for.remove", suggestion="").strip()
    while hands.named(lambda name: name.startswith(removes)):
        hands.press(lambda name: name.startswith(removes))


def take_in_document(walk: Journey) -> None:
    """A file goes through the airlock; without a scanner it stays shut."""
    hands = walk.hands
    walk.begin(say("tour.step.document"))
    walk.find_family(say("tour.story.known"))
    hands.open_section(say("family.section.documents"))
    walk.picture("family-documents")
    path = walk.out / "export" / "letter.txt"
    path.write_text(say("tour.story.letter"), encoding="utf-8")
    hands.press(say("documents.add"))
    choose_file(hands, path)
    walk.fill_form("document")
    ends = [say(f"documents.done.{state}", name=path.name) for state in ("safe", "waiting")]
    hands.wait(lambda: any(hands.reads(one) for one in ends), path.name)
    hands.settle()
    walk.picture("document-taken-in")
