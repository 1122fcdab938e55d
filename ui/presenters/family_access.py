"""Who may see a family: the forms behind restriction, emergency and sealed note.  Decides nothing."""

from collections.abc import Callable

from earlyhelp.errors import HouseError
from earlyhelp.forms.definition import Answers
from earlyhelp.messages.access import (
    AddSealedNote,
    AskRestriction,
    BreakGlassOpen,
    EndBreakGlass,
    EndRestriction,
    PossibleReaders,
    RefuseRestriction,
    RestrictFamily,
    ReviewRestriction,
    TooClose,
)
from earlyhelp.messages.base import Command
from earlyhelp.messages.family_view import FamilyView
from earlyhelp.messages.requests import Colleagues, StaffChoice
from ui.presenters.asking import Send
from ui.presenters.family_forms import Ask, FormDesk, codes, dialog, text

Failed = Callable[[HouseError], None]
#: What the page may ask for here; the forms that name readers, and the acts without a form.
WITH_READERS = frozenset({"restriction", "restriction_review", "sealed_note"})
ACTS: dict[str, Callable[[int], Command]] = {
    "restriction_refuse": lambda ident: RefuseRestriction(family_id=ident),
    "restriction_end": lambda ident: EndRestriction(family_id=ident),
    "emergency_end": lambda ident: EndBreakGlass(family_id=ident),
    "conflict": lambda ident: TooClose(family_id=ident),
}
FORMS = WITH_READERS | {"restriction_ask", "break_glass"}


def open_form(
    name: str, family: FamilyView | None, forms: FormDesk, send: Send, failed: Failed
) -> None:
    """Open one of the forms; who may be named as a reader is asked for first."""
    if name == "break_glass":
        forms.open(break_glass(family.reference if family else ""))
    elif family is not None and name == "restriction_ask":
        forms.open(restriction_ask(family))
    elif family is not None:
        asked = Colleagues() if name == "sealed_note" else PossibleReaders()
        make = {
            "restriction": restriction,
            "restriction_review": restriction_review,
            "sealed_note": sealed_note,
        }[name]
        send(asked, lambda staff: forms.open(make(family, staff)), failed)


def restriction_ask(family: FamilyView) -> Ask:
    """Ask for a restriction."""

    def make(given: Answers) -> Command:
        reason, said = text(given, "restriction.reason"), text(given, "restriction.text")
        return AskRestriction(family_id=family.id, reason=reason, text=said)

    return Ask(name="restriction_ask", form=dialog("restriction_ask"), make=make)


def restriction(family: FamilyView, staff: tuple[StaffChoice, ...]) -> Ask:
    """Restrict a family; what a colleague asked for stands in the form already."""

    def make(given: Answers) -> Command:
        return RestrictFamily(
            family_id=family.id,
            reason=text(given, "restriction.reason"),
            text=text(given, "restriction.text"),
            reader_ids=_readers(given, "restriction.readers"),
        )

    asked, lead = family.standing, family.case.lead_id if family.case else 0
    known: Answers = {
        "restriction.readers": [str(one.account_id) for one in staff if one.account_id == lead]
    }
    if asked is not None:
        known |= {"restriction.reason": asked.reason, "restriction.text": asked.text}
    return Ask(
        name="restriction",
        form=dialog("restriction"),
        make=make,
        answers=known,
        people=_names(staff),
    )


def restriction_review(family: FamilyView, staff: tuple[StaffChoice, ...]) -> Ask:
    """Keep a restriction; who reads now is ticked."""

    def make(given: Answers) -> Command:
        ids = _readers(given, "restriction.readers")
        return ReviewRestriction(family_id=family.id, reader_ids=ids)

    now = family.standing.readers if family.standing else ()
    ticked: list[str | dict[str, str]] = [str(one.account_id) for one in staff if one.name in now]
    return Ask(
        name="restriction_review", form=dialog("restriction_review"), make=make,
        answers={"restriction.readers": ticked}, people=_names(staff),
    )  # fmt: skip


def sealed_note(family: FamilyView, staff: tuple[StaffChoice, ...]) -> Ask:
    """A note for named readers."""

    def make(given: Answers) -> Command:
        ids = _readers(given, "note.readers")
        return AddSealedNote(family_id=family.id, text=text(given, "note.text"), reader_ids=ids)

    return Ask(name="sealed_note", form=dialog("sealed_note"), make=make, people=_names(staff))


def break_glass(reference: str = "") -> Ask:
    """Open a family in an emergency; it is named by its reference, whether it is there or not."""

    def make(given: Answers) -> Command:
        return BreakGlassOpen(
            reference=text(given, "emergency.reference"),
            reason=text(given, "emergency.reason"),
            sentence=text(given, "emergency.sentence"),
        )

    known: Answers = {"emergency.reference": reference} if reference else {}
    return Ask(name="break_glass", form=dialog("break_glass"), make=make, answers=known)


def _readers(given: Answers, key: str) -> tuple[int, ...]:
    return tuple(int(one) for one in codes(given, key))


def _names(staff: tuple[StaffChoice, ...]) -> tuple[tuple[int, str], ...]:
    return tuple((one.account_id, one.name) for one in staff)
