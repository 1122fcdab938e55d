"""Anonymised figures on the screen: publishing, releases, tables with hidden cells, export."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from earlyhelp.figures.presets import preset_names
from earlyhelp.messages.figures import ReleaseRow
from ui.forms.error_summary import ErrorSummary
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.views.figures_export import ExportCard
from ui.views.figures_publish import Preset, PublishCard
from ui.views.figures_tables import TablePage, figures_card
from ui.views.telling import TellsOutcome
from ui.widgets.banner import Banner
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.first_focus import begin_at, bring_into_view
from ui.widgets.fold import Fold
from ui.widgets.page_head import PageHead
from ui.widgets.receipt import ReceiptLine
from ui.wording import day, say


class FiguresView(TellsOutcome, QWidget):
    """What a role may not do is not there."""

    release_chosen = Signal(object)

    def __init__(self, *, may_publish: bool, may_export: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self._head = PageHead()
        self._head.show_title(say("rail.figures"), say("figurepage.note"))
        self._receipt, self._failure, self.summary = ReceiptLine(), Banner(), ErrorSummary()
        self.publish, self.export = PublishCard(), ExportCard()
        self._may_export = may_export
        self.releases = Table(_columns(), lambda row: row.id, say("figurepage.releases"))
        releases = Card(say("figurepage.releases"))
        self._no_releases = label(say("figurepage.releases.none"), "muted")
        releases.body.addWidget(self._no_releases)
        releases.body.addWidget(self.releases)
        self._title = label(kind="heading")
        self.report = Fold(say("figurepage.report.show"), say("figurepage.report.hide"))
        self._tables = QVBoxLayout()
        self._tables.setSpacing(16)
        self.to_export = self._head.add_action(
            button(say("figurepage.export.title"), pressed=partial(self._go_to, "purpose"))
        )
        for part in (self._head, self._receipt, self._failure, self.summary):
            column.addWidget(part)
        for card in (self.publish, releases, self._title):
            column.addWidget(card)
        self.publish.setVisible(may_publish)
        column.addLayout(self._tables)
        column.addWidget(self.report)
        column.addWidget(self.export)
        column.addStretch(1)
        for later in (self._title, self.report, self.export, self.to_export):
            later.hide()
        self.releases.row_chosen.connect(self.release_chosen)
        self.summary.link_chosen.connect(self._go_to)
        begin_at(self, self.publish.from_on if may_publish else self.releases)

    def show_presets(self, presets: Sequence[Preset]) -> None:
        """Show the ways of protecting figures."""
        self.publish.show_presets(presets)

    def show_releases(self, rows: Sequence[ReleaseRow]) -> None:
        """Show the releases, newest first."""
        self.releases.set_rows(rows)
        self.releases.setVisible(bool(rows))
        self._no_releases.setVisible(not rows)

    def choose(self, release_id: int) -> None:
        """Choose a release, as if its row was."""
        self.releases.choose(release_id)

    def show_release(self, title: str, report: Sequence[str], tables: Sequence[TablePage]) -> None:
        """Show one release: its tables; folded under them, what was suppressed and why."""
        self._failure.leave()
        self._title.setText(title)
        self.report.show_lines("\n".join(report))
        self._title.show()
        self.report.setVisible(bool(report))
        for part in (self.export, self.to_export):
            part.setVisible(self._may_export)
        while item := self._tables.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for page in tables:
            self._tables.addWidget(figures_card(page))

    def show_progress(self, done: int, total: int) -> None:
        """Show how far publishing is."""
        self.publish.show_progress(done, total)

    def hide_progress(self) -> None:
        """Publishing is over."""
        self.publish.hide_progress()

    def show_export(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show the receipt of an export."""
        self.export.show_receipt(lines)

    def show_errors(self, errors: dict[str, str]) -> None:
        """Show what is wrong."""
        for key, box in (*self.publish.boxes.items(), *self.export.boxes.items()):
            box.show_error(errors.get(key, ""))
        self.summary.show_errors(errors)

    def _go_to(self, key: str) -> None:
        inputs: dict[str, QWidget] = {
            "from_on": self.publish.from_on,
            "to_on": self.publish.to_on,
            "purpose": self.export.purpose,
            "recipient": self.export.recipient,
            "path": self.export.path,
        }
        reached = inputs.get(key, self.releases)
        reached.setFocus()
        bring_into_view(reached)


def _columns() -> list[Column[ReleaseRow]]:
    return [
        Column(
            title=say("figurepage.column.period"),
            text=lambda row: say("figurepage.period", first=day(row.from_on), last=day(row.to_on)),
        ),
        Column(
            title=say("figurepage.column.preset"),
            text=lambda row: preset_names().get(row.preset, row.preset),
            width=30,
        ),
        Column(
            title=say("figurepage.column.cases"),
            text=lambda row: row.cases,
            align="right",
            width=10,
        ),
        Column(
            title=say("figurepage.column.tables"),
            text=lambda row: str(row.tables),
            align="right",
            width=10,
        ),
        Column(
            title=say("figurepage.column.published"),
            text=lambda row: day(row.published_at),
            width=14,
        ),
    ]
