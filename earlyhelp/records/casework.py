"""Assessments, plans, what is to be done, reviews, readings, contacts, notes, chronology."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from earlyhelp.messages.plans import PlanContent
from earlyhelp.messages.records import ActionText, CodedNeed, Narrative, Reading
from earlyhelp.records.base import Envelope, OfFamily, points_to


class OfCase(OfFamily):
    """A record of one case."""

    __abstract__ = True
    case_id: Mapped[int] = mapped_column(points_to("early_help_case.id"), index=True)


class Assessment(OfCase):
    """An early help assessment: answers per form version.  `status`: draft, complete."""

    __tablename__ = "assessment"
    seals = {"content": ("family", Narrative)}
    form_version: Mapped[int]
    status: Mapped[str]
    author_id: Mapped[int]
    started_on: Mapped[date]
    completed_on: Mapped[date | None]
    sections_done: Mapped[int] = mapped_column(default=0)
    sections_total: Mapped[int] = mapped_column(default=0)
    content: Mapped[Envelope]


class ScaleReading(OfCase):
    """One reading at one event; which area and how high is sealed."""

    __tablename__ = "scale_reading"
    seals = {"reading": ("family", Reading)}
    read_on: Mapped[date]
    event: Mapped[str]
    reading: Mapped[Envelope]


class Need(OfCase):
    """A coded need found by an assessment."""

    __tablename__ = "need"
    seals = {"coded": ("family", CodedNeed)}
    assessment_id: Mapped[int] = mapped_column(points_to("assessment.id"), index=True)
    coded: Mapped[Envelope]


class EarlyHelpPlan(OfCase):
    """A version of the outcomes plan.

    `status`: draft, submitted, returned, authorised, superseded.
    """

    __tablename__ = "early_help_plan"
    __table_args__ = (
        Index("ix_early_help_plan_standing", "status", "family_id", "author_id", "submitted_on"),
    )
    seals = {"content": ("family", PlanContent), "comment": ("family", str)}
    number: Mapped[int]
    status: Mapped[str]
    author_id: Mapped[int]
    started_on: Mapped[date]
    submitted_on: Mapped[date | None]
    authorised_on: Mapped[date | None]
    authorised_by: Mapped[int] = mapped_column(default=0)
    actions_done: Mapped[int] = mapped_column(default=0)
    actions_total: Mapped[int] = mapped_column(default=0)
    content: Mapped[Envelope]
    comment: Mapped[Envelope | None]


class PlanAction(OfCase):
    """An action of an authorised plan, for work lists.  `id` of the draft is `number`."""

    __tablename__ = "plan_action"
    __table_args__ = (Index("ix_plan_action_standing", "family_id", "status"),)
    seals = {"says": ("family", ActionText)}
    plan_id: Mapped[int] = mapped_column(points_to("early_help_plan.id"), index=True)
    number: Mapped[int]
    due_on: Mapped[date]
    status: Mapped[str]
    done_on: Mapped[date | None]
    says: Mapped[Envelope]


class WorkItem(OfFamily):
    """One thing to do, and when; kept by the program beside the records it follows from.

    `kind`: request, contact, assessment, review, action.  `subject_id` is the record to be worked
    on.  Lateness is not kept: it is `due_on` against today.
    """

    __tablename__ = "work_item"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id"),
        Index("ix_work_item_team_due", "team_id", "due_on", "kind", "family_id"),
    )
    team_id: Mapped[int] = mapped_column(points_to("team.id"))
    kind: Mapped[str]
    subject_id: Mapped[int]
    limit_id: Mapped[str]
    due_on: Mapped[date]
    warn_on: Mapped[date]


class Oversight(OfCase):
    """A manager's decision and why, kept on the case."""

    __tablename__ = "oversight"
    seals = {"content": ("family", Narrative)}
    decided_at: Mapped[datetime]
    decided_by: Mapped[int]
    decision: Mapped[str]
    content: Mapped[Envelope]


class Review(OfCase):
    """A review of the plan."""

    __tablename__ = "review"
    seals = {"content": ("family", Narrative)}
    plan_id: Mapped[int] = mapped_column(points_to("early_help_plan.id"), index=True)
    held_on: Mapped[date]
    next_on: Mapped[date | None]
    mode: Mapped[str]
    decision: Mapped[str]
    recorded_by: Mapped[int]
    content: Mapped[Envelope]


class Contact(OfFamily):
    """A contact with the family, or an attempt."""

    __tablename__ = "contact"
    seals = {"content": ("family", Narrative)}
    happened_on: Mapped[date]
    kind: Mapped[str]
    successful: Mapped[bool]
    recorded_by: Mapped[int]
    content: Mapped[Envelope]


class CaseNote(OfFamily):
    """A case note."""

    __tablename__ = "case_note"
    seals = {"content": ("family", Narrative)}
    written_at: Mapped[datetime]
    author_id: Mapped[int]
    content: Mapped[Envelope]


class ChronologyEvent(OfFamily):
    """A significant event, by the day it happened."""

    __tablename__ = "chronology_event"
    seals = {"content": ("family", Narrative)}
    happened_on: Mapped[date]
    kind: Mapped[str]
    recorded_by: Mapped[int]
    content: Mapped[Envelope]
