"""The plan of a family: the one in force at a glance, what to do next, every version.  Decides nothing."""

from PySide6.QtWidgets import QWidget

from earlyhelp.messages.family_view import FamilyView, PlanLine
from ui.tables.columns import AnyColumn, Column
from ui.views.family_overview import in_force, outcomes_table, show_done
from ui.views.family_rows import date_column, state_column, text_column
from ui.views.family_sections import ListSection
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.pill import PillRow
from ui.wording import knows, say

_WRITING = frozenset({"draft", "returned"})


class PlanSection(ListSection):
    """Emits `row_opened` with a version, `start_pressed` where there is one to start."""

    def __init__(self) -> None:
        super().__init__(
            say("family.plans"),
            _versions(),
            lambda family: family.plans,
            opens=True,
        )
        self._force, self._done = Card(say("family.plan")), PillRow()
        self._force.add_to_head(self._done)
        self._stands = label()
        self._outcomes = outcomes_table()
        self._shown = self._newest = 0  # the plan in force and the version to go on with
        self.open = button(say("family.plan.open"), pressed=lambda: self._tell(self._shown))
        self.go_on = button(
            say("family.plan.continue", number=1), "go", lambda: self._tell(self._newest)
        )
        self.start = button(say("family.plan.start"), "go", self.start_pressed.emit)
        self.next = button(say("family.plan.next"), pressed=self.start_pressed.emit)
        self.waiting = button(
            say("family.plan.look", number=1), pressed=lambda: self._tell(self._newest)
        )
        holder = QWidget()
        actions = FlowLayout(holder, gap=8, line_gap=8)
        for part in (self.open, self.start, self.go_on, self.waiting, self.next):
            actions.addWidget(part)
        self._force.body.addWidget(self._stands)
        self._force.body.addWidget(holder)
        self._force.body.addWidget(self._outcomes)
        self.column.insertWidget(0, self._force)

    def show_family(self, family: FamilyView) -> None:
        """Show the plan in force and the versions; offer the step that can be taken."""
        super().show_family(family)
        self._show_force(family, in_force(family))
        case_id = family.case.id if family.case is not None else 0
        ours = [one for one in family.plans if one.case_id == case_id]
        newest = max(ours, key=lambda one: one.number, default=None)
        self._show_next(newest, may_write="plan:save" in family.may)
        self.card.setVisible(bool(family.plans))

    def _show_force(self, family: FamilyView, plan: PlanLine | None) -> None:
        self._shown = plan.id if plan is not None else 0
        self._force.set_title(say("family.plan"))
        self._outcomes.setVisible(plan is not None)
        self.open.setVisible(plan is not None)
        self._done.setVisible(plan is not None)
        if plan is not None:
            show_done(self._force, self._done, plan)
            self._outcomes.set_rows(family.outcomes)

    def _show_next(self, newest: PlanLine | None, *, may_write: bool) -> None:
        """Offer the one step that can be taken with the newest version of this case's plan."""
        status = newest.status if newest is not None else ""
        number = newest.number if newest is not None else 0
        self._newest = newest.id if newest is not None else 0
        key = f"family.plan.stands.{status}"
        lines = [say(key, number=number)] if knows(key) else []
        if not self._shown:
            lines.insert(0, say("family.plan.none"))
        self._stands.setText("\n".join(lines))
        self._stands.setVisible(bool(lines))
        self.go_on.setText(say("family.plan.continue", number=number))
        self.waiting.setText(say("family.plan.look", number=number))
        steps = {"": self.start, "submitted": self.waiting, **dict.fromkeys(_WRITING, self.go_on)}
        step = steps.get(status, self.next)
        for made in (self.start, self.go_on, self.waiting, self.next):
            made.setVisible(made is step and (may_write or made is self.waiting))

    def _tell(self, plan_id: int) -> None:
        if plan_id:
            self.row_opened.emit(plan_id)


def _versions() -> list[AnyColumn]:
    return [
        Column(title=say("family.plan.version"), text=lambda row: f"{row.number}", width=8),
        state_column(20),
        date_column(say("family.started"), "started_on"),
        date_column(say("family.authorised"), "authorised_on"),
        Column(
            title=say("family.plan.done"),
            text=lambda row: say(
                "family.assessment.done", done=row.actions_done, total=row.actions_total
            ),
            width=14,
        ),
        text_column(say("family.author"), "author"),
    ]
