"""The forms about sharing: what each asks and which command it makes.  Sends nothing."""

from msgspec.structs import replace

from earlyhelp.forms.definition import Answers, FormDefinition, Option
from earlyhelp.messages.base import Command
from earlyhelp.messages.requests import StaffChoice
from earlyhelp.messages.sharing import RecordDisclosure, RecordSharing, SharingView
from ui.presenters.family_forms import Ask, codes, day_of, dialog, needed_day, number, text
from ui.wording import say

_OTHER = "+"


def sharing(view: SharingView) -> Ask:
    """What somebody said about sharing with one service."""

    def make(given: Answers) -> Command:
        chosen = text(given, "sharing.agency")
        return RecordSharing(
            family_id=view.family_id,
            person_ids=tuple(int(one) for one in codes(given, "sharing.person_ids")),
            said_by=number(given, "sharing.said_by"),
            agency=text(given, "sharing.other_agency") if chosen == _OTHER else chosen,
            purposes=codes(given, "sharing.purposes"),
            classes=codes(given, "sharing.classes"),
            status=text(given, "sharing.status"),
            decided_on=needed_day(given, "sharing.decided_on"),
            until_on=day_of(given, "sharing.until_on"),
            words=text(given, "sharing.words"),
        )

    people = tuple((one.person_id, one.name) for one in view.people)
    asked = with_agencies(dialog("sharing"), view.agencies)
    return Ask(name="sharing", form=asked, make=make, people=people, subject_id=view.family_id)


def disclosure(view: SharingView) -> Ask:
    """What was told by word of mouth, or was not told."""

    def make(given: Answers) -> Command:
        agency = text(given, "disclosure.agency")
        return RecordDisclosure(
            family_id=view.family_id,
            decision=text(given, "disclosure.decision"),
            basis=text(given, "disclosure.basis"),
            reader=text(given, "disclosure.reader"),
            agency=text(given, "disclosure.other_agency") if agency == _OTHER else agency,
            purpose=text(given, "disclosure.purpose"),
            method=text(given, "disclosure.method"),
            reason=text(given, "disclosure.reason"),
            told_family=given.get("disclosure.told_family") is True,
            not_told_why=text(given, "disclosure.not_told_why"),
            harm_check=text(given, "disclosure.harm_check"),
            what=text(given, "disclosure.what"),
            classes=codes(given, "disclosure.classes"),
            person_ids=tuple(int(one) for one in codes(given, "disclosure.person_ids")),
        )

    people = tuple((one.person_id, one.name) for one in view.people)
    subject = view.family_id
    form = with_agencies(dialog("disclosure"), view.agencies)
    return Ask(name="disclosure", form=form, make=make, people=people, subject_id=subject)


def with_agencies(form: FormDefinition, agencies: tuple[str, ...]) -> FormDefinition:
    """Offer the services that are known before "another service"."""
    return _offered(form, "agency", tuple(Option(name, name) for name in agencies))


def with_colleagues(form: FormDefinition, colleagues: tuple[StaffChoice, ...]) -> FormDefinition:
    """Offer the colleagues a paper may be made for, by name and role."""
    choices = (
        Option(str(one.account_id), f"{one.name}, {say(f'role.{one.role}')}") for one in colleagues
    )
    return _offered(form, "colleague", tuple(choices))


def _offered(form: FormDefinition, field: str, first: tuple[Option, ...]) -> FormDefinition:
    (section,) = form.section
    fields = tuple(
        replace(one, options=(*first, *one.options)) if one.id == field else one
        for one in section.field
    )
    return replace(form, section=(replace(section, field=fields),))
