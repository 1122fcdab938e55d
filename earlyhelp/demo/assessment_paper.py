"""Answers of an early help assessment, whole or as far as it has come.  Answers nothing that is hidden."""

from datetime import date

from earlyhelp.demo.bank import sentences
from earlyhelp.demo.household import Member
from earlyhelp.demo.lots import one_in, some
from earlyhelp.demo.telling import ASSESSED, FoundNeed, Tale
from earlyhelp.forms.definition import Answers, FormDefinition

_SMALL = 5
_FREE = {
    "parents": ("basic_care", "safety", "warmth", "stimulation", "boundaries", "stability"),
    "environment": (
        "history", "wider_family", "housing", "employment", "income", "integration", "resources",
    ),
    "child": ("health", "education", "emotional", "identity", "social", "presentation", "self_care"),
}  # fmt: skip


def assessment_answers(tale: Tale, begun: date, assessed: date | None) -> Answers:
    """Return the answers of a finished assessment; what is not required is answered here and there."""
    answers = _opening(tale, begun, assessed) | _family(tale)
    ages = tale.home.ages(begun)
    for child in tale.home.children:
        mine = [one for one in tale.needs if one.child is child]
        answers |= _child(tale, child, mine, ages[child.id])
        answers |= _voice(tale, child, mine, ages[child.id])
        answers |= _child_analysis(tale, child, mine)
    return answers


def check_answers(on: date) -> Answers:
    """Return what a manager said who agreed to an assessment: drawn by the day, so that no lot moves."""
    said = sentences()["checked"]
    return {
        "manager.decision": "agreed",
        "manager.comments": said[on.day % len(said)],
        "manager.checked_on": on.isoformat(),
    }


def as_far_as(answers: Answers, definition: FormDefinition, share: float) -> Answers:
    """Return the answers of the first sections of a form only."""
    count = max(1, round(len(definition.section) * share))
    kept = {section.id for section in definition.section[:count]}
    return {key: value for key, value in answers.items() if key.split(".")[0].split("@")[0] in kept}


def _opening(tale: Tale, begun: date, assessed: date | None) -> Answers:
    present: list[str | dict[str, str]] = [
        str(one.id) for one in (tale.parent, *tale.home.children) if one.role != "unborn"
    ]
    answers: Answers = {
        "gate.significant_harm": False,
        "author.name": tale.lead,
        "author.role": "Family hub practitioner",
        "author.organisation_type": "family_hub",
        "author.started_on": begun.isoformat(),
        "agreement.agreement_still": True,
        "agreement.notice_on": (tale.course.contacted or begun).isoformat(),
        "agreement.lawful_basis": "public_task",
        "household.present": list(present),
        "household.interpreter_used": tale.home.interpreter,
        "household.significant_others": [
            {"name": tale.sentence("other_people"), "how_helps": tale.sentence("how_helps")}
        ],
        "services.services": _services(tale),
        "reason.why_now": tale.of_need(tale.needs[0], "worry"),
        "reason.tried": tale.of_need(tale.needs[-1], "tried"),
        "reason.factors": list(
            dict.fromkeys(code for one in tale.needs for code in one.words.factors)
        ),
    }
    if assessed:
        answers["author.completed_on"] = assessed.isoformat()
    if one_in(tale.draw, 12):
        answers["household.access_needs"] = tale.sentence("access")
    return answers


def _services(tale: Tale) -> list[str | dict[str, str]]:
    rows: list[str | dict[str, str]] = [
        {"agency": "School", "organisation_type": "school", "worker": tale.sentence("worker"),
         "role": tale.sentence("attendees_school"), "may_share": "yes"}
    ]  # fmt: skip
    if any(age < _SMALL for age in tale.home.ages(tale.today).values()):
        rows.append(
            {"agency": "Health visiting", "organisation_type": "health_visiting",
             "worker": tale.sentence("worker"), "role": "Health visitor", "may_share": "yes"}
        )  # fmt: skip
    return rows


