"""The long forms of the family page: agreement, privacy notice, review.  Sends nothing."""

from collections.abc import Callable, Sequence

import msgspec

from earlyhelp.errors import Bug
from earlyhelp.forms.definition import Answer, Answers, Field, FormDefinition, Section
from earlyhelp.forms.loader import form
from earlyhelp.messages.base import Command
from earlyhelp.messages.cases import (
    RecordAgreement,
    RecordPrivacyNotice,
)
from earlyhelp.messages.casework import RecordReview, ScaleEntry
from earlyhelp.messages.family_view import CaseView, FamilyView, OutcomeView
from ui.presenters.family_asks import children_of, people_of
from ui.presenters.family_forms import Ask, day_of, needed_day, number, text
from ui.wording import say

RESULTS = "results"


def agreement(family: FamilyView) -> Ask:
    """The agreement to work together, its refusal or its end."""

    def make(given: Answers) -> Command:
        status = "given" if given.get("choice.agrees") is True else "refused"
        on = day_of(given, "choice.signed_on") or needed_day(given, "discussion.discussed_on")
        if given.get("withdrawal.withdrawn") is True:
            status, on = "withdrawn", needed_day(given, "withdrawal.withdrawn_on")
        return RecordAgreement(family_id=family.id, status=status, given_on=on, answers=given)

    people = people_of(family)
    asked = form("agreement")
    return Ask(name="agreement", form=asked, make=make, people=people, subject_id=family.id)


def privacy_notice(family: FamilyView) -> Ask:
    """The privacy notice: a record of its own."""

    def make(given: Answers) -> Command:
        return RecordPrivacyNotice(
            family_id=family.id,
            given_on=needed_day(given, "notice.given_on"),
            notice_version=text(given, "notice.version"),
            answers=given,
        )

    people = people_of(family)
    asked = form("privacy_notice")
    return Ask(name="privacy_notice", form=asked, make=make, people=people, subject_id=family.id)


def review(family: FamilyView) -> Ask:
    """A review of the plan in force: each outcome's status and reading, scales, decision, next date.

    Raises: Bug if there is no case or no authorised plan.
    """
    case = case_of(family)
    plan = next((one for one in family.plans if one.status == "authorised"), None)
    if plan is None:
        raise Bug("family.no_plan")

    def make(given: Answers) -> Command:
        return RecordReview(
            case_id=case.id,
            plan_id=plan.id,
            held_on=needed_day(given, "held.held_on"),
            mode=text(given, "held.mode"),
            decision=text(given, "decision.decision"),
            next_on=day_of(given, "decision.next_review_on"),
            outcome_status=statuses(family.outcomes, given),
            outcome_now=_readings_now(family.outcomes, given),
            readings=_scales(given),
            answers=whole(family.outcomes, given, "progress.outcomes"),
        )

    asked = with_results(form("review"), "progress", family.outcomes, _now_fields)
    return Ask(
        name="review",
        form=asked,
        make=make,
        answers=_first_results(family.outcomes),
        people=people_of(family),
        children=children_of(family),
        subject_id=case.id,
    )


def case_of(family: FamilyView) -> CaseView:
    if family.case is None:
        raise Bug("family.no_case")
    return family.case


def with_results(
    asked: FormDefinition,
    place: str,
    outcomes: Sequence[OutcomeView],
    fields_of: Callable[[OutcomeView], tuple[Field, ...]],
) -> FormDefinition:
    """Ask for each outcome of the plan by name instead of a table to be typed."""
    sections: list[Section] = []
    for section in asked.section:
        kept = tuple(one for one in section.field if one.id != "outcomes" and one.kind != "known")
        if section.id == place and outcomes:
            fields = tuple(field for one in outcomes for field in fields_of(one))
            title = say("family.results")
            sections.append(Section(RESULTS, section.letter, title, fields))
        sections.append(msgspec.structs.replace(section, field=kept))
    return msgspec.structs.replace(asked, section=tuple(sections))


def status_fields(outcome: OutcomeView) -> tuple[Field, ...]:
    return (
        Field(
            id=f"status_{outcome.id}",
            kind="choice",
            label=say("family.results.status", words=outcome.words),
            hint=say("family.results.way", first=outcome.first, now=outcome.now, goal=outcome.goal),
            purpose="-",
            classification="special_category",
            required=True,
            code_list="outcome_status",
        ),
    )


def _now_fields(outcome: OutcomeView) -> tuple[Field, ...]:
    reading = Field(
        id=f"now_{outcome.id}",
        kind="scale",
        label=say("family.results.now", words=outcome.words),
        purpose="-",
        classification="special_category",
        scorers=("practitioner",),
    )
    return (*status_fields(outcome), reading)


def _first_results(outcomes: Sequence[OutcomeView]) -> Answers:
    return {f"{RESULTS}.status_{one.id}": one.status for one in outcomes if one.status}


def statuses(outcomes: Sequence[OutcomeView], given: Answers) -> dict[int, str]:
    return {one.id: text(given, f"{RESULTS}.status_{one.id}") for one in outcomes}


def _readings_now(outcomes: Sequence[OutcomeView], given: Answers) -> dict[int, int]:
    keys = {one.id: f"{RESULTS}.now_{one.id}" for one in outcomes}
    return {ident: number(given, key) for ident, key in keys.items() if key in given}


def whole(outcomes: Sequence[OutcomeView], given: Answers, table: str) -> Answers:
    """Return the answers as the shipped form asks them, the results in its table."""
    kept: Answers = {
        key: value for key, value in given.items() if not key.startswith(f"{RESULTS}.")
    }
    rows: Answer = [
        {"outcome": " ".join(one.words.split())[:300], "status": status}
        for one, status in zip(outcomes, statuses(outcomes, given).values(), strict=True)
        if status
    ]
    if rows:
        kept[table] = rows
    return kept


def _scales(given: Answers) -> tuple[ScaleEntry, ...]:
    found = []
    for key, value in given.items():
        section, _dot, field = key.partition(".")
        if section == "scales" and isinstance(value, int):
            area, _by, scorer = field.rpartition("_by_")
            found.append(ScaleEntry(area=area, scorer=scorer, value=value))
    return tuple(found)
