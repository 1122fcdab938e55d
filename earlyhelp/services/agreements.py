"""The agreement to work together and the privacy notice: two records, never mixed.

Refuses a form that does not say what the record says, and people of other families.
"""

from datetime import date

from earlyhelp.errors import Invalid
from earlyhelp.forms.definition import Answers
from earlyhelp.forms.loader import form
from earlyhelp.forms.validation import check
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.cases import RecordAgreement, RecordPrivacyNotice
from earlyhelp.messages.records import Narrative
from earlyhelp.records.cases import Agreement, PrivacyNotice
from earlyhelp.records.people import Family, Person
from earlyhelp.services.context import Context
from earlyhelp.services.family_records import family_to_write
from earlyhelp.services.handlers import handles
from earlyhelp.storage.unit_of_work import UnitOfWork

_FORM_VERSION = 1
#: Which answer of the form must say what a status says.
_SAID_BY = {
    "given": ("choice.agrees", True),
    "refused": ("choice.agrees", False),
    "withdrawn": ("withdrawal.withdrawn", True),
}
_LATER = "withdrawal."


@handles(RecordAgreement)
def record_agreement(uow: UnitOfWork, message: RecordAgreement, _context: Context) -> Receipt:
    """Record that a family agreed, refused or ended its agreement; earlier records stay."""
    family = family_to_write(uow, message.family_id)
    wrong = _agreement_faults(message) | _day_fault(uow, message.given_on)
    named = _named(message.answers, "discussion.discussed_with", "discussion.children")
    _refuse(wrong | _stranger_faults(uow, family, named))
    agreement = Agreement(
        family_id=family.id,
        status=message.status,
        given_on=message.given_on,
        recorded_by=uow.principal.account_id,
    )
    uow.add(agreement, content=_filled("agreement", message.answers))
    return Receipt(id=agreement.id, version=agreement.version, family_id=family.id)


@handles(RecordPrivacyNotice)
def record_privacy_notice(
    uow: UnitOfWork, message: RecordPrivacyNotice, _context: Context
) -> Receipt:
    """Record that the family was told what is held about them and why."""
    family = family_to_write(uow, message.family_id)
    said: Answers = {
        "notice.version": message.notice_version.strip(),
        "notice.given_on": message.given_on.isoformat(),
    }
    answers = message.answers | said
    wrong = check(form("privacy_notice", _FORM_VERSION), answers, (), complete=True)
    if "notice.version" in wrong:
        wrong["notice_version"] = wrong["notice.version"]
    wrong |= _day_fault(uow, message.given_on)
    _refuse(wrong | _stranger_faults(uow, family, _named(answers, "notice.given_to")))
    notice = PrivacyNotice(
        family_id=family.id,
        notice_version=message.notice_version.strip(),
        given_on=message.given_on,
        recorded_by=uow.principal.account_id,
    )
    uow.add(notice, content=_filled("privacy_notice", answers))
    return Receipt(id=notice.id, version=notice.version, family_id=family.id)


def _agreement_faults(message: RecordAgreement) -> dict[str, str]:
    """An ending asks only for its own section: the family need not go through the rest again."""
    if message.status not in _SAID_BY:
        return {"status": "answer.not_an_option"}
    definition = form("agreement", _FORM_VERSION)
    wrong = check(definition, message.answers, (), complete=True)
    if message.status == "withdrawn":
        wrong = check(definition, message.answers, (), complete=False) | {
            key: fault for key, fault in wrong.items() if key.startswith(_LATER)
        }
    key, wanted = _SAID_BY[message.status]
    if message.answers.get(key) is not wanted:
        wrong.setdefault(key, "agreement.status")
    return wrong


def _named(answers: Answers, *keys: str) -> dict[str, set[str]]:
    """Return the people each answer names, by its key."""
    found = {}
    for key in keys:
        value = answers.get(key, [])
        found[key] = {str(one) for one in (value if isinstance(value, list) else [value])}
    return found


def _stranger_faults(uow: UnitOfWork, family: Family, named: dict[str, set[str]]) -> dict[str, str]:
    known = {str(person.id) for person in uow.all(Person, Person.family_id == family.id)}
    return {key: "answer.person" for key, people in named.items() if people - known}


def _day_fault(uow: UnitOfWork, given_on: date) -> dict[str, str]:
    return {"given_on": "casepages.future"} if given_on > uow.clock.today() else {}


def _filled(form_id: str, answers: Answers) -> Narrative:
    return Narrative(form_id=form_id, form_version=_FORM_VERSION, answers=answers)


def _refuse(wrong: dict[str, str]) -> None:
    if wrong:
        raise Invalid(wrong)
