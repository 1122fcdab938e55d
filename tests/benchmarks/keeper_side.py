"""What the keeper takes: sign-in, search, opening, saving; each a full round trip through the pipe."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from earlyhelp.errors import Locked
from earlyhelp.forms.loader import form
from earlyhelp.keys.cost import DEFAULT
from earlyhelp.keys.header import read_header, write_header
from earlyhelp.keys.slots import Credentials, change_passphrase
from earlyhelp.messages.base import Page
from earlyhelp.messages.casework import AssessmentPage, SaveAnswers, StartAssessment
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.my_work import MyWorkPage
from earlyhelp.messages.people import FamilyList, PeopleFound
from earlyhelp.messages.plans import ActionDraft, OutcomeDraft, PlanContent, SavePlan, StartPlan
from earlyhelp.messages.session import CurrentSession
from tests.benchmarks.figures import Figure, median_ms, spread_ms
from tests.benchmarks.store import account
from tests.keeper.running import RunningKeeper

#: A fast typist; in between the keeper goes on checking the audit.
_KEYS_APART_S = 0.1
_TYPED = (
    "ko",
    "kow",
    "smith",
    "jones 2017",
    "pl1",
    "thmas",
    "ann",
    "o'br",
    "williams",
    "12/03/2015",
)


@dataclass
class Subjects:
    """What the window is driven to afterwards."""

    family_id: int = 0
    assessment_id: int = 0


def _up(login: str, passphrase: str) -> tuple[RunningKeeper, str, str]:
    keeper = RunningKeeper()
    try:
        keeper.ask(CurrentSession())  # it is up; people are still typing their passphrase
    except Locked:
        return keeper, login, passphrase
    raise AssertionError


def sign_in(folder: Path, runs: int) -> list[Figure]:
    """From the passphrase to the rows of My work, for both costs of the passphrase."""
    figures = []
    for role in ("practitioner", "team_manager"):
        taken = _usable(folder, role, runs)
        figures.append(Figure(f"usable after the passphrase, {role}, KDF floor", taken, "s", 2))
    header = folder / "store.ehdh"
    kept = shutil.copy(header, folder / "header.kept")
    login, phrase = account(folder, "practitioner")
    try:
        costly = change_passphrase(read_header(header), Credentials(login, phrase), phrase, DEFAULT)
        write_header(header, costly)
        taken = _usable(folder, "practitioner", runs)
        figures.append(
            Figure("usable after the passphrase, practitioner, KDF default", taken, "s", 2)
        )
    finally:
        Path(kept).replace(header)
    return figures


def _usable(folder: Path, role: str, runs: int) -> float:
    taken = []
    for _ in range(runs):
        keeper, login, phrase = _up(*account(folder, role))
        with keeper:

            def usable() -> None:
                keeper.sign_in(folder, login, phrase)  # noqa: B023 - called in this round
                keeper.ask(MyWorkPage())  # noqa: B023

            taken.append(median_ms(usable, 1) / 1000)
            keeper.close()
    return sorted(taken)[len(taken) // 2]


def working(folder: Path, runs: int) -> tuple[list[Figure], Subjects]:
    """Search, lists, opening and saving, as a manager of a third of everybody and as a practitioner."""
    figures, subjects = [], Subjects()
    for role in ("team_manager", "practitioner"):
        with RunningKeeper() as keeper:
            keeper.sign_in(folder, *account(folder, role))
            keeper.wait_for_index()
            figures += _looks(keeper, role, runs)
            if role == "practitioner":
                figures += _saves(keeper, runs, subjects)
            keeper.close()
    return figures, subjects


def _looks(keeper: RunningKeeper, role: str, runs: int) -> list[Figure]:
    ids = [row.id for row in keeper.ask(FamilyList(page=Page(limit=50))).rows]
    keeper.ask(PeopleFound(text="warm"))
    searches = [lambda text=text: keeper.ask(PeopleFound(text=text)) for text in _TYPED * runs]
    search, slow_search = spread_ms(searches, _KEYS_APART_S)
    why = "supervision" if role == "team_manager" else "cover"
    opens = [
        lambda i=i: keeper.ask(FamilyPageView(family_id=i, purpose=why))
        for i in (ids * runs)[: 10 * runs]
    ]
    opened, slow_open = spread_ms(opens)
    listed = median_ms(lambda: keeper.ask(FamilyList(page=Page(limit=50))), runs * 3)
    work = median_ms(lambda: keeper.ask(MyWorkPage()), runs * 3)
    return [
        Figure(f"search, key to rows, {role}", search, "ms", 50, f"keys 0.1 s apart; 95 %: {slow_search:.0f} ms"),
        Figure(f"open a family with its audit entry, {role}", opened, "ms", 100,
               f"95 %: {slow_open:.0f} ms"),
        Figure(f"a page of families, {role}", listed, "ms", 50),
        Figure(f"My work, {role}", work, "ms", 0),
    ]  # fmt: skip


def _saves(keeper: RunningKeeper, runs: int, subjects: Subjects) -> list[Figure]:
    family = _with_case(keeper)
    subjects.family_id, case_id = family.id, family.case.id
    draft = next((one.id for one in family.assessments if one.status == "draft"), 0)
    subjects.assessment_id = draft or keeper.ask(StartAssessment(case_id=case_id)).id
    opened = keeper.ask(AssessmentPage(assessment_id=subjects.assessment_id))
    field = next(
        f"{section.id}.{field.id}"
        for section in form(opened.form_id, opened.form_version).section
        for field in section.field
        if field.kind == "text" and section.per == "family"
    )
    answers = _Saver(keeper, opened.id, opened.version)
    saved, slow = spread_ms(
        [lambda n=n: answers.save({field: f"What was said, {n}"}) for n in range(5 * runs)]
    )
    figures = [Figure("save answers with the audit entry", saved, "ms", 50, f"95 %: {slow:.0f} ms")]
    plan = keeper.ask(StartPlan(case_id=case_id))
    plans = _Planner(keeper, plan.id, plan.version)
    saved, slow = spread_ms([lambda n=n: plans.save(n) for n in range(5 * runs)])
    return [
        *figures,
        Figure("save a plan with the audit entry", saved, "ms", 50, f"95 %: {slow:.0f} ms"),
    ]


def _with_case(keeper: RunningKeeper):
    for row in keeper.ask(FamilyList(page=Page(limit=50), status="plan_active")).rows:
        family = keeper.ask(FamilyPageView(family_id=row.id))
        written = any(plan.status in {"draft", "submitted"} for plan in family.plans)
        if family.case is not None and family.case.status != "closed" and not written:
            return family
    raise AssertionError("the demo has no open case without a plan being written")


@dataclass
class _Saver:
    keeper: RunningKeeper
    ident: int
    version: int

    def save(self, changes: dict[str, str]) -> None:
        message = SaveAnswers(assessment_id=self.ident, version=self.version, changes=changes)
        self.version = self.keeper.ask(message).version


@dataclass
class _Planner:
    keeper: RunningKeeper
    ident: int
    version: int

    def save(self, number: int) -> None:
        actions = tuple(ActionDraft(id=n + 10, text=f"Step {n}, {number}") for n in range(12))
        outcomes = tuple(
            OutcomeDraft(id=n + 1, words=f"Goal {n}", actions=actions) for n in range(1)
        )
        message = SavePlan(
            plan_id=self.ident, version=self.version, content=PlanContent(outcomes=outcomes)
        )
        self.version = self.keeper.ask(message).version
