"""Plans an import: compares a workbook with what the team has, child by child.  Writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from earlyhelp import platform
from earlyhelp.airlock.limits import MAX_FILE
from earlyhelp.errors import Invalid, Refused
from earlyhelp.imports.annex_a import read_annex_a
from earlyhelp.imports.mapping import annex_a_mapping
from earlyhelp.imports.reader import read_workbook
from earlyhelp.imports.report import DifferenceReport, ListReport, Row, difference_report, state
from earlyhelp.imports.rows import AnnexA, ContactRow, EarlyHelpRow, PersonRow, ReferralRow, Source
from earlyhelp.messages.importing import ImportCount, ImportReport, RejectedRow
from earlyhelp.records.people import Family
from earlyhelp.records.store import ImportLink
from earlyhelp.storage.sealing import fingerprint
from earlyhelp.storage.unit_of_work import UnitOfWork

_BLOCK = 500
_LONGEST_NAME = 100


@dataclass
class ChildRows:
    """What one workbook says of one child."""

    person: PersonRow
    contacts: list[ContactRow] = field(default_factory=list)
    assessments: list[EarlyHelpRow] = field(default_factory=list)
    referrals: list[ReferralRow] = field(default_factory=list)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return the person's row and every row about them."""
        return (self.person, *self.contacts, *self.assessments, *self.referrals)


class Known(NamedTuple):
    """Where a row that came in before is kept."""

    family_id: int
    digest: bytes


@dataclass
class Importing:
    """A prepared import between its steps; nothing of it is stored until the first step."""

    work_id: int
    team_id: int
    path: Path
    annex: AnnexA
    children: list[ChildRows]
    report: ImportReport
    done: int = 0

    @property
    def file_name(self) -> str:
        """Return the workbook's name, fit to be shown."""
        return shown_name(self.path)


def team_for(uow: UnitOfWork, team_id: int) -> int:
    """Return the team to import into: the one named, or the person's only one.

    Raises: Refused for a team that is not theirs, Invalid where they must choose.
    """
    teams = uow.principal.teams
    if team_id:
        if team_id not in teams:
            raise Refused("import.team.not_yours")
        return team_id
    if len(teams) != 1:
        raise Invalid({"team_id": "import.team.choose"})
    return teams[0]


def read_file(uow: UnitOfWork, path: Path) -> AnnexA:
    """Read a workbook in the child process.

    Raises: Invalid with the reason for the file.
    """
    try:
        if not path.is_file():  # a pipe would be waited for without end
            raise Invalid({"file": "import.file.not_there"})
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except (OSError, ValueError) as cause:
        raise Invalid({"file": "import.file.not_there"}) from cause
    _scanned(data)
    workbook = read_workbook(path.name, data, annex_a_mapping().sheet_names())
    return read_annex_a(workbook, uow.clock.today())


def _scanned(data: bytes) -> None:
    """Have a workbook scanned where there is a scanner; its cells are read as text, so none may lack.

    Raises: Invalid if malware was found, or a scanner is there and did not answer.
    """
    if not platform.engine():
        return
    verdict = platform.scan(data)
    if verdict.state != "clean":
        reason = "infected" if verdict.state == "infected" else "not_scanned"
        raise Invalid({"file": f"import.file.{reason}"})


def plan(uow: UnitOfWork, path: Path, team_id: int, annex: AnnexA) -> Importing:
    """Return the import of a workbook into a team, with its difference report."""
    rows: tuple[Row, ...] = (*annex.people, *annex.contacts, *annex.assessments, *annex.referrals)
    known = known_rows(uow, team_id, rows)
    said = {
        key: _digest_if_same(uow, row, known[key]) for row in rows if (key := _key(row)) in known
    }
    difference = difference_report(annex, said.get)
    children = [
        child
        for child in _by_child(annex)
        if any(row.fingerprint not in known for row in child.rows)
    ]
    work_id = uow.clock.new_id()
    changed = [_changed(row) for row in rows if state(row, said.get) == "changed"]
    report = _report(work_id, shown_name(path), annex, difference, changed, len(children))
    return Importing(work_id, team_id, path, annex, children, report)


