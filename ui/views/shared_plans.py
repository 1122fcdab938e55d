"""A partner's second page: the plans they were shown, and what each family agreed to.  Asks nothing itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from earlyhelp.messages.partner_shares import AgreedRow, SharedLine, SharedPlan, SharedPlanRow
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.views.family_sharing import permitted_words
from ui.views.telling import TellsFailure
from ui.widgets.banner import Banner
from ui.widgets.basics import label
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.first_focus import begin_at
from ui.widgets.page_head import PageHead
from ui.wording import day, say

_Part = tuple[int, str, SharedLine]


class SharedPlansView(TellsFailure, QWidget):
    """The families in a table; below it the plan of the chosen one, which `family_chosen` asks for."""

    family_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self._quiet = False  # while rows are set: only a person's choice is a look
        self._failure = Banner()
        self.families = Table(
            _family_columns(), lambda row: row.family_id, say("shared_plans.families")
        )
        self._empty = EmptyState(say("shared_plans.none"), say("shared_plans.none.note"))
        top = Card()
        for part in (label(say("shared_plans.hint"), "hint"), self.families, self._empty):
            top.body.addWidget(part)
        self.parts = Table(_part_columns(), lambda row: row[0], say("shared_plans.parts"))
        self.agreed = Table(_agreed_columns(), id, say("shared_plans.agreed"))
        self._plan, self._said = Card(say("shared_plans.parts")), Card(say("shared_plans.agreed"))
        self._as_of = label(kind="hint")
        for part in (self._as_of, self.parts):
            self._plan.body.addWidget(part)
        for part in (label(say("shared_plans.agreed.hint"), "hint"), self.agreed):
            self._said.body.addWidget(part)
        head = PageHead(say("rail.shared_plans"))
        for row in (head, self._failure, top, self._plan, self._said):
            column.addWidget(row)
        column.addStretch(1)
        self.families.row_chosen.connect(self._chosen)
        begin_at(self, self.families)
        self.show_families(())

    def show_families(self, rows: tuple[SharedPlanRow, ...]) -> None:
        """Show the families; the chosen one stays chosen, and its plan is asked for anew."""
        self._failure.leave()
        kept = self.families.chosen_id()
        known = [row.family_id for row in rows]
        self._quiet = True
        self.families.set_rows(rows)
        self.families.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        chosen = kept if kept in known else next(iter(known), 0)
        if chosen:
            self.families.choose(chosen)
        self._quiet = False
        self.show_plan(None)
        if chosen:
            self.family_chosen.emit(chosen)

    def show_plan(self, plan: SharedPlan | None) -> None:
        """Show one family's plan, or none."""
        for card in (self._plan, self._said):
            card.setVisible(plan is not None)
        self.parts.set_rows(_parts(plan) if plan else ())
        self.agreed.set_rows(plan.agreed if plan else ())
        if plan is not None:
            row = plan.row
            self._plan.set_title(say("shared_plans.plan_of", family=row.family or row.reference))
            as_of = say("shared_plans.as_of", number=row.number, date=day(row.shared_on))
            self._as_of.setText(as_of)

    def _chosen(self, family_id: int | None) -> None:
        if family_id and not self._quiet:
            self._failure.leave()
            self.family_chosen.emit(family_id)


def _parts(plan: SharedPlan) -> tuple[_Part, ...]:
    lines = [(section.title, line) for section in plan.sections for line in section.lines]
    return tuple((place, title, line) for place, (title, line) in enumerate(lines, start=1))


def _family_columns() -> list[Column[SharedPlanRow]]:
    return [
        Column(
            title=say("own_actions.family"), text=lambda row: row.family or row.reference,
            note=lambda row: row.reference if row.family else "", bold=lambda _row: True,
        ),
        Column(title=say("shared_plans.what_shown"), text=_shown),
    ]  # fmt: skip


def _shown(plan: SharedPlanRow) -> str:
    return say("shared_plans.shown", number=plan.number, date=day(plan.shared_on))


def _part_columns() -> list[Column[_Part]]:
    return [
        Column(
            title=say("shared_plans.part"), text=lambda row: row[2].title or row[1],
            note=lambda row: row[1] if row[2].title else "", bold=lambda _row: True, width=20,
        ),
        Column(title=say("shared_plans.words"), text=lambda row: row[2].text),
    ]  # fmt: skip


def _agreed_columns() -> list[Column[AgreedRow]]:
    return [
        Column(
            title=say("shared_plans.who"), text=lambda row: row.name, bold=lambda _row: True,
            width=20,
        ),
        Column(
            title=say("shared_plans.what"), text=lambda row: permitted_words(row.permitted),
            note=_until,
        ),
    ]  # fmt: skip


def _until(row: AgreedRow) -> str:
    return say("family.sharing.until", date=day(row.until_on)) if row.until_on else ""
