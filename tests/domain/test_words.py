"""Every key the domain hands out has its sentence."""

import tomllib

from earlyhelp.domain.case_flow import CaseStatus
from earlyhelp.domain.codes import code_list
from earlyhelp.domain.family_parts import Household, Member, Tie
from earlyhelp.domain.family_tree import family_picture
from earlyhelp.domain.plan import ActionDraft, OutcomeDraft, PlanDraft, PlanSituation
from earlyhelp.domain.plan_check import check_plan
from earlyhelp.settings import resource

WORDS = tomllib.loads(resource("wording/domain.toml").read_text(encoding="utf-8"))


def test_plan_check_lines_and_places() -> None:
    action = ActionDraft(id=1, text="monitor", carried_over=3)
    bare = OutcomeDraft(id=1, actions=(action, ActionDraft(id=2)))
    situation = PlanSituation(needs=("1.1",), children=(7,))
    for plan in (PlanDraft(), PlanDraft(outcomes=(bare, OutcomeDraft(id=2)))):
        for line in check_plan(plan, situation):
            assert line.key in WORDS
            assert all(place.key in WORDS for place in line.where)


def test_statuses() -> None:
    assert all(f"case.status.{status}" in WORDS for status in CaseStatus)


def test_the_sentences_of_any_family_picture_can_be_filled() -> None:
    members = [
        Member(id=n, name=f"P{n}", age=age, is_deceased=died, is_unborn=unborn, is_focus=focus)
        for n, (age, died, unborn, focus) in enumerate(
            (age, died, unborn, focus)
            for age in ("", "9")
            for died in (True, False)
            for unborn in (True, False)
            for focus in (True, False)
        )
    ]
    couples = [one.code for one in code_list("couple_status").items]
    ties = [Tie(from_id=0, to_id=n, code="SPS", couple=one) for n, one in enumerate(couples, 1)]
    codes = ("MTH", "ADOPTM", "MTHFOST", "STPMTH")
    ties += [Tie(from_id=0, to_id=n, code=one) for n, one in enumerate(codes, 6)]
    home = Household(id=1, label="Home", residents=frozenset({0, 1}))
    for sentence in family_picture(members, ties, [home]).sentences:
        assert "{" not in WORDS[sentence.key].format(**sentence.params)