def known_rows(uow: UnitOfWork, team_id: int, rows: Iterable[Row]) -> dict[str, Known]:
    """Return which of these rows the team has already, by their fingerprints."""
    blind = {fingerprint(uow.keyring, row.fingerprint): row.fingerprint for row in rows}
    asked = list(blind)
    known: dict[str, Known] = {}
    for start in range(0, len(asked), _BLOCK):
        block = asked[start : start + _BLOCK]
        # Columns, not records: the audit names whose records were read, and none is.
        columns = select(ImportLink.fingerprint, ImportLink.family_id, ImportLink.digest)
        links = uow.rows(columns.where(ImportLink.fingerprint.in_(block)))
        families = {link.family_id for link in links}
        theirs = select(Family.id).where(Family.id.in_(families), Family.team_id == team_id)
        in_team = {ident for (ident,) in uow.rows(theirs)}
        for link in links:
            if link.family_id in in_team:
                known[blind[link.fingerprint]] = Known(link.family_id, link.digest)
    return known


def blind_digest(uow: UnitOfWork, row: Row) -> bytes:
    """Return a keyed digest of what a row says: without the key it cannot be tried out."""
    return fingerprint(uow.keyring, f"{row.fingerprint} {row.digest}")


def shown_name(path: Path) -> str:
    """Return a file's name without anything that does not print."""
    return "".join(letter for letter in path.name if letter.isprintable())[:_LONGEST_NAME]


def source_text(file_name: str, source: Source) -> str:
    """Return where a fact came from, as in: Annex A 2024 Jan, List 1, row 7."""
    words = " ".join(file_name.removesuffix(".xlsx").replace("_", " ").split())
    return f"{words}, {_sheet_of(source.list)}, row {source.row}"


def _sheet_of(key: str) -> str:
    return next(one.sheet for one in annex_a_mapping().lists if one.key == key)


def _key(row: Row) -> str:
    return row.fingerprint


def _digest_if_same(uow: UnitOfWork, row: Row, known: Known) -> str:
    return row.digest if known.digest == blind_digest(uow, row) else ""


def _by_child(annex: AnnexA) -> list[ChildRows]:
    children = {person.child_id: ChildRows(person) for person in annex.people}
    for contact in annex.contacts:
        children[contact.child_id].contacts.append(contact)
    for assessment in annex.assessments:
        children[assessment.child_id].assessments.append(assessment)
    for referral in annex.referrals:
        children[referral.child_id].referrals.append(referral)
    return list(children.values())


def _changed(row: Row) -> RejectedRow:
    sheet = _sheet_of(row.source.list)
    return RejectedRow(list=sheet, row=row.source.row, column="", reason="import.row.changed")


def _report(
    work_id: int,
    file_name: str,
    annex: AnnexA,
    difference: DifferenceReport,
    changed: list[RejectedRow],
    total: int,
) -> ImportReport:
    lists = tuple(_count(one) for one in difference.lists)
    kept_out = tuple(
        RejectedRow(
            list=_sheet_of(one.list), row=one.row, column=one.column,
            reason=one.reason, shown=one.value_shown,
        )
        for one in annex.rejected
    )  # fmt: skip
    return ImportReport(
        work_id=work_id,
        file_name=file_name,
        read=sum(one.read for one in lists),
        added=sum(one.added for one in lists),
        matched=sum(one.matched for one in lists),
        rejected=sum(one.rejected for one in lists),
        mended=len(annex.mended),
        lists=lists,
        reasons=(*kept_out, *changed),
        finished=False,
        total=total,
    )


def _count(one: ListReport) -> ImportCount:
    # A row that only repeats another of the file, or differs from what came in before, adds nothing.
    matched = one.matched + one.changed + one.repeated
    return ImportCount(
        list=_sheet_of(one.list),
        read=one.read,
        added=one.new,
        matched=matched,
        rejected=one.rejected,
    )
