"""What a paper is made from: rows already read, checked and put into words.  Imports no PDF library."""

from datetime import date
from typing import Any, Literal

from msgspec import Struct

from earlyhelp.forms.definition import Answers, FormDefinition

Reader = Literal["family", "file"]


class PersonLine(Struct, frozen=True, kw_only=True):
    """A person as the paper names them; `family_may_see` is false for somebody kept confidential."""

    person_id: int
    name: str
    born_on: date | None = None
    relationship: str = ""
    is_child: bool = False
    family_may_see: bool = True


class ScaleLine(Struct, frozen=True, kw_only=True):
    """What one person answered to one 0-10 question over time, oldest first."""

    area: str
    scorer: str
    values: tuple[tuple[date, int], ...]


class AssessmentSheet(Struct, frozen=True, kw_only=True):
    """An assessment to print.

    Shape: `labels` maps codes no form offers to words; `known` maps a carried-forward fact
    (`family.members`, for one child `child.facts@<person id>`) to words;
    `withheld` names further sections (`section`) or fields (`section.field`) the family is not given,
    `without` the keys of answers (`section.field@person`); `named` is for whom in the family it is;
    `checked_by` the manager who checked it, empty where nobody is on record.
    """

    family_name: str
    reference: str
    reader: Reader
    printed_on: date
    form: FormDefinition
    answers: Answers
    started_on: date | None = None
    completed_on: date | None = None
    lead_professional: str = ""
    people: tuple[PersonLine, ...] = ()
    labels: dict[str, str] = {}
    known: dict[str, str] = {}
    scales: tuple[ScaleLine, ...] = ()
    withheld: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()
    beside: tuple[str, ...] = ()
    named: str = ""
    checked_by: str = ""


class ActionLine(Struct, frozen=True, kw_only=True):
    """One thing somebody will do; `status` as its code list words it."""

    text: str
    owner: str
    due_on: date | None
    status: str


class OutcomeLine(Struct, frozen=True, kw_only=True):
    """One thing the family wants to change; `baseline`, `now`, `target` and `status` as shown."""

    words: str
    needs: tuple[str, ...] = ()
    baseline: str = ""
    now: str = ""
    target: str = ""
    measure: str = ""
    status: str = ""
    actions: tuple[ActionLine, ...] = ()


class PlanSheet(Struct, frozen=True, kw_only=True):
    """A plan to print; `oversight` (the manager's decision) is printed for the file only.

    Shape: `named` is for whom in the family it is.
    """

    family_name: str
    reference: str
    reader: Reader
    printed_on: date
    version: int
    status: str
    authorised_by: str = ""
    authorised_on: date | None = None
    lead_professional: str = ""
    contingency: str = ""
    outcomes: tuple[OutcomeLine, ...] = ()
    next_review_on: date | None = None
    next_review_with: str = ""
    oversight: str = ""
    beside: tuple[str, ...] = ()
    named: str = ""


class TableLines(Struct, frozen=True, kw_only=True):
    """A table of shown text; every row has as many cells as `headings`."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


class FiguresSheet(Struct, frozen=True, kw_only=True):
    """Figures to print; `charts` are drawings of `earlyhelp.figures.charts`."""

    title: str
    printed_on: date
    period: str = ""
    tables: tuple[TableLines, ...] = ()
    charts: tuple[Any, ...] = ()
    notes: tuple[str, ...] = ()
    personal: bool = False


class GivenLine(Struct, frozen=True, kw_only=True):
    """One question or fact; an empty title continues the one before."""

    title: str
    text: str


class GivenSection(Struct, frozen=True, kw_only=True):
    """What is told under one heading; `source` is where it was written down."""

    title: str
    source: str
    lines: tuple[GivenLine, ...]


class DisclosureSheet(Struct, frozen=True, kw_only=True):
    """A document compiled for one named reader who is not one of the family.

    Shape: `kind` is "assessment" or "plan"; `reader` names the person and, where there is one, the
    organisation.
    """

    kind: str
    reader: str
    purpose: str
    lead_professional: str
    reference: str
    printed_on: date
    sections: tuple[GivenSection, ...]


class SheetPart(Struct, frozen=True, kw_only=True):
    """A part as it is printed: its texts already blacked out; `withheld` says why all of it is."""

    kind: str
    on: date | None
    source: str
    told_by: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    withheld: str = ""


class SubjectSheet(Struct, frozen=True, kw_only=True):
    """A pack to print.

    Shape: `legend` has code, meaning and source of each reason used; `left_out` sentences on what the
           program holds besides; `looks` when, by which role, what; `statements` corrections beside
           what they correct are parts like others.
    """

    reference: str
    subject: str
    printed_on: date
    received_on: date
    mark: str
    parts: tuple[SheetPart, ...] = ()
    legend: tuple[tuple[str, str, str], ...] = ()
    left_out: tuple[str, ...] = ()
    looks: tuple[tuple[str, str, str], ...] = ()
