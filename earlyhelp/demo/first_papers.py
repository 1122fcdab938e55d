"""Answers of the first papers: request for support, agreement, privacy notice.  Answers nothing that is hidden."""

from datetime import date

from earlyhelp.demo.lots import one_in
from earlyhelp.demo.telling import Tale
from earlyhelp.forms.definition import Answer, Answers

NOTICE = "2026-1"
_ASKERS = {
    "2A": ("school", "Pastoral lead"), "3B": ("health_visiting", "Health visitor"),
    "3C": ("school_nursing", "School nurse"), "3A": ("gp", "GP"), "4": ("housing", "Housing officer"),
    "8V": ("voluntary", "Family worker"), "6": ("police", "Neighbourhood officer"),
}  # fmt: skip


def request_answers(tale: Tale, source: str, received_on: date) -> Answers:
    """Return the answers of a complete request for support."""
    home = tale.home
    details = home.homes[0].details
    answers: Answers = {
        "gate.significant_harm": False,
        "who.source": source,
        "who.received_on": received_on.isoformat(),
        "family.people": [_row(one.details.forename, one.details.surname, one.born_on, one.sex)
                          for one in home.members],
        "family.address": "" if home.homes[0].protected else details.lines,
        "family.telephone": tale.parent.details.phone,
        "family.safe_contact": tale.parent.details.safe_contact,
        "reason.worries": " ".join(tale.of_need(one, "worry") for one in tale.needs[:2]),
        "reason.strengths": tale.of_need(tale.needs[0], "strength"),
        "reason.tried": tale.of_need(tale.needs[0], "tried"),
        "reason.factors": _factors(tale),
        "reason.wants": "whole_family" if len(tale.needs) > 1 else "not_sure",
        "agreement.family_knows": True,
        "agreement.family_agrees": True,
        "agreement.family_words": tale.sentence("family_words"),
    }  # fmt: skip
    if source in _ASKERS:
        kind, role = _ASKERS[source]
        answers |= {"who.asker_organisation_type": kind, "who.asker_role": role,
                    "who.asker_name": tale.sentence("worker")}  # fmt: skip
    if home.interpreter:
        answers |= {"family.interpreter": True, "family.language": home.group.language}
    return {key: value for key, value in answers.items() if value not in ("", [])}


def agreement_answers(tale: Tale, given_on: date) -> Answers:
    """Return the answers of an agreement that was given."""
    parent, day = tale.parent, given_on.isoformat()
    asked = any(age >= 12 for age in tale.home.ages(given_on).values())
    answers: Answers = {
        "discussion.risk_branch": False,
        "discussion.practitioner": f"{tale.lead}, family hub practitioner",
        "discussion.discussed_with": parent.id,
        "discussion.children": [str(one.id) for one in tale.home.children],
        "discussion.discussed_on": day,
        "discussion.discussed_place": "At home",
        "discussion.explained": ["why", "whom", "for_what", "stored", "harm", "withdraw"],
        "choice.agrees": True,
        "choice.agencies": [
            {"agency": "School", "organisation_type": "school", "may_share": "yes"},
            {"agency": "Health visiting", "organisation_type": "health_visiting", "may_share": "yes"},
            {"agency": "Police", "organisation_type": "police",
             "may_share": "no" if one_in(tale.draw, 40) else "yes"},
        ],
        "choice.signed_by": parent.full_name,
        "choice.signed_on": day,
        "choice.copy_given_on": day,
    }  # fmt: skip
    if asked:
        answers |= {
            "choice.young_person_asked": True,
            "choice.young_person_words": tale.sentence("said"),
        }
    return answers


def notice_answers(tale: Tale, given_on: date) -> Answers:
    """Return the answers of a privacy notice that was given."""
    return {
        "notice.version": NOTICE,
        "notice.given_on": given_on.isoformat(),
        "notice.given_to": [str(tale.parent.id)],
        "notice.given_how": "home_visit",
        "notice.lawful_basis": "public_task",
        "notice.easy_read": tale.home.interpreter,
    }


def _row(forename: str, surname: str, born_on: date | None, sex: str) -> dict[str, str]:
    row = {"first_names": forename, "last_name": surname, "sex": sex}
    return row | ({"born": born_on.isoformat()} if born_on else {})


def _factors(tale: Tale) -> Answer:
    return list(dict.fromkeys(code for one in tale.needs for code in one.words.factors))
