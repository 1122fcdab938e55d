"""The first section of a family: picture, who is helping, plan at a glance, chronology."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from earlyhelp.marks import Drawing
from earlyhelp.messages.family_view import FamilyView, PlanLine
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.views.family_rows import date_column, fit_row, tone_of, wide_row
from ui.views.family_timeline import Timeline
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.drawing import DrawingView
from ui.widgets.pill import PillRow
from ui.wording import day, say

_RECENT = 8


class OverviewSection(QWidget):
    """Emits `form_wanted` for a change of lead and `section_wanted` to read on."""

    form_wanted = Signal(str, object)
    section_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._row = wide_row()
        self._row.addLayout(self._left(), 5)
        self._row.addLayout(self._right(), 6)
        outer.addLayout(self._row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the columns under each other when there is no room beside."""
        super().resizeEvent(event)
        fit_row(self._row, self)

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(16)
        picture = Card(say("family.picture"))
        self._picture = DrawingView(say("family.picture"))
        self._nobody = label(say("family.picture.none"), "muted")
        picture.body.addWidget(self._picture)
        picture.body.addWidget(self._nobody)
        helping = Card(say("family.helping"))
        self._lead = button(say("family.lead.change"), "link")
        self._lead.clicked.connect(lambda _checked=False: self.form_wanted.emit("lead", 0))
        helping.add_to_head(self._lead)
        self._helpers = Table(
            [
                Column(
                    title=say("family.helping.who"),
                    text=lambda row: row.who,
                    bold=lambda row: row.role == "lead" and row.until_on is None,
                ),
                Column(title=say("family.helping.role"), text=lambda row: _role(row.role)),
                date_column(say("family.helping.since"), "since_on"),
                date_column(say("family.helping.until"), "until_on"),
            ],
            id_of=id,
            name=say("family.helping"),
        )
        self._no_helper = label(say("family.helping.none"), "muted")
        helping.body.addWidget(self._helpers)
        helping.body.addWidget(self._no_helper)
        column.addWidget(picture)
        column.addWidget(helping)
        column.addStretch(1)
        return column

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(16)
        self._plan = Card(say("family.plan"))
        self._done = PillRow()
        self._plan.add_to_head(self._done)
        self._outcomes = outcomes_table()
        self._no_plan = label(say("family.plan.none"), "muted")
        self._plan.body.addWidget(self._outcomes)
        self._plan.body.addWidget(self._no_plan)
        chronology = Card(say("family.chronology"))
        more = button(say("family.chronology.all"), "link")
        more.clicked.connect(lambda _checked=False: self.section_wanted.emit("chronology"))
        chronology.add_to_head(more)
        self._chronology = Timeline(say("family.chronology"))
        chronology.body.addWidget(self._chronology)
        column.addWidget(self._plan)
        column.addWidget(chronology)
        column.addStretch(1)
        return column

    def show_picture(self, picture: Drawing) -> None:
        """Show the family picture."""
        self._picture.show_picture(picture)
        self._picture.setVisible(bool(picture.marks))
        self._nobody.setVisible(not picture.marks)

    def show_family(self, family: FamilyView) -> None:
        """Show helpers, plan and the last events."""
        self._lead.setVisible("allocation:change" in family.may)
        self._helpers.set_rows(family.helpers)
        self._helpers.setVisible(bool(family.helpers))
        self._no_helper.setVisible(not family.helpers)
        plan = in_force(family)
        self._outcomes.setVisible(bool(family.outcomes))
        self._no_plan.setVisible(not family.outcomes)
        self._done.setVisible(plan is not None)
        if plan is not None:
            show_done(self._plan, self._done, plan)
        self._outcomes.set_rows(family.outcomes)
        self._chronology.show_rows(family.chronology[:_RECENT])


def show_done(card: Card, pills: PillRow, plan: PlanLine) -> None:
    """Head a card with a plan in force, and say how far it is."""
    when = day(plan.authorised_on)
    card.set_title(say("family.plan.authorised", number=plan.number, date=when))
    done, total = plan.actions_done, plan.actions_total
    words = say("family.plan.actions", done=done, total=total)
    pills.show_pills([(words, "go" if done == total else "warn")])


def in_force(family: FamilyView) -> PlanLine | None:
    """Return the authorised plan of the family's newest case, if there is one."""
    case_id = family.case.id if family.case is not None else 0
    ours = (one for one in family.plans if one.case_id == case_id)
    return next((one for one in ours if one.status == "authorised"), None)


def outcomes_table() -> Table:
    """Make the table of the outcomes of a plan: first → now → goal."""
    return Table(
        [
            Column(
                title=say("family.outcome"),
                text=lambda row: say("family.outcome.quoted", words=row.words),
            ),
            Column(
                title=say("family.outcome.way"),
                text=lambda row: say(
                    "family.outcome.now", first=row.first, now=row.now, goal=row.goal
                ),
                width=14,
            ),
            Column(
                title=say("family.outcome.standing"),
                text=lambda row: row.standing,
                tone=lambda row: tone_of(row.tone),
                width=16,
            ),
        ],
        id_of=lambda row: int(row.id),
        name=say("family.plan"),
    )


def _role(code: str) -> str:
    return say("family.role.lead") if code in {"lead", "lead_professional"} else code
