"""Records the papers of one made-up case in the shapes the handlers use.  Goes round no check."""

from datetime import UTC, date, datetime, time, timedelta

from msgspec.structs import replace

from earlyhelp.demo.assessment_paper import as_far_as, assessment_answers, check_answers
from earlyhelp.demo.first_papers import NOTICE, agreement_answers, notice_answers
from earlyhelp.demo.lots import one_in, weighted
from earlyhelp.demo.plan_papers import (
    ENDINGS,
    Held,
    action_counts,
    closure_of,
    done_on,
    plan_content,
    review_of,
)
from earlyhelp.demo.stories import Teller
from earlyhelp.demo.telling import Tale
from earlyhelp.forms.definition import Answers, FormDefinition
from earlyhelp.forms.loader import form
from earlyhelp.forms.managers_part import how_far
from earlyhelp.forms.promote import scale_answers
from earlyhelp.messages.plans import ActionDraft, PlanContent
from earlyhelp.messages.records import ActionText, CodedNeed, Narrative, Reading
from earlyhelp.records.base import OfFamily
from earlyhelp.records.cases import Agreement, Case, Closure, LevelOfNeed, PrivacyNotice
from earlyhelp.records.casework import (
    Assessment,
    EarlyHelpPlan,
    Need,
    Oversight,
    PlanAction,
    Review,
    ScaleReading,
)
from earlyhelp.storage.unit_of_work import UnitOfWork

_FORM = "early_help_assessment"


def at_ten(day: date) -> datetime:
    """Return an instant of that day, during work."""
    return datetime.combine(day, time(10, 20), UTC)


def filled(form_id: str, answers: Answers, **more: dict[int, str] | dict[int, int]) -> Narrative:
    """Return a filled form of the newest version."""
    version = form(form_id).version
    return Narrative(form_id=form_id, form_version=version, answers=answers, **more)  # type: ignore[arg-type]


