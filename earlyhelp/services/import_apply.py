"""Brings one child of a workbook into the store, every record with its source and its link.

Changes nothing that is there already.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from earlyhelp.domain.case_flow import CaseStatus
from earlyhelp.domain.codes import code_list
from earlyhelp.forms.definition import Answers
from earlyhelp.imports.report import Row
from earlyhelp.imports.rows import ContactRow, EarlyHelpRow, PersonRow, ReferralRow
from earlyhelp.messages.people import Contactable, Particulars
from earlyhelp.messages.records import Narrative
from earlyhelp.records.base import OfFamily, Record
from earlyhelp.records.cases import Allocation, Case, RequestForSupport
from earlyhelp.records.casework import CaseNote, Contact
from earlyhelp.records.people import Family, Person
from earlyhelp.records.staff import Team
from earlyhelp.records.store import ImportLink
from earlyhelp.services.import_plan import ChildRows, blind_digest, known_rows, source_text
from earlyhelp.services.references import next_reference
from earlyhelp.settings import load
from earlyhelp.storage.sealing import fingerprint
from earlyhelp.storage.unit_of_work import UnitOfWork

#: Who asked for the help of an episode: List 2 does not tell.  Where the episode itself came from
#: stands in its note, because the code of a case is counted in the figures.
_NOT_TOLD = "10"


@dataclass(frozen=True)
class Run:
    """The import that a record comes in with."""

    id: int
    team_id: int
    file_name: str


def bring_in(uow: UnitOfWork, run: Run, child: ChildRows) -> None:
    """Add what the team does not have of a child; a child it knows keeps their family."""
    known = known_rows(uow, run.team_id, child.rows)
    held = known.get(child.person.fingerprint)
    if held is None:
        family_id = _new_family(uow, run, child)
    else:
        family_id = uow.get(Family, held.family_id).id
        uow.need_keys({family_id})
    rows = _Rows(uow, run, family_id)
    for contact in child.contacts:
        if contact.fingerprint not in known:
            rows.contact(contact)
    for assessment in child.assessments:
        if assessment.fingerprint not in known:
            rows.assessment(assessment)
    for referral in child.referrals:
        if referral.fingerprint not in known:
            rows.referral(referral)


def say(key: str, **params: str | int) -> str:
    """Return a sentence of an import's own wording, its blanks filled."""
    return _sentences()[key].format(**params)


@cache
def _sentences() -> dict[str, str]:
    return load("wording/importing.toml", dict[str, str])


def _new_family(uow: UnitOfWork, run: Run, child: ChildRows) -> int:
    who, source = child.person, source_text(run.file_name, child.person.source)
    name = say("import.text.child", child=who.child_id)
    place = uow.get(Team, run.team_id).locality
    family = Family(
        team_id=run.team_id,
        reference=next_reference(uow),
        status=_status(child),
        locality=place if code_list("locality").has(place) else "",
        opened_on=_first_day(child),
        source=source,
    )
    uow.new_family(family, name)
    person = Person(family_id=family.id, role="child", source=source)
    forename, _, surname = name.partition(" ")
    uow.add(
        person,
        directory=Contactable(
            forename=forename, surname=surname, born_on=who.born_on, local_id=who.child_id
        ),
        particulars=Particulars(sex=who.sex, ethnicity=who.ethnicity, notes=_age(who, source)),
    )
    rows = _Rows(uow, run, family.id)
    rows.link(family)
    rows.link(person, who)
    return family.id


def _status(child: ChildRows) -> str:
    if any(row.completed_on is None for row in child.assessments):
        return "open"
    waits = any(row.no_further_action is None for row in child.referrals)
    return "waiting" if waits else "closed"


def _first_day(child: ChildRows) -> date:
    days = [row.contact_on for row in child.contacts]
    days += [row.started_on for row in child.assessments]
    days += [row.referred_on for row in child.referrals]
    return min(days)


def _age(who: PersonRow, source: str) -> str:
    if who.born_on is not None or who.age_years is None:
        return ""
    return say("import.text.age", age=who.age_years, source=source)


@dataclass(frozen=True)
class _Rows:
    """Turns rows about one child into records of the child's family."""

    uow: UnitOfWork
    run: Run
    family_id: int

    def contact(self, row: ContactRow) -> None:
        """List 1.  Somebody told the council of a child: nobody has met the family by that."""
        said = self._said("import.text.contact", row, source=_asker(row.contact_source))
        record = Contact(
            family_id=self.family_id,
            happened_on=row.contact_on,
            kind="other",
            successful=False,
            recorded_by=self.run_by,
        )
        self.uow.add(record, content=Narrative(text=said))
        self.link(record, row)

    def assessment(self, row: EarlyHelpRow) -> None:
        """List 2.  An episode; one without a completion date is open and led by who imports it."""
        is_open = row.completed_on is None
        case = Case(
            family_id=self.family_id,
            request_id=None,
            status=(CaseStatus.DRAFT if is_open else CaseStatus.CLOSED).value,
            opened_on=row.started_on,
            closed_on=row.completed_on,
            lead_id=self.run_by,
            first_contact_on=None,
            source=_NOT_TOLD,
        )
        self.link(self.uow.add(case), row)
        if is_open:
            allocation = Allocation(
                family_id=self.family_id, case_id=case.id, account_id=self.run_by, role="lead",
                started_on=self.uow.clock.today(), ended_on=None,
            )  # fmt: skip
            self.link(self.uow.add(allocation))
        self._note(row)

    def referral(self, row: ReferralRow) -> None:
        """List 3.  No further action ended it, further action accepted it; without either it waits."""
        status = {True: "ended", False: "accepted", None: "waiting"}[row.no_further_action]
        answers: Answers = {
            "who.source": row.referral_source,
            "who.received_on": row.referred_on.isoformat(),
            "reason.worries": self._said(
                "import.text.referral", row, team=row.team or "–", worker=row.worker or "–"
            ),
        }
        record = RequestForSupport(
            family_id=self.family_id,
            team_id=self.run.team_id,
            received_on=row.referred_on,
            source=row.referral_source,
            status=status,
            decided_on=None,
            recorded_by=self.run_by,
        )
        content = Narrative(form_id="request_for_support", form_version=1, answers=answers)
        self.uow.add(record, content=content)
        self.link(record, row)

    @property
    def run_by(self) -> int:
        """Return whose import it is."""
        return self.uow.principal.account_id

    def link(self, record: Record, row: Row | None = None) -> None:
        """Remember that a record came with this import, and which row it stands for."""
        link = ImportLink(
            family_id=record.family_id if isinstance(record, OfFamily) else record.id,
            import_id=self.run.id,
            record_kind=record.__tablename__,
            record_id=record.id,
            record_version=record.version,
            fingerprint=fingerprint(self.uow.keyring, row.fingerprint) if row else b"",
            digest=blind_digest(self.uow, row) if row else b"",
        )
        self.uow.add(link)

    def _note(self, row: EarlyHelpRow) -> None:
        organisation = row.organisation or say("import.text.no_organisation")
        said = self._said("import.text.assessment", row, organisation=organisation)
        note = CaseNote(
            family_id=self.family_id,
            written_at=self.uow.clock.now(),
            author_id=self.run_by,
        )
        self.uow.add(note, content=Narrative(text=said))
        self.link(note)

    def _said(self, key: str, row: Row, **params: str) -> str:
        return say(key, at=source_text(self.run.file_name, row.source), **params)


def _asker(code: str) -> str:
    return code_list("request_source").label(code)
