"""The people of a family, how they belong together, and their homes over time."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from earlyhelp.domain.codes import code_list
from earlyhelp.messages.family_view import CorrectedLine, FamilyView
from earlyhelp.messages.people import HomeRow, PersonRow, RelationshipRow
from ui.tables.columns import Column
from ui.views.family_rows import coded, date_column
from ui.views.family_sections import ListSection
from ui.widgets.basics import label
from ui.wording import day, say


class PeopleSection(QWidget):
    """Emits `form_wanted` with person, relationship or home and the id to correct, 0 to add."""

    form_wanted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._names: dict[int, str] = {}
        self.people, self.ties, self.homes = _people(), self._relationships(), _homes()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        lists = (("person", self.people), ("relationship", self.ties), ("home", self.homes))
        self._corrected = {name: label() for name, _part in lists}
        for name, part in lists:
            part.card.body.addWidget(self._corrected[name])
            part.add_form_button(name, "family:change")
            part.form_wanted.connect(self.form_wanted)
            part.row_opened.connect(lambda ident, name=name: self.form_wanted.emit(name, ident))
            column.addWidget(part)
        column.addStretch(1)

    def show_family(self, family: FamilyView) -> None:
        """Show everybody."""
        self._names = {row.id: _name(row) for row in family.people}
        for part in (self.people, self.ties, self.homes):
            part.show_family(family)
        ids = {
            "person": {family.id, *(row.id for row in family.people)},
            "relationship": {row.id for row in family.relationships},
            "home": {row.id for row in family.homes},
        }
        for name, made in self._corrected.items():
            lines = [one for one in family.corrected if one.record_id in ids[name]]
            made.setText(_corrected(lines, self._names))
            made.setVisible(bool(lines))

    def _relationships(self) -> ListSection:
        return ListSection(
            say("family.relationships"),
            [
                Column(title=say("family.relationship.from"), text=self._from),
                Column(
                    title=say("family.relationship.is"),
                    text=lambda row: coded("relationship", row.bond.code),
                ),
                Column(title=say("family.relationship.to"), text=self._to),
                Column(title=say("family.relationship.pr"), text=_responsibility),
                Column(title=say("family.relationship.contact"), text=lambda row: row.bond.contact),
            ],
            lambda family: family.relationships,
        )

    def _from(self, row: RelationshipRow) -> str:
        return self._names.get(row.from_id, "")

    def _to(self, row: RelationshipRow) -> str:
        return self._names.get(row.to_id, "")


def _corrected(lines: Sequence[CorrectedLine], names: dict[int, str]) -> str:
    """Return what stands beside details: what the record says, then what was decided or said of it."""
    told = [_beside(one, names.get(one.record_id, "")) for one in lines]
    return "\n".join((say("family.beside.title"), *told)) if told else ""


def _beside(line: CorrectedLine, name: str) -> str:
    key = "family.beside.of" if name else "family.beside"
    return say(key, name=name, original=line.original, said=line.said)


def _people() -> ListSection:
    return ListSection(
        say("family.people"),
        [
            Column(title=say("family.person.name"), text=_name, note=_known_as),
            Column(title=say("family.person.role"), text=_role, width=14),
            Column(title=say("family.person.born"), text=_born, note=_age, width=14),
            Column(title=say("family.person.reach"), text=_reach),
            Column(
                title=say("family.person.ethnicity"),
                text=lambda row: coded("ethnicity", row.particulars.ethnicity),
            ),
            Column(title=say("family.person.language"), text=_language),
            Column(title=say("family.person.needs"), text=_needs),
        ],
        lambda family: family.people,
    )


def _homes() -> ListSection:
    return ListSection(
        say("family.homes"),
        [
            Column(title=say("family.home.where"), text=_where, note=_hidden),
            Column(
                title=say("family.home.neighbourhood"),
                text=lambda row: coded("neighbourhood", row.details.neighbourhood),
            ),
            date_column(say("family.home.since"), "from_on"),
            date_column(say("family.home.until"), "until_on"),
        ],
        lambda family: family.homes,
    )


def _name(row: PersonRow) -> str:
    return f"{row.details.forename} {row.details.surname}".strip()


def _known_as(row: PersonRow) -> str:
    known = row.details.known_as
    return say("family.person.known_as", name=known) if known else ""


def _role(row: PersonRow) -> str:
    return coded("person_role", row.role)


def _age(row: PersonRow) -> str:
    """Return the age in words: pictures have room for "38" and "7m" only."""
    if row.age.isdigit():
        return say("family.person.years", years=row.age)
    months = row.age.removesuffix("m")
    if not months.isdigit():
        return row.age
    return say("family.person.month" if months == "1" else "family.person.months", months=months)


def _born(row: PersonRow) -> str:
    if row.details.born_on is None and row.details.expected_on is not None:
        return say("family.person.expected", date=day(row.details.expected_on))
    return day(row.details.born_on)


def _language(row: PersonRow) -> str:
    language = coded("language", row.particulars.first_language)
    return (
        say("family.person.interpreter", language=language)
        if row.particulars.interpreter
        else language
    )


def _needs(row: PersonRow) -> str:
    facts = row.particulars
    words = [coded("disability", code) for code in facts.disabilities if code != "NONE"]
    words += [coded("sen_provision", facts.sen_provision)] if facts.sen_provision else []
    words += [coded("sen_need", code) for code in facts.sen_needs]
    return ", ".join(words)


def _reach(row: PersonRow) -> str:
    details = row.details
    return ", ".join(one for one in (details.phone, details.email, details.safe_contact) if one)


def _responsibility(row: RelationshipRow) -> str:
    """Return who is responsible for a child; nothing between a couple, whom nobody asks."""
    if code_list("relationship").group(row.bond.code) == "couple":
        return ""
    return coded("yes_no_unknown", row.bond.parental_responsibility)


def _where(row: HomeRow) -> str:
    return ", ".join(one for one in (row.details.lines, row.details.postcode) if one)


def _hidden(row: HomeRow) -> str:
    return say("family.home.hidden") if row.protected else ""
