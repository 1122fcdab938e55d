"""Agreement and sharing: what was agreed, the grid of people and services, what was told or kept back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from earlyhelp.messages.family_view import FamilyView
from earlyhelp.messages.sharing import SharingCell, SharingLogRow, SharingPerson, SharingView
from ui.tables.columns import AnyColumn, Column
from ui.tables.table import Table
from ui.views.family_partners import PartnersPart
from ui.views.family_rows import coded, text_column
from ui.views.family_sections import Section, statements
from ui.widgets.basics import Tone, label
from ui.wording import day, say

_TONES: dict[str, Tone] = {"all": "go", "some": "info", "none": "plain"}
_LOUD = frozenset({"refused", "withdrawn", "expired", "ask_themselves", "ask_carer"})


class SharingSection(QWidget):
    """Statements, the grid, partners, the log; all but the first are read when the section is opened."""

    form_wanted = Signal(str, object)
    partners_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.statements = statements()
        self.grid = Section(say("family.sharing.grid"))
        self.grid.card.body.addWidget(label(say("family.sharing.note"), "hint"))
        self._ended = label("", "error")
        self._ended.hide()
        self.grid.card.body.addWidget(self._ended)
        self._ask = self.grid.add_form_button("sharing", "agreement:record")
        self._table: Table | None = None
        self._may_partners = False
        self.log = Section(say("family.sharing.log"))
        self.log.add_form_button("disclosure", "sharing:decide")
        self.entries = Table(_log_columns(), lambda row: row.id, say("family.sharing.log"))
        self.log.card.body.addWidget(self.entries)
        self.partners = PartnersPart()
        for part in (self.statements, self.grid, self.partners, self.log):
            part.form_wanted.connect(self.form_wanted)
            column.addWidget(part)
        column.addStretch(1)

    def show_family(self, family: FamilyView) -> None:
        """Show the statements; the rest comes when it is asked for."""
        self.statements.show_family(family)
        self.grid.show_permitted(family.may)
        self.log.show_permitted(family.may)
        self._may_partners = "partner:share" in family.may
        self.partners.setVisible(self._may_partners)

    def show_sharing(self, view: SharingView) -> None:
        """Show the grid and the log."""
        if self._table is not None:
            self._table.hide()
            self._table.deleteLater()
        self._table = Table(
            _grid_columns(view), lambda row: hash(row[0]), say("family.sharing.grid")
        )
        self.grid.card.body.addWidget(self._table)
        rows = _grid_rows(view)
        self.grid.show_none(empty=not rows)
        self._table.setVisible(bool(rows))
        self._table.set_rows(rows)
        self._ended.setVisible(bool(view.ended))
        if view.ended:
            self._ended.setText(say(f"family.sharing.ended.{view.ended}"))
        self.log.show_none(empty=not view.log)
        self.entries.setVisible(bool(view.log))
        self.entries.set_rows(view.log)
        if self._may_partners:
            self.partners_wanted.emit()


_GridRow = tuple[str, dict[int, SharingCell]]


def _grid_rows(view: SharingView) -> list[_GridRow]:
    """Return one row for each service with the cells of everybody."""
    return [
        (agency, {cell.person_id: cell for cell in view.cells if cell.agency == agency})
        for agency in view.agencies
    ]


def _grid_columns(view: SharingView) -> Sequence[AnyColumn]:
    service: AnyColumn = Column(
        title=say("family.sharing.agency"), text=lambda row: row[0], bold=lambda _row: True
    )
    return (service, *(_person_column(person) for person in view.people))


def _person_column(person: SharingPerson) -> AnyColumn:
    def cell(row: _GridRow) -> SharingCell:
        return row[1][person.person_id]

    return Column(
        title=person.name,
        text=lambda row: cell_words(cell(row)),
        tone=lambda row: _cell_tone(cell(row)),
        note=lambda row: _cell_note(cell(row)),
    )


def cell_words(cell: SharingCell) -> str:
    """Return a cell of the grid in a few words."""
    if cell.state == "none":
        return say(f"family.sharing.reason.{cell.reason or 'not_asked'}")
    return say(f"family.sharing.{cell.state}")


def _cell_tone(cell: SharingCell) -> Tone:
    return "warn" if cell.state == "none" and cell.reason in _LOUD else _TONES[cell.state]


def _cell_note(cell: SharingCell) -> str:
    """Return what may be told for what, until when, and what to check."""
    lines = [permitted_words(cell.permitted)] if cell.permitted else []
    if cell.until_on:
        lines.append(say("family.sharing.until", date=day(cell.until_on)))
    if cell.check:
        lines.append(say("family.sharing.check"))
    return "\n".join(lines)


def permitted_words(permitted: tuple[tuple[str, str], ...]) -> str:
    """Return what may be told for what, purposes of the same information together."""
    by_purpose: dict[str, list[str]] = {}
    for purpose, data_class in permitted:
        by_purpose.setdefault(purpose, []).append(say(f"sharing.class.{data_class}"))
    together: dict[str, list[str]] = {}
    for purpose, classes in by_purpose.items():
        together.setdefault(", ".join(classes), []).append(say(f"sharing.purpose.{purpose}"))
    return "\n".join(
        say("family.sharing.cell", purpose=", ".join(purposes), classes=classes)
        for classes, purposes in together.items()
    )


def _log_columns() -> Sequence[AnyColumn]:
    return (
        Column(title=say("family.sharing.when"), text=_when, width=14),
        Column(
            title=say("family.sharing.decision"),
            text=lambda row: say(f"family.sharing.{row.decision}"),
            tone=lambda row: "go" if row.decision == "shared" else "plain",
            note=lambda row: coded("sharing_basis", row.basis),
            width=18,
        ),
        Column(title=say("family.sharing.whom"), text=_whom, note=_package),
        Column(title=say("family.sharing.what"), text=_what),
        Column(title=say("family.sharing.why"), text=lambda row: row.note.reason, note=_told),
        text_column(say("family.author"), "by", 16),
    )


def _when(row: SharingLogRow) -> str:
    return day(row.at)


def _whom(row: SharingLogRow) -> str:
    return ", ".join(one for one in (row.note.reader, row.note.agency) if one)


def _package(row: SharingLogRow) -> str:
    return say(f"family.sharing.package.{row.package}") if row.package else ""


def _what(row: SharingLogRow) -> str:
    return "; ".join(row.note.what)


def _told(row: SharingLogRow) -> str:
    if row.decision != "shared" or row.note.told_family:
        return ""
    return say("family.sharing.untold", why=row.note.not_told_why)
