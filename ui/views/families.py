"""Families: search as one types above a table that loads page by page."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from earlyhelp.domain.codes import code_list
from earlyhelp.messages.people import FamilyRow, FoundPerson
from ui.tables.columns import Column
from ui.tables.open_button import open_button
from ui.tables.table import Table
from ui.views.family_form import FormHost
from ui.views.family_rows import coded, match_words, search_line, text_column
from ui.views.form_verbs import FormVerbs
from ui.views.saved_views import SavedViewsChoice
from ui.widgets.banner import Banner
from ui.widgets.basics import Tone, button, label
from ui.widgets.card import Card
from ui.widgets.first_focus import begin_at
from ui.widgets.flow import FlowLayout
from ui.widgets.page_head import PageHead
from ui.wording import day, knows, say

_SEARCH_MS = 150
_STATUSES = ("", "waiting", "draft", "assessing", "assessed", "taf_planned", "plan_active",
             "reviewing", "escalated", "closed")  # fmt: skip
_TONES: dict[str, Tone] = {"late": "danger", "soon": "warn"}


class FamiliesView(FormVerbs, QWidget):
    """Emits what is typed, chosen and opened."""

    typed = Signal(str)
    filtered = Signal(str, str, bool)
    family_opened = Signal(object)
    page_wanted = Signal(object)
    emergency_pressed = Signal()

    def __init__(self, *, may_open_in_emergency: bool = False) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self.head = PageHead(say("rail.families"))
        self._banner = Banner()
        self.search = search_line()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SEARCH_MS)
        self._timer.timeout.connect(lambda: self.typed.emit(self.search.text()))
        self.search.textEdited.connect(lambda _text: self._timer.start())
        self.search.textChanged.connect(lambda text: None if text else self.typed.emit(""))
        if may_open_in_emergency:
            pressed = self.emergency_pressed.emit
            self.head.add_action(button(say("family.standing.emergency_way"), pressed=pressed))
        self.forms = FormHost(self)
        column.addWidget(self.head)
        column.addWidget(self._banner)
        column.addWidget(self.search)
        column.addWidget(self._found_card())
        column.addWidget(self._list_card(), 1)
        begin_at(self, self.search)

    def _found_card(self) -> Card:
        self._found = Card(say("families.found"))
        self._none = label(say("frame.search.none"), "muted")
        self.found_table = Table(
            [
                Column(title=say("families.name"), text=lambda row: row.name, bold=lambda _r: True),
                Column(title=say("families.born"), text=lambda row: day(row.born_on), width=13),
                text_column(say("families.postcode"), "postcode", 11),
                text_column(say("families.reference"), "reference", 18),
                Column(title=say("families.why"), text=lambda row: match_words(row.why)),
            ],
            id_of=lambda row: int(row.family_id),
            name=say("families.found"),
        )
        self.found_table.row_opened.connect(self.family_opened)
        self._found.add_to_head(open_button(self.found_table))
        self._found.body.addWidget(self._none)
        self._found.body.addWidget(self.found_table)
        self._found.hide()
        return self._found

    def _list_card(self) -> Card:
        card = Card(say("families.all"))
        holder = QWidget()
        row = FlowLayout(holder, gap=12, line_gap=8)
        self.status, self.level = QComboBox(), QComboBox()
        for code in _STATUSES:
            self.status.addItem(_state(code) if code else say("families.any_status"), code)
        self.level.addItem(say("families.any_level"), "")
        for item in code_list("level_of_need").items:
            self.level.addItem(item.label, item.code)
        self.late, self.saved = QCheckBox(say("families.late")), SavedViewsChoice()
        for box, name in ((self.status, "families.status"), (self.level, "families.level")):
            box.setAccessibleName(say(name))
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(18)
            box.activated.connect(lambda _place: self._filter())
            row.addWidget(box)
        self.late.clicked.connect(lambda _on: self._filter())
        row.addWidget(self.late)
        row.addWidget(self.saved)
        card.body.addWidget(holder)
        self.table = self._table()
        self._empty = label(say("families.none"), "muted")
        card.body.addWidget(self._empty)
        card.add_to_head(open_button(self.table))
        card.body.addWidget(self.table, 1)
        return card

    def _table(self) -> Table:
        table = Table(
            [
                Column(
                    title=say("families.name"),
                    text=lambda row: row.name,
                    note=_reference,
                    bold=lambda _r: True,
                ),
                Column(
                    title=say("families.next"),
                    text=lambda row: row.next_due,
                    note=_due_on,
                    tone=lambda row: _TONES.get(row.next_due_state),
                ),
                text_column(say("families.lead"), "lead_professional"),
                Column(title=say("families.level"), text=_level, width=10),
                Column(title=say("families.status"), text=_status),
                Column(
                    title=say("families.children"),
                    text=lambda row: str(row.children),
                    align="right",
                    width=8,
                ),
            ],
            id_of=lambda row: int(row.id),
            name=say("families.all"),
            key_of=lambda row: str(row.key),
            least=12,
        )
        table.row_opened.connect(self.family_opened)
        table.page_wanted.connect(self.page_wanted)
        return table

    def show_rows(self, rows: Sequence[FamilyRow], total: int, *, more: bool) -> None:
        """Show the first page."""
        self._banner.leave()
        key = "families.total.one" if total == 1 else "families.total"
        self.head.show_title(say("rail.families"), say(key, total=f"{total:,}"))
        self._empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.table.set_rows(rows, more=more)

    def append_rows(self, rows: Sequence[FamilyRow], *, more: bool) -> None:
        """Add a page."""
        self.table.append_rows(rows, more=more)

    def show_found(self, rows: Sequence[FoundPerson]) -> None:
        """Show what the search found."""
        self._found.show()
        self._none.setVisible(not rows)
        self.found_table.setVisible(bool(rows))
        self.found_table.set_rows(rows)

    def hide_found(self) -> None:
        """Show the list alone."""
        self._found.hide()

    def show_saved(self, names: Sequence[str], chosen: str) -> None:
        """Offer the views somebody keeps."""
        self.saved.show_names(names, chosen)

    def show_filters(self, status: str, level: str, *, late_only: bool) -> None:
        """Set the filters as a kept view has them."""
        self.status.setCurrentIndex(max(self.status.findData(status), 0))
        self.level.setCurrentIndex(max(self.level.findData(level), 0))
        self.late.setChecked(late_only)

    def show_failure(self, sentence: str) -> None:
        """Say what went wrong."""
        self._banner.show_message(say("family.failed"), sentence)

    def _filter(self) -> None:
        self.saved.leave()
        self.filtered.emit(
            self.status.currentData(), self.level.currentData(), self.late.isChecked()
        )


def _level(row: FamilyRow) -> str:
    return coded("level_of_need", row.level).partition(":")[0]


def _status(row: FamilyRow) -> str:
    return _state(row.status)


def _state(code: str) -> str:
    keys = (f"families.state.{code}", f"case.status.{code}")
    return next((say(key) for key in keys if knows(key)), code)


def _reference(row: FamilyRow) -> str:
    return say("families.of", reference=row.reference, team=row.team)


def _due_on(row: FamilyRow) -> str:
    return day(row.next_due_on)