def _family(tale: Tale) -> Answers:
    worry, strength = tale.of_need(tale.needs[0], "worry"), tale.of_need(tale.needs[0], "strength")
    agrees = not one_in(tale.draw, 8)
    answers: Answers = {
        f"{place}.{field}": tale.sentence(field)
        for place in ("parents", "environment")
        for field in _FREE[place]
    }
    wanted = "; ".join(tale.of_need(one, "words") for one in tale.needs)
    answers |= {
        "summary.worried": " ".join(tale.of_need(one, "worry") for one in tale.needs),
        "summary.working_well": " ".join(tale.of_need(one, "strength") for one in tale.needs),
        "summary.needs_to_happen": f"{wanted}.",
        **tale.readings("summary", ASSESSED),
        "parent_views.own_words": tale.sentence("parent_view"),
        "parent_views.agree": agrees,
        "analysis.meaning": tale.sentence("meaning"),
        "analysis.risk_factors": tale.sentence("risk", worry=worry),
        "analysis.protective_factors": tale.sentence("protective", strength=strength),
        "analysis.level_of_need": tale.level,
        "analysis.level_reason": tale.sentence(f"level_reason_{tale.level}"),
        "needs.needs": [one.words.ref for one in tale.needs if one.child is None],
        "plan.important": tale.sentence("important"),
    }
    if not agrees:
        answers["parent_views.disagree_what"] = tale.sentence("parent_disagrees")
    return answers


def _child(tale: Tale, child: Member, mine: list[FoundNeed], age: int) -> Answers:
    place, special = f"child@{child.id}", child.particulars
    answers: Answers = {f"{place}.health": tale.sentence("health")}
    if age >= 0:
        fields = some(tale.draw, _FREE["child"][1 if age >= _SMALL else 2 :], 3)
        answers |= {f"{place}.{field}": tale.sentence(field, child) for field in fields}
        answers[f"{place}.disability"] = list(special.disabilities)
    for one in mine:
        answers[f"{place}.{one.words.section}"] = tale.of_need(one, "told")
    if special.sen_provision:
        answers[f"{place}.sen_provision"] = special.sen_provision
        answers[f"{place}.attendance_percent"] = tale.draw.randint(72, 99)
    if special.sen_needs:
        answers[f"{place}.sen_need"] = list(special.sen_needs)
    return answers


def _voice(tale: Tale, child: Member, mine: list[FoundNeed], age: int) -> Answers:
    place = f"voice@{child.id}"
    if age < 0:
        return {f"{place}.obtained": False, f"{place}.not_obtained_why": "Not born yet."}
    if one_in(tale.draw, 6):
        return {f"{place}.obtained": False, f"{place}.not_obtained_why": tale.sentence("not_heard")}
    small = age < _SMALL
    words = tale.sentence("seen_small" if small else "said", child)
    if mine and not (small and mine[0].words.from_age >= _SMALL):
        words = tale.of_need(mine[0], "says")
    answers: Answers = {
        f"{place}.obtained": True,
        f"{place}.method": ["observation"] if small else ["talking"],
        f"{place}.own_words": words,
        f"{place}.seen_alone": age >= _SMALL and one_in(tale.draw, 60),
    }
    if age >= _SMALL:
        answers[f"{place}.childrens_wellbeing_by_child"] = tale.value(
            "childrens_wellbeing", ASSESSED
        )
    return answers


def _child_analysis(tale: Tale, child: Member, mine: list[FoundNeed]) -> Answers:
    place = f"child_analysis@{child.id}"
    level = tale.level if mine else "L2"
    answers: Answers = {
        f"{place}.meaning": tale.sentence("child_meaning", child),
        f"{place}.level_of_need": level,
        f"{place}.level_reason": tale.sentence(f"level_reason_{level}"),
    }
    if mine:
        answers[f"child_needs@{child.id}.needs"] = [one.words.ref for one in mine]
    return answers
