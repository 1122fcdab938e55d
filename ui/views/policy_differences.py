"""What a person may do, permission by permission, now and after a change.  For any page that changes roles."""

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from earlyhelp.messages.policy_view import PolicyAnswer, PolicyRow
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.widgets.basics import Tone, label
from ui.wording import say


class PolicyDifferences(QWidget):
    """A sentence and a table; `show_answer` fills them before anything is saved."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._sentence = label(say("policy.nothing"))
        self._keys = label(kind="muted")
        self.only = QCheckBox(say("policy.only_changes"))
        self.only.toggled.connect(self._fill)
        self.table = Table(
            _columns(),
            id_of=lambda row: self._places[row.permission],
            name=say("policy.table"),
            least=6,
        )
        for part in (self._sentence, self._keys, self.only):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        self._rows: tuple[PolicyRow, ...] = ()
        self._places: dict[str, int] = {}
        self._keys.hide()

    def show_answer(self, answer: PolicyAnswer) -> None:
        """Show what may be done, what would open first."""
        order = ("opens", "differs", "closes", "same")
        self._rows = tuple(sorted(answer.rows, key=lambda r: (order.index(r.change), r.permission)))
        self._places = {row.permission: place for place, row in enumerate(self._rows, 1)}
        counts = {key: sum(row.change == key for row in self._rows) for key in order}
        changed = len(self._rows) - counts["same"]
        self._sentence.setText(
            say("policy.changes", opens=counts["opens"], closes=counts["closes"],
                differs=counts["differs"])
            if changed
            else say("policy.same", count=counts["same"])
        )  # fmt: skip
        keys = [say("policy.keys.opened", keys=key_names(answer.keys_opened))] * bool(
            answer.keys_opened
        )
        keys += [say("policy.keys.closed", keys=key_names(answer.keys_closed))] * bool(
            answer.keys_closed
        )
        self._keys.setText(" ".join(keys))
        self._keys.setVisible(bool(keys))
        self._fill()

    def _fill(self) -> None:
        changed = [row for row in self._rows if row.change != "same"]
        self.table.set_rows(changed if self.only.isChecked() else self._rows)


def key_names(names: tuple[str, ...]) -> str:
    """Return the names of keys in words."""
    return ", ".join(say(f"policy.key.{name}") for name in names)


def _columns() -> list[Column[PolicyRow]]:
    return [
        Column(title=say("policy.permission"), text=_right),
        Column(title=say("policy.now"), text=_now, width=20),
        Column(title=say("policy.then"), text=_then, tone=_tone, width=22),
        Column(title=say("policy.source"), text=lambda r: r.source),
    ]


def _right(row: PolicyRow) -> str:
    return say(f"right.{row.permission}")


def _now(row: PolicyRow) -> str:
    return reach(row.now, row.families_now)


def _then(row: PolicyRow) -> str:
    return reach(row.then, row.families_then)


def reach(scope: str, families: int) -> str:
    """Return how far a right reaches, with the number of families where it reaches any."""
    words = say(f"policy.scope.{scope}")
    if not families:
        return words
    return say("policy.family" if families == 1 else "policy.families", scope=words, count=families)


def _tone(row: PolicyRow) -> Tone | None:
    tones: dict[str, Tone] = {"opens": "danger", "differs": "warn", "closes": "go"}
    return tones.get(row.change)
