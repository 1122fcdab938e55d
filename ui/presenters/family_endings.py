"""The end of early help: close it, send it to a manager, sign it off or return it.  Sends nothing."""

import msgspec

from earlyhelp.forms.definition import Answers, FormDefinition
from earlyhelp.forms.loader import form
from earlyhelp.messages.base import Command
from earlyhelp.messages.cases import AskSignOff, CloseCase, ReturnEnding, SignOffEnding
from earlyhelp.messages.family_view import EndingAsked, FamilyView
from ui.presenters.family_asks import people_of
from ui.presenters.family_forms import Ask, needed_day, text
from ui.presenters.family_statements import (
    RESULTS,
    case_of,
    status_fields,
    statuses,
    whole,
    with_results,
)
from ui.wording import day, say

_AGREES, _WORDS, _TABLE = "manager.manager_agrees", "manager.manager_words", "outcomes.outcomes"


def closure(family: FamilyView) -> Ask:
    """The end of early help with a result for every outcome.

    Shape: whoever may sign it off for the lead professional is asked the manager's part and must agree.
    Raises: Bug if there is no case.
    """
    signs = "case:sign_off" in family.may
    return _ask(family, "closure", SignOffEnding if signs else CloseCase, signs=signs)


def ask_sign_off(family: FamilyView) -> Ask:
    """The same words sent to a manager: what was typed into either form is in both."""
    ask = _ask(family, "ask_sign_off", AskSignOff, signs=False)
    return msgspec.structs.replace(ask, draft="closure")


def sign_off(family: FamilyView) -> Ask:
    """The ending that was sent, with the manager's part: signed off as it stands, or returned.

    Raises: Bug if there is no case.
    """
    case = case_of(family)
    asked = case.asked
    if asked is None or not asked.waits:
        return closure(family)
    ask = _ask(family, "sign_off", SignOffEnding, signs=True)

    def make(given: Answers) -> Command:
        if given.get(_AGREES) is False:
            return ReturnEnding(case_id=case.id, asked_id=asked.id, words=text(given, _WORDS))
        made = ask.make(given)
        assert isinstance(made, Command)
        return made

    first, *others = ask.form.section
    hint = say("family.sign_off.hint", who=asked.by, date=day(asked.asked_on))
    shown = msgspec.structs.replace(
        ask.form, section=(msgspec.structs.replace(first, hint=hint), *others)
    )
    return msgspec.structs.replace(ask, form=shown, make=make, subject_id=asked.id)


def _ask(family: FamilyView, name: str, kind: type[CloseCase], *, signs: bool) -> Ask:
    case = case_of(family)

    def make(given: Answers) -> Command:
        return kind(
            case_id=case.id,
            version=case.version,
            closed_on=needed_day(given, "reason.closed_on"),
            reason=text(given, "reason.reason"),
            outcome_results=statuses(family.outcomes, given),
            answers=whole(family.outcomes, given, _TABLE),
        )

    asked = with_results(form("closure"), "outcomes", family.outcomes, status_fields)
    return Ask(
        name=name,
        form=_managers_part(asked, signs=signs),
        make=make,
        answers=_sent(case.asked, tabled=not family.outcomes),
        people=people_of(family),
        subject_id=case.id,
    )


def _sent(asked: EndingAsked | None, *, tabled: bool) -> Answers:
    """Return the ending that was sent to a manager as the form asks it: nobody types it anew."""
    if asked is None:
        return {}
    said = {key: value for key, value in asked.answers.items() if tabled or key != _TABLE}
    return said | {f"{RESULTS}.status_{ident}": one for ident, one in asked.results.items()}


def _managers_part(asked: FormDefinition, *, signs: bool) -> FormDefinition:
    """Ask a manager for their part; show everybody else whose it is."""
    sections = []
    for section in asked.section:
        made = section
        if section.by and signs:
            first = msgspec.structs.replace(section.field[0], required=True)
            made = msgspec.structs.replace(section, field=(first, *section.field[1:]))
        elif section.by:
            hint = say("family.closure.by_manager")
            made = msgspec.structs.replace(section, field=(), hint=hint)
        sections.append(made)
    return msgspec.structs.replace(asked, section=tuple(sections))
