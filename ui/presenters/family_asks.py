"""The small forms of the family page: what each asks and which command it makes.  Sends nothing."""

from earlyhelp.clock import SystemClock
from earlyhelp.domain.codes import code_list
from earlyhelp.errors import Bug
from earlyhelp.forms.definition import Answers
from earlyhelp.messages.base import Command
from earlyhelp.messages.cases import AnswerConcern, ChangeLead, RaiseConcern
from earlyhelp.messages.casework import AddCaseNote, AddChronologyEvent, AddContact
from earlyhelp.messages.family_view import FamilyView
from earlyhelp.messages.people import Contactable
from earlyhelp.messages.requests import StaffChoice
from ui.presenters.family_forms import Ask, People, dialog, needed_day, number, text


def people_of(family: FamilyView) -> People:
    """Return the members of a family by id and name."""
    return tuple((row.id, name_of(row.details)) for row in family.people)


def children_of(family: FamilyView) -> People:
    """Return its children."""
    rows = [row for row in family.people if code_list("person_role").group(row.role) == "child"]
    return tuple((row.id, name_of(row.details)) for row in rows)


def name_of(details: Contactable) -> str:
    """Return forename and surname."""
    return f"{details.forename} {details.surname}".strip()


def concern(family: FamilyView) -> Ask:
    """A safeguarding concern."""

    def make(given: Answers) -> Command:
        return RaiseConcern(
            family_id=family.id,
            what=text(given, "concern.what"),
            child_words=text(given, "concern.child_words"),
            safe_now=text(given, "concern.safe_now"),
            told=text(given, "concern.told"),
            reference=text(given, "concern.reference"),
        )

    return Ask(name="concern", form=dialog("concern"), make=make, subject_id=family.id)


def concern_answer(family: FamilyView) -> Ask:
    """What the front door answered to a concern."""

    def make(given: Answers) -> Command:
        back = text(given, "concern_answer.outcome") == "returned"
        return AnswerConcern(
            family_id=family.id,
            outcome=text(given, "concern_answer.outcome"),
            answered_on=needed_day(given, "concern_answer.answered_on"),
            text=text(given, "concern_answer.text"),
            look_on=None if back else needed_day(given, "concern_answer.look_on"),
        )

    return Ask(
        name="concern_answer", form=dialog("concern_answer"), make=make, subject_id=family.id
    )


def contact(family: FamilyView) -> Ask:
    """A contact or an attempt: today's, unless another day is said."""

    def make(given: Answers) -> Command:
        return AddContact(
            family_id=family.id,
            happened_on=needed_day(given, "contact.happened_on"),
            kind=text(given, "contact.kind"),
            successful=given.get("contact.successful") is True,
            text=text(given, "contact.text"),
        )

    today: Answers = {"contact.happened_on": SystemClock().today().isoformat()}
    form = dialog("contact")
    return Ask(name="contact", form=form, make=make, answers=today, subject_id=family.id)


def note(family: FamilyView) -> Ask:
    """A case note."""

    def make(given: Answers) -> Command:
        chronicle = given.get("note.to_chronology") is True
        return AddCaseNote(
            family_id=family.id, text=text(given, "note.text"), to_chronology=chronicle
        )

    return Ask(name="note", form=dialog("note"), make=make, subject_id=family.id)


def event(family: FamilyView) -> Ask:
    """A significant event."""

    def make(given: Answers) -> Command:
        return AddChronologyEvent(
            family_id=family.id,
            happened_on=needed_day(given, "event.happened_on"),
            kind=text(given, "event.kind"),
            text=text(given, "event.text"),
            source=text(given, "event.source"),
        )

    return Ask(name="event", form=dialog("event"), make=make, subject_id=family.id)


def lead(family: FamilyView, colleagues: tuple[StaffChoice, ...]) -> Ask:
    """A change of lead professional.

    Raises: Bug if there is no case.
    """
    case = family.case
    if case is None:
        raise Bug("family.no_case")

    def make(given: Answers) -> Command:
        return ChangeLead(
            case_id=case.id,
            version=case.version,
            lead_id=number(given, "lead.lead_id"),
            reason=text(given, "lead.reason"),
            note=text(given, "lead.note"),
        )

    people = tuple((one.account_id, one.name) for one in colleagues)
    return Ask(name="lead", form=dialog("lead"), make=make, people=people)