class CaseRows:
    """Records one case, paper by paper, as far as its course has come."""

    def __init__(
        self, uow: UnitOfWork, case: Case, tale: Tale, teller: Teller | None = None
    ) -> None:
        self._uow, self._case, self._tale, self._teller = uow, case, tale, teller
        self._children = [one.id for one in tale.home.children]

    def record(self) -> None:
        """Record everything that has happened."""
        course = self._tale.course
        if course.contacted:
            self._agree(course.contacted)
        if course.begun:
            self._assess(course.begun)
        if course.planned:
            self._plan(course.planned)

    def _of(self, kind: type[OfFamily], **columns: object) -> OfFamily:
        return kind(family_id=self._case.family_id, **columns)

    def _agree(self, on: date) -> None:
        tale, uow = self._tale, self._uow
        agreement = self._of(Agreement, status="given", given_on=on, recorded_by=tale.lead_id)
        uow.add(agreement, content=filled("agreement", agreement_answers(tale, on)))
        notice = self._of(
            PrivacyNotice, notice_version=NOTICE, given_on=on, recorded_by=tale.lead_id
        )
        uow.add(notice, content=filled("privacy_notice", notice_answers(tale, on)))

    def _assess(self, begun: date) -> None:
        tale, definition = self._tale, form(_FORM)
        assessed = tale.course.assessed
        answers = assessment_answers(tale, begun, assessed)
        if assessed is None:
            answers = as_far_as(answers, definition, tale.draw.uniform(0.1, 0.9))
        done, total = how_far(definition, answers, self._children)
        row = self._of(
            Assessment, case_id=self._case.id, form_version=definition.version,
            status="complete" if assessed else "draft", author_id=tale.lead_id, started_on=begun,
            completed_on=assessed, sections_done=total if assessed else done, sections_total=total,
        )  # fmt: skip
        content = filled(_FORM, answers)
        if tale.course.submitted and tale.course.planned:  # the next before that waits for it
            on, manager = tale.course.planned, self._uow.principal.account_id
            said = check_answers(on)
            content = replace(content, answers=answers | said, checked_by=manager)
            self._oversee(on, "assessment_agreed", str(said["manager.comments"]))
        self._uow.add(row, content=content)
        if assessed:
            self._promote(row, answers, assessed, definition)

    def _promote(
        self, row: OfFamily, answers: Answers, on: date, definition: FormDefinition
    ) -> None:
        self._read(definition, answers, "assessment", on)
        for found in self._tale.needs:
            need = self._of(Need, case_id=self._case.id, assessment_id=row.id)
            coded = CodedNeed(ref=found.words.ref, person_id=found.person_id)
            self._uow.add(need, coded=coded)
        reason = str(answers["analysis.level_reason"])
        self.judge(self._tale.level, on, reason)
        for child in self._children:
            place = f"child_analysis@{child}"
            level, why = answers[f"{place}.level_of_need"], answers[f"{place}.level_reason"]
            self.judge(str(level), on, str(why), child)

    def judge(self, level: str, on: date, reason: str, person_id: int = 0) -> None:
        """Record a judgement of the level of need."""
        row = self._of(
            LevelOfNeed, case_id=self._case.id, person_id=person_id or None, level=level,
            judged_on=on, judged_by=self._tale.lead_id,
        )  # fmt: skip
        self._uow.add(row, content=Narrative(text=reason))

    def _read(self, definition: FormDefinition, answers: Answers, event: str, on: date) -> None:
        for one in scale_answers(definition, answers, self._children):
            row = self._of(ScaleReading, case_id=self._case.id, read_on=on, event=event)
            reading = Reading(
                area=one.area, scorer=one.scorer, value=one.value, person_id=one.person_id
            )
            self._uow.add(row, reading=reading)

    def _plan(self, planned: date) -> None:
        tale = self._tale
        stage, authorised = tale.course.stage, tale.course.authorised
        incomplete = stage == "returned" or (stage == "submitted" and one_in(tale.draw, 40))
        incomplete = incomplete or (stage == "plan_draft" and one_in(tale.draw, 70))
        if self._teller:
            content = self._teller.plan(tale.home, tale.lead_id)
            self._plans_before(self._teller, content)
        else:
            content = plan_content(tale, authorised or tale.today, incomplete=incomplete)
        status = {"plan_draft": "draft", "active": "authorised", "closed": "authorised"}
        plan = EarlyHelpPlan(
            family_id=self._case.family_id, case_id=self._case.id,
            number=self._teller.story.plan_number if self._teller else 1,
            status=status.get(stage, stage), author_id=tale.lead_id, started_on=planned,
            submitted_on=tale.course.submitted, authorised_on=authorised,
            authorised_by=self._uow.principal.account_id if authorised else 0,
        )  # fmt: skip
        comment = tale.sentence("returned") if stage == "returned" else None
        self._uow.add(action_counts(plan, 0, content), content=content, comment=comment)
        if comment and tale.course.submitted:
            self._oversee(tale.today, "plan_returned", comment)
        if authorised:
            self._oversee(authorised, "plan_authorised", tale.sentence("authorised"))
            plan.actions_done = self._put_to_work(plan, content)
            self._review_all(plan, content)

    def _plans_before(self, teller: Teller, content: PlanContent) -> None:
        """Versions that were authorised before; the last is in force while the next one waits."""
        assessed, count = self._tale.course.assessed, teller.story.plan_number
        assert assessed is not None  # nobody plans before
        for number in range(1, count):
            in_force = number == count - 1 and self._tale.course.authorised is None
            on = assessed + timedelta(days=3 * number)
            before = teller.earlier(content)
            plan = EarlyHelpPlan(
                family_id=self._case.family_id, case_id=self._case.id, number=number,
                status="authorised" if in_force else "superseded", author_id=self._tale.lead_id,
                started_on=on, submitted_on=on, authorised_on=on,
                authorised_by=self._uow.principal.account_id,
            )  # fmt: skip
            self._uow.add(action_counts(plan, 0, before), content=before, comment=None)
            self._oversee(on, "plan_authorised", self._tale.sentence("authorised"))
            if in_force:
                plan.actions_done = self._put_to_work(plan, before)
                self._case.status = "plan_active"

    def _oversee(self, on: date, decision: str, text: str) -> None:
        row = self._of(
            Oversight, case_id=self._case.id, decided_at=at_ten(on),
            decided_by=self._uow.principal.account_id, decision=decision,
        )  # fmt: skip
        self._uow.add(row, content=Narrative(text=text))

    def _put_to_work(self, plan: EarlyHelpPlan, content: PlanContent) -> int:
        count = 0
        for action in (one for outcome in content.outcomes for one in outcome.actions):
            done = self._done_on(action)
            row = self._of(
                PlanAction, case_id=self._case.id, plan_id=plan.id, number=action.id,
                due_on=action.due_on, status="done" if done else "open", done_on=done,
            )  # fmt: skip
            self._uow.add(row, says=ActionText(text=action.text, owner=action.owner))
            count += done is not None
        return count

    def _done_on(self, action: ActionDraft) -> date | None:
        if self._teller is None:
            return done_on(self._tale, action)
        is_done = self._teller.done_actions()[action.id]
        return action.due_on if is_done else None

    def _review_all(self, plan: EarlyHelpPlan, content: PlanContent) -> None:
        tale = self._tale
        for event, held_on in enumerate(tale.course.reviews, 1):
            held = review_of(tale, content, event)
            later = tale.course.reviews[event:]
            row = self._of(
                Review, case_id=self._case.id, plan_id=plan.id, held_on=held_on,
                next_on=later[0] if later else tale.course.next_on, mode=held.mode,
                decision=held.decision, recorded_by=tale.lead_id,
            )  # fmt: skip
            self._keep(row, "review", held, held_on)
        if tale.course.closed:
            self._close(content, tale.course.closed)

    def _keep(self, row: OfFamily, form_id: str, held: Held, on: date) -> None:
        self._uow.add(
            row, content=filled(form_id, held.answers, results=held.results, now=held.now)
        )
        self._read(form(form_id), held.answers, form_id, on)

    def _close(self, content: PlanContent, closed: date) -> None:
        tale = self._tale
        reason = weighted(tale.draw, ENDINGS)
        held = closure_of(tale, content, reason)
        row = self._of(
            Closure, case_id=self._case.id, closed_on=closed, reason=reason,
            closed_by=self._uow.principal.account_id,
        )  # fmt: skip
        self._keep(row, "closure", held, closed)
        self.judge(
            str(held.answers["outcomes.level_of_need"]), closed, str(held.answers["reason.explain"])
        )


def between(tale: Tale, first: date, last: date) -> date:
    """Draw a day of a span."""
    return first + timedelta(days=tale.draw.randint(0, max(0, (last - first).days)))
