"""Questions about looks as a table, and the answer to the one that is chosen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from earlyhelp.domain.codes import code_list
from earlyhelp.domain.unusual import RULES
from earlyhelp.messages.looks import HitPage, HitRow
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.views.audit_words import family_words
from ui.widgets.basics import Tone, button, label
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.wording import day, one_or_more, say

_STATES = ("open", "raised", "accepted")
#: rules that the audit is gone through for; looks at decoys have a section of their own
_LISTED = tuple(rule for rule in RULES if rule != "decoy")


class HitSection(QWidget):
    """`filtered` carries rule and state; `answered` a question and a reason."""

    filtered = Signal(str, str)
    page_wanted = Signal()
    answered = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.rule, self.state, self.reason = QComboBox(), QComboBox(), reasons()
        self._fill({})
        for code in _STATES:
            self.state.addItem(say(f"reviews.state.{code}"), code)
        for made in (self.rule, self.state):
            made.activated.connect(self._filter)
        self.table = Table(_columns(), id_of=lambda row: row.id, name=say("reviews.table"), least=5)
        self.table.page_wanted.connect(lambda _key: self.page_wanted.emit())
        self._empty = EmptyState(say("reviews.none"), say("reviews.none.note"))
        card = Card()
        card.body.addWidget(_line((("rule", self.rule), ("state", self.state))))
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self._empty)
        self.answer = button(say("reviews.answer"), "go", self._answer)
        self._about = label(say("reviews.choose"), "muted")
        answer = Card(say("reviews.answer.title"))
        answer.body.addWidget(self._about)
        answer.body.addWidget(_line((("reason", self.reason),)))
        answer.body.addWidget(self.answer)
        self.table.row_chosen.connect(self._chosen)
        column.addWidget(card, 1)
        column.addWidget(answer)
        self._rows: dict[int, HitRow] = {}

    def show_page(self, page: HitPage) -> None:
        """Show the first page of a filter."""
        self._fill(page.open_by_rule)
        self._rows = {row.id: row for row in page.rows}
        self.table.set_rows(page.rows, more=bool(page.next_after))
        self.table.setVisible(bool(page.rows))
        key = "none" if page.scanned_at else "never"
        self._empty.show_words(say(f"reviews.{key}"), say(f"reviews.{key}.note"))
        self._empty.setVisible(not page.rows)
        if page.rows:
            self.table.choose(page.rows[0].id)
        self._chosen(page.rows[0].id if page.rows else 0)

    def append_page(self, page: HitPage) -> None:
        """Add the page that was asked for."""
        self._rows |= {row.id: row for row in page.rows}
        self.table.append_rows(page.rows, more=bool(page.next_after))

    def _fill(self, counts: dict[str, int]) -> None:
        chosen = self.rule.currentData() or ""
        self.rule.clear()
        every = sum(count for rule, count in counts.items() if rule != "sample")
        self.rule.addItem(
            say("reviews.rule.counted", rule=say("reviews.rule.all"), count=every), ""
        )
        for code in _LISTED:
            words = say(
                "reviews.rule.counted", rule=say(f"reviews.rule.{code}"), count=counts.get(code, 0)
            )
            self.rule.addItem(words, code)
        self.rule.setCurrentIndex(max(self.rule.findData(chosen), 0))

    def _filter(self) -> None:
        self.filtered.emit(self.rule.currentData(), self.state.currentData())

    def _chosen(self, row_id: int) -> None:
        row = self._rows.get(row_id)
        mine = row is not None and row.mine
        self.answer.setEnabled(row is not None and not mine and row.status != "accepted")
        self._about.setText(say("reviews.choose") if row is None else _sentence(row))

    def _answer(self) -> None:
        self.answered.emit(self.table.chosen_id() or 0, self.reason.currentData() or "")


def reasons() -> QComboBox:
    """Return a box with the reasons a look is accepted or raised for; none is chosen."""
    made = QComboBox()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(
        24
    )  # longer reasons show in the list: at 200 % text a page is narrow
    made.addItem(say("reviews.reason.choose"), "")
    for item in code_list("look_decision").items:
        made.addItem(say(f"reviews.reason.{item.group}", words=item.label), item.code)
    made.setAccessibleName(say("reviews.reason"))
    return made


def _line(parts: tuple[tuple[str, QComboBox], ...]) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(holder, gap=16, line_gap=8)
    for key, made in parts:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        words = say(f"reviews.{key}")
        column.addWidget(label(words, "label", wrap=False))
        column.addWidget(made)
        made.setAccessibleName(words)
        flow.addWidget(part)
    return holder


def _columns() -> list[Column[HitRow]]:
    return [
        Column(title=say("reviews.column.why"), text=_why, tone=_tone),
        Column(title=say("reviews.column.who"), text=lambda r: r.who, note=_role, width=22),
        Column(title=say("reviews.column.family"), text=_family, width=22),
        Column(title=say("reviews.column.day"), text=lambda r: day(r.on), width=13),
        Column(
            title=say("reviews.column.count"), text=lambda r: str(r.count), align="right", width=7
        ),
        Column(
            title=say("reviews.column.answer"),
            text=_answered,
            note=lambda r: r.decided_by,
            width=20,
        ),
    ]


def _why(row: HitRow) -> str:
    return say(f"reviews.rule.{row.rule}")


def _tone(row: HitRow) -> Tone:
    tones: dict[str, Tone] = {"near": "danger", "sample": "plain"}
    return tones.get(row.rule, "warn")


def _role(row: HitRow) -> str:
    role = say(f"role.{row.role}") if row.role else ""
    return say("reviews.mine", role=role) if row.mine else role


def _family(row: HitRow) -> str:
    if not row.family_id:
        return say("reviews.several")
    known = row.family and not row.by_number
    return row.family if known else family_words(row.family_id, row.family)


def _answered(row: HitRow) -> str:
    return code_list("look_decision").label(row.reason) if row.reason else ""


def _sentence(row: HitRow) -> str:
    key = "reviews.about.mine" if row.mine else "reviews.about"
    about = say(one_or_more(f"reviews.explain.{row.rule}", row.count), count=row.count)
    return say(key, who=row.who, day=day(row.on), about=about)
